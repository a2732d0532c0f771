"""Settings → Locales: removing a language takes its shelves along."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.locales.views import DeleteView, LocaleViewSet
from wagtail.models import Page

from core.actions import remove_language
from core.languages.cldr import listed


class RemoveLanguageView(DeleteView):
    """Refuses, with a list, while something is written in the language."""

    def can_delete(self, locale):
        written = Page.objects.filter(locale=locale, alias_of=None, depth__gt=1)
        titles = list(written.order_by("path").values_list("draft_title", flat=True)[:20])
        if titles:
            self.cannot_delete_message = _("These texts are written in this language: %s") % listed(
                titles, get_language()
            )
        elif not self.queryset.exclude(pk=locale.pk).exists():
            self.cannot_delete_message = _("The last language stays.")
        else:
            return True
        return False

    def delete_action(self):
        remove_language(self.object, self.request.user)


class LanguageViewSet(LocaleViewSet):
    delete_view_class = RemoveLanguageView


remove_language_view = LanguageViewSet("wagtaillocales", url_prefix="locales").delete_view
