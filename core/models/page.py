"""What every page of the site has: versions of one item, an original, one path."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.actions.move_page import MovePageAction
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from core.languages import addresses, query, shelves
from core.languages.links import look_up_links
from core.models.addresses import FormerPath, readdress
from core.models.provenance import telling
from core.renditions import prefetch_renditions
from core.visitors import member_of

INTO = {"first-child", "last-child", "sorted-child"}
TOO_DEEP = _("Pages cannot lie this deep in the site.")


class ContentQuerySet(PageQuerySet):
    def readable(self):
        """Versions anyone may read (`core.languages.query.readable`)."""
        return query.readable(self)

    def readable_by(self, member):
        return query.readable_by(self, member)

    def best_version(self, languages):
        """One version of each item: the nearest to a reader with this ladder."""
        return query.best_version(self, languages)

    def originals(self):
        return self.filter(locale=models.F("original_locale"))


class ContentPageForm(WagtailAdminPageForm):
    """The slug may be left empty: it is made from the title on the server, in any script.

    Until the page is first published such a slug follows the title, and is shown as a placeholder.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            slug.required = False
            slug.disabled = self.instance.slug_is_state
            if self.instance.slug_follows_title:
                slug.widget.attrs["placeholder"] = self.instance.slug
                self.initial["slug"] = ""

    def clean(self):
        cleaned = super().clean()
        # A page that lies in the tree already is asked by `_check_slug_is_unique`.
        if not self.instance.pk and (slug := cleaned.get("slug")):
            try:
                addresses.check_slug(slug, self.parent_page, self.instance.translation_key)
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned


