"""Submitting a page for translation and syncing it, with the rights wagtail-localize forgets."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from core.languages.shelves import family
from core.models import ContentPage
from translation.actions import submit_many
from translation.permissions import may_read_source, places_to_translate_into


class SubmitView(SubmitPageTranslationView):
    """One page, into the languages one may write in; what lies below it is not taken along.

    What its author was asked before it was published is asked again: it gets other readers.
    """

    template_name = "translation/admin/submit.html"

    def get_object(self):
        page = super().get_object()
        if not isinstance(page, ContentPage):
            raise Http404
        if page.alias_of_id:  # a shelf: its section is meant
            page = page.original
        if not may_read_source(self.request.user, page):
            raise PermissionDenied
        if not page.permissions_for_user(self.request.user).can_edit():
            page.draft_title = page.title  # that of a waiting draft is its editors' alone
        return page

    def get(self, request, **kwargs):
        if not places_to_translate_into(request.user, self.object):
            messages.info(request, _("There is no language left that you may translate this into."))
            return redirect(self.get_default_success_url())
        return super().get(request, **kwargs)

    def get_form(self):
        form = super().get_form()
        del form.fields["include_subtree"]
        places = places_to_translate_into(self.request.user, self.object)
        locales = form.fields["locales"]
        locales.queryset = locales.queryset.filter(pk__in=[locale.pk for locale in places])
        if self.object.questions:
            label = _("I have gone through these questions.")
            form.fields["checked"] = forms.BooleanField(label=label)
        return form

    def form_valid(self, form):
        """One language at once; several by the worker, with their progress to look at."""
        locales, page = form.cleaned_data["locales"], self.object
        if len(locales) > 1:
            title = _("Translate “%s”") % page.title
            pairs = [(page, locale) for locale in locales]
            return redirect("core_batch", submit_many(self.request.user, pairs, title).pk)
        form.cleaned_data["include_subtree"] = False
        return super().form_valid(form)


class SyncView(UpdateTranslationsView):
    """Give translators the passages that have changed; nothing is published by it."""

    def get_object(self):
        source = super().get_object()
        page = source.get_source_instance()
        if not may_read_source(self.request.user, page) or not self._may_edit_one_of(source):
            raise PermissionDenied
        return source

    def get_subtitle(self):
        """The title of the text that is taken over; stock may know that of a draft."""
        return self.object.get_source_instance().title

    def get_form(self):
        form = super().get_form()
        del form.fields["publish_translations"]
        return form

    def form_valid(self, form):
        form.cleaned_data["publish_translations"] = False
        return super().form_valid(form)

    def _may_edit_one_of(self, source):
        targets = family(source.get_source_instance()).filter(alias_of=None)
        return any(page.permissions_for_user(self.request.user).can_edit() for page in targets)
