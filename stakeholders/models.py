"""Who stands behind the knowledge: organisations, committees and their updates."""

from django.utils.translation import gettext_lazy as _

from core.models.section import SectionPage


class StakeholdersPage(SectionPage):
    """The directory of organisations."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("The place for the directory of organisations and committees.")

    class Meta:
        verbose_name = _("stakeholders section")
