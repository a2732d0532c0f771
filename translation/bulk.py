"""Submitting many pages for translation, chosen in a listing of the admin."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Locale

from core.models import ContentPage
from translation.actions import submit_many
from translation.permissions import may_read_source, places_to_translate_into


class LanguagesForm(forms.Form):
    locales = forms.ModelMultipleChoiceField(
        Locale.objects.all(), label=_("Languages"), widget=forms.CheckboxSelectMultiple
    )


class TranslateBulkAction(PageBulkAction):
    display_name = _("Translate")
    action_type = "translate"
    aria_label = _("Translate the chosen pages")
    template_name = "translation/admin/translate_many.html"
    form_class = LanguagesForm
    action_priority = 60

    def check_perm(self, page):
        user, page = self.request.user, page.specific
        return (
            user.has_perm("wagtail_localize.submit_translation")
            and isinstance(page, ContentPage)
            and not page.alias_of_id
            and may_read_source(user, page)
        )

    def prepare_action(self, pages, pages_without_access):
        """Hand them to the worker, and show how far it has come."""
        chosen, user = set(self.cleaned_form.cleaned_data["locales"]), self.request.user
        pages = [page.specific for page in pages]
        pairs = {}  # one for each item and language: of several versions, from the original
        for page in sorted(pages, key=lambda page: not page.is_original):
            for locale in chosen.intersection(places_to_translate_into(user, page)):
                pairs.setdefault((page.translation_key, locale), (page, locale))
        if not pairs:
            messages.info(self.request, NOTHING_LEFT)
            return redirect(self.next_url)
        count = len({key for key, _ in pairs})
        title = ngettext("Translate %d page", "Translate %d pages", count) % count
        return redirect("core_batch", submit_many(user, pairs.values(), title).pk)


NOTHING_LEFT = _("There is no language left that you may translate this into.")
