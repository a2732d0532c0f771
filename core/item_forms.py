"""The form of items that stand in listings: what their cards show must say something."""

from django.core.exceptions import ValidationError

from core.item_rules import check_chosen_once, check_summary
from core.page_forms import ContentPageForm


class ItemForm(ContentPageForm):
    """Asks for a summary that says something, and for each country, theme or language once."""

    summary_field = "summary"  # None where there is none
    chosen_once = {"countries": "iso", "themes": "theme", "languages": "code"}

    def clean(self):
        cleaned = super().clean()
        # What is not finished may be saved as a draft.
        if self.summary_field and not self.is_deferred_validation:
            self._hold(
                self.summary_field,
                check_summary,
                cleaned.get(self.summary_field),
                cleaned.get("title"),
            )
        for relation, field in self.chosen_once.items():
            chosen = [form.cleaned_data.get(field) for form in self._rows(relation)]
            self._hold(None, check_chosen_once, [choice for choice in chosen if choice])
        return cleaned

    def _hold(self, field, check, *values):
        """Say at a field, or of the whole form, what a rule finds wrong."""
        try:
            check(*values)
        except ValidationError as error:
            self.add_error(field, error)

    def _rows(self, relation):
        """The forms of child rows that are valid and stay."""
        rows = self.formsets.get(relation)
        if not rows or not rows.is_valid():
            return []
        return [form for form in rows.forms if form not in rows.deleted_forms]