class ContentPage(Page):
    """One version of an item.

    The item is the `translation_key`, its versions are the rows that share it, one per locale, and
    one of them is the original: the version its author wrote (docs/reading-model.md).
    """

    original_locale = models.ForeignKey(
        Locale, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    # A section stands in every language, as a version or as a shelf.
    is_section = False
    # Columns that are state, not content: publishing an older revision does not bring them back.
    state_fields = ["original_locale", "withdrawn_at"]

    objects = PageManager.from_queryset(ContentQuerySet)()
    base_form_class = ContentPageForm
    # Not Wagtail's panel for titles: its script writes the slug, and knows only Latin letters.
    content_panels = [FieldPanel("title", classname="title")]
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("original_locale", overridable=False),
    ]

    # The codes of the languages the item can be read in by the person it was found for: set by
    # `core.languages.routing.page_at`.
    readable_in = None

    class Meta:
        abstract = True

    @property
    def is_original(self):
        return self.locale_id == self.original_locale_id

    @property
    def slug_is_state(self):
        """Whether the slug follows the item: on a home it never changes, on a version it is the
        original's."""
        return bool(self.pk) and (self.depth == addresses.HOME_DEPTH or not self.is_original)

    @property
    def slug_follows_title(self):
        """Whether the slug was made from the title and nobody can have read it yet."""
        return (
            not self.slug_is_state
            and not self.first_published_at
            and addresses.is_made_from(self.slug, self.title)
        )

    # Saving --------------------------------------------------------------------

    def save(self, *args, **kwargs):
        with transaction.atomic():
            if self._state.adding:
                addresses.hold_addresses()
                self._join_family()
                super().save(*args, **kwargs)
            else:
                before = Page.objects.values("alias_of", "slug", "url_path").get(pk=self.pk)
                # A shelf that becomes a version is a draft until someone has written it. Stock,
                # submitting a section for translation leaves it live with the original's text.
                if self.withdrawn_at or (before["alias_of"] and not self.alias_of_id):
                    self._take_down(kwargs)
                if self.slug_is_state:
                    self.slug = before["slug"]
                    self.url_path = before["url_path"]
                elif self.slug != before["slug"]:
                    addresses.hold_addresses()
                super().save(*args, **kwargs)
                if self.url_path != before["url_path"]:
                    readdress(self, before["url_path"])

    def _join_family(self):
        """A new row takes the original's language and slug from its item, or starts one."""
        if self.depth > query.MAX_DEPTH:
            raise ValidationError(TOO_DEEP)
        if self.locale_id is None:
            self.locale = self.get_default_locale()
        item = type(self)._base_manager.filter(translation_key=self.translation_key)
        original_locale, slug = item.filter(locale=models.F("original_locale")).values_list(
            "original_locale", "slug"
        ).first() or (None, None)
        self.original_locale_id = original_locale or self.locale_id
        if slug and self.depth > addresses.HOME_DEPTH:
            self.slug = slug

    def _take_down(self, kwargs):
        """Save the row as not live, also where `kwargs` name only some of its columns."""
        self.live = False
        self.has_unpublished_changes = True
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "live", "has_unpublished_changes"}

    def _set_core_field_defaults(self):
        if not self.slug and self.path:
            self.slug = addresses.free_slug(self.title, self.get_parent(), self.translation_key)
        super()._set_core_field_defaults()

    def _check_slug_is_unique(self):
        super()._check_slug_is_unique()
        addresses.check_slug(self.slug, self.get_parent(), self.translation_key)

    def with_content_json(self, content):
        """The page as a revision has it, but with the state of today."""
        page = super().with_content_json(content)
        state = [*self.state_fields, "slug"] if self.slug_is_state else self.state_fields
        for name in state:
            attname = self._meta.get_field(name).attname
            setattr(page, attname, getattr(self, attname))
        page.set_url_path(self.get_parent())
        return page

    # One transaction each --------------------------------------------------------

    @transaction.atomic
    def publish(self, *args, **kwargs):
        return super().publish(*args, **kwargs)

    @transaction.atomic
    def unpublish(self, *args, **kwargs):
        return super().unpublish(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        return super().delete(*args, **kwargs)

    @transaction.atomic
    def move(self, target, pos=None, user=None):
        """Move the item: every version and shelf goes along.

        Called on the original. Raises ValidationError for any other row, or when the path is taken.
        """
        parent = target if pos in INTO else target.get_parent()
        here = self.get_parent()
        if parent.pk == here.pk:
            # Only the order changes; it is each language's own.
            return super().move(target, pos, user)
        if parent.translation_key == here.translation_key:
            return None
        self.check_move(parent)
        before = self.url_path
        super().move(shelves.shelf_of(parent, self.locale), "last-child", user)
        for row in shelves.family(self).exclude(pk=self.pk).select_related("locale"):
            MovePageAction(
                row.specific, shelves.shelf_of(parent, row.locale), "last-child", user
            ).execute(skip_permission_checks=True)
        FormerPath.objects.remember(self.translation_key, before)

    def check_move(self, parent):
        """Raise ValidationError when the item cannot move below `parent`."""
        if not self.is_original or self.depth == addresses.HOME_DEPTH:
            raise ValidationError(_("Move the original; its other versions go along."))
        addresses.check_slug(self.slug, parent, self.translation_key)
        deepest = self.get_descendants(inclusive=True).aggregate(models.Max("depth"))["depth__max"]
        if parent.depth + 1 + deepest - self.depth > query.MAX_DEPTH:
            raise ValidationError(TOO_DEEP)

    def update_aliases(self, *, revision=None, _content=None, _updated_ids=None):
        """Shelves are never read: they follow in what the admin and the menus show of a place."""
        Page.objects.filter(alias_of=self).update(
            title=self.title, draft_title=self.title, show_in_menus=self.show_in_menus
        )

    def copy(self, recursive=False, **kwargs):
        if shelves.is_shelf(self) or (
            recursive and self.get_descendants().exclude(alias_of=None).exists()
        ):
            raise ValidationError(_("A place without a text of its own cannot be copied."))
        return super().copy(recursive=recursive, **kwargs)

    def create_alias(self, *, reset_translation_key=True, **kwargs):
        """Nothing but a shelf of the same item is ever an alias."""
        if reset_translation_key:
            raise PermissionDenied
        return super().create_alias(reset_translation_key=False, **kwargs)

    # Reading ---------------------------------------------------------------------

    @property
    def original_is_readable(self):
        """Whether the person this page was found for may read its original too."""
        return self.original_locale.language_code in (self.readable_in or ())

    def get_view_restrictions(self):
        if self.readable_in is not None:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_context(self, request, *args, **kwargs):
        look_up_links(self, member_of(request))
        prefetch_renditions(self)
        return super().get_context(request, *args, **kwargs) | {"telling": telling(self)}
