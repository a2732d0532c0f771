"""Settings → Locales: removing a language takes its shelves along."""

from django.core.exceptions import ValidationError
from wagtail.locales.views import DeleteView, LocaleViewSet

from core.actions import check_language_can_go, remove_language


class RemoveLanguageView(DeleteView):
    """Refuses, with a list, while something is written in the language."""

    def can_delete(self, locale):
        try:
            check_language_can_go(locale)
        except ValidationError as error:
            self.cannot_delete_message = " ".join(error.messages)
            return False
        return True

    def delete_action(self):
        remove_language(self.object, self.request.user)


class LanguageViewSet(LocaleViewSet):
    delete_view_class = RemoveLanguageView


remove_language_view = LanguageViewSet("wagtaillocales", url_prefix="locales").delete_view
