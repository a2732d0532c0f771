"""The forms of case studies and resources in the admin."""

from collections import Counter

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue

from core.fields import split_keys
from core.page_forms import ContentPageForm


class ChosenOnceForm(ContentPageForm):
    """A form whose lists of choices name each only once."""

    chosen_once = {"countries": "iso", "themes": "theme", "languages": "code"}

    def clean(self):
        cleaned = super().clean()
        for relation, field in self.chosen_once.items():
            chosen = [form.cleaned_data.get(field) for form in self._rows(relation)]
            chosen = [choice for choice in chosen if choice]
            if len(chosen) != len(set(chosen)):
                self.add_error(None, _("A country, a theme or a language is chosen twice."))
        return cleaned

    def _rows(self, relation):
        """The forms of child rows that are valid and stay."""
        rows = self.formsets.get(relation)
        if not rows or not rows.is_valid():
            return []
        return [form for form in rows.forms if form not in rows.deleted_forms]


class CaseStudyForm(ChosenOnceForm):
    """Looks at facts and sources together: a page has the new sources only once it is saved."""

    def clean(self):
        cleaned = super().clean()
        if self.formsets.get("sources") and self.formsets["sources"].is_valid():
            self._check_sources([form.cleaned_data.get("key") for form in self._rows("sources")])
        return cleaned

    def _check_sources(self, keys):
        """`keys` are the short names in the list of sources, None for one left empty."""
        for field, named in named_sources(self.cleaned_data).items():
            if unknown := named.difference(keys):
                message = _("No source has this short name: %s")
                self.add_error(field, message % ", ".join(sorted(unknown)))
        twice = [key for key, times in Counter(filter(None, keys)).items() if times > 1]
        if twice:
            message = _("More than one source has this short name: %s")
            self.add_error(None, message % ", ".join(twice))


class ResourceForm(ChosenOnceForm):
    """The form of a resource."""


def named_sources(values):
    """The short names of sources in each of a form's values: {field: set of short names}."""
    named = {}
    for field, value in values.items():
        if field.endswith("_sources"):
            named[field] = set(split_keys(value))
        elif isinstance(value, StreamValue):
            blocks = [block.value for block in value if isinstance(block.value, StructValue)]
            named[field] = {key for block in blocks for key in split_keys(block.get("sources"))}
    return named
