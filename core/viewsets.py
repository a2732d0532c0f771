"""Settings → Locales: a language keeps its name, and goes with its shelves."""

from django.core.exceptions import ValidationError
from wagtail.locales.forms import LocaleForm
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


class LanguageForm(LocaleForm):
    """A language stays the one it is: another choice would rename all that is written in it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language_code"].disabled = bool(self.instance.pk)


class LanguageViewSet(LocaleViewSet):
    delete_view_class = RemoveLanguageView

    def get_form_class(self, for_update=False):
        return LanguageForm


languages = LanguageViewSet("wagtaillocales", url_prefix="locales")
