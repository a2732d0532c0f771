"""Reports → Translations behind: what a translator has to bring up to date."""

from django.utils.translation import gettext_lazy as _

from core.freshness import behind
from core.reports import OwnPagesReport


class BehindReport(OwnPagesReport):
    page_title = _("Translations behind")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_behind"
    index_results_url_name = "translation_behind_results"
    counted = _("Passages changed since")

    def found(self, pages):
        return behind(pages)
