"""The form of items that stand in listings: what their cards show must say something."""

import re

from django.utils.translation import gettext as _

from core.page_forms import ContentPageForm


class ItemForm(ContentPageForm):
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


def words_of(text):
    """The words of a text, whatever stands between them."""
    return re.findall(r"\w+", (text or "").casefold())
