"""Submitting a page for translation and syncing it, with the rights wagtail-localize forgets."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from core.languages.query import readable
from core.languages.shelves import family
from core.models import ContentPage


def may_read_source(user, page):
    """Whether the words of a page, as the tables hold them, are this person's to copy."""
    return (
        page.permissions_for_user(user).can_edit()
        or readable(family(page)).filter(pk=page.pk).exists()
    )


def places_to_translate_into(user, page):
    """The locales in which this person may write a version of the page.

    Those with a version of their own are left out; a shelf is a place to write.
    """
    rows = {row.locale_id: row for row in family(page)}
    above = {row.locale_id: row for row in family(page.get_parent())}
    return [
        locale
        for locale in Locale.objects.exclude(pk=page.locale_id)
        if _may_write(user, rows.get(locale.pk), above.get(locale.pk))
    ]


def _may_write(user, row, above):
    """Whether there is a place without words, in a tree this person may change."""
    place = row or above
    return (
        place is not None
        and (row is None or row.alias_of_id is not None)
        and place.permissions_for_user(user).can_edit()
    )


class SubmitView(SubmitPageTranslationView):
    """One page, into the languages one may write in; what lies below it is not taken along."""

    def get_object(self):
        page = super().get_object()
        if not isinstance(page, ContentPage):
            raise Http404
        if page.alias_of_id:  # a shelf: its section is meant
            page = page.original
        if not may_read_source(self.request.user, page):
            raise PermissionDenied
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
        return form

    def form_valid(self, form):
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
