"""The form in which an editor says who may read a page: what was said in a room stays there."""

from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.admin.views import page_privacy

from core import rooms


class PrivacyForm(PageViewRestrictionForm):
    """Wagtail's, which opens no room in which something was said."""

    def clean_restriction_type(self):
        kind = self.cleaned_data["restriction_type"]
        if self.instance.pk:
            rooms.check_privacy(self.instance.page, kind)
        return kind


def put_in_place():
    page_privacy.PageViewRestrictionForm = PrivacyForm
