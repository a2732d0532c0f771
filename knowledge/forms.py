"""The forms of case studies, resources and collections in the admin."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue

from core.fields import split_keys
from core.page_forms import ContentPageForm


class KnowledgeForm(ContentPageForm):
    """Asks for a summary that says something, and for each country, theme or language once."""

    summary_field = "summary"
    chosen_once = {"countries": "iso", "themes": "theme", "languages": "code"}

    def clean(self):
        cleaned = super().clean()
        # What is not finished may be saved as a draft.
        if not self.is_deferred_validation and self._summary_repeats_title(cleaned):
            self.add_error(
                self.summary_field,
                _("This only repeats the title. Say what a reader learns here."),
            )
        for relation, field in self.chosen_once.items():
            chosen = [form.cleaned_data.get(field) for form in self._rows(relation)]
            chosen = [choice for choice in chosen if choice]
            if len(chosen) != len(set(chosen)):
                self.add_error(None, _("A country, a theme or a language is chosen twice."))
        return cleaned

    def _summary_repeats_title(self, cleaned):
        title = words_of(cleaned.get("title"))
        return bool(title) and words_of(cleaned.get(self.summary_field)) == title

    def _rows(self, relation):
        """The forms of child rows that are valid and stay."""
        rows = self.formsets.get(relation)
        if not rows or not rows.is_valid():
            return []
        return [form for form in rows.forms if form not in rows.deleted_forms]


class CaseStudyForm(KnowledgeForm):
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


class ResourceForm(KnowledgeForm):
    summary_field = "abstract"


class CollectionForm(KnowledgeForm):
    summary_field = "introduction"


def words_of(text):
    """The words of a text, whatever stands between them."""
    return re.findall(r"\w+", (text or "").casefold())


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
