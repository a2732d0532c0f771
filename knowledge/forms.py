"""The forms of case studies, resources and collections in the admin."""

from collections import Counter

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue

from core.fields import split_keys
from core.item_forms import ItemForm


class CaseStudyForm(ItemForm):
    """Looks at facts and sources together: a page has the new sources only once it is saved."""

    def clean(self):
        cleaned = super().clean()
        if self.instance.is_original and cleaned.get("timeline"):
            cleaned["timeline"] = in_order(cleaned["timeline"])
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


class ResourceForm(ItemForm):
    summary_field = "abstract"


class CollectionForm(ItemForm):
    summary_field = "introduction"


def in_order(timeline):
    """The events from the earliest on; those without a date yet come last.

    "2011" comes before "2011-05", which it holds. Each block keeps its id, by which translations
    find it.
    """
    blocks = sorted(timeline, key=lambda block: block.value["when"] or "9999")
    rows = [(block.block_type, block.value, block.id) for block in blocks]
    return StreamValue(timeline.stream_block, rows)


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
