"""The forms with which pages are written and copied in the admin."""

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.validators import MaxLengthValidator
from django.forms import Textarea
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from core import placing
from core.facts import facts_of
from core.languages import addresses


class ContentPageForm(WagtailAdminPageForm):
    """The slug may be left empty: it is made from the title on the server, in any script.

    Until the page is first published such a slug follows the title, and is shown as a placeholder.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Browsers cut off silently what is longer; we say so.
            if isinstance(field.widget, Textarea):
                field.widget.attrs.pop("maxlength", None)
        if slug := self.fields.get("slug"):
            slug.required = False
            slug.disabled = self.instance.slug_is_state
            if self.instance.slug_follows_title:
                slug.widget.attrs["placeholder"] = self.instance.slug
                self.initial["slug"] = ""
        if not self.instance.is_original:
            self._lock_facts()

    def _lock_facts(self):
        """On a translation written freely, facts are only looked at: they follow the original."""
        fields, relations = facts_of(type(self.instance))
        shown = [self.fields[field.name] for field in fields if field.name in self.fields]
        for relation in relations:
            for row in self.formsets[relation.get_accessor_name()].forms:
                shown += row.fields.values()
        for field in shown:
            field.disabled = True

    def clean(self):
        cleaned = super().clean()
        # Blocks bring ids that no field looks at, and PostgreSQL stores no NUL.
        if any("\0" in value for name, value in self.data.items() if name.endswith("-id")):
            raise SuspiciousOperation("An id with a NUL.")
        # A page that lies in the tree already is asked by `_check_slug_is_unique`.
        if not self.instance.pk and (slug := cleaned.get("slug")):
            try:
                addresses.check_slug(slug, self.parent_page, self.instance.translation_key)
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned


class ItemCopyForm(CopyForm):
    """A copy is an item of its own: it stays in its language, and is never kept in step."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
        # Wagtail's own asks for no limit, and breaks off where the copy is saved.
        for name in ("title", "slug"):
            longest = MaxLengthValidator(Page._meta.get_field(name).max_length)
            self.fields[f"new_{name}"].validators.append(longest)

    def clean(self):
        cleaned = super().clean()
        if slug := cleaned.get("new_slug"):
            parent = cleaned.get("new_parent_page") or self.page.get_parent()
            try:
                placing.check_copy(self.page, parent, slug, cleaned.get("copy_subpages"))
            except ValidationError as error:
                field = "new_slug" if hasattr(error, "error_dict") else "new_parent_page"
                self.add_error(field, error.messages)
        return cleaned
