"""The place of the directory."""

from django.utils.translation import gettext_lazy as _

from core.models.listing import FacetedPage
from stakeholders.facets import PROFILE_FACETS
from stakeholders.models.profile import ProfilePage


class StakeholdersPage(FacetedPage):
    """The directory of organisations, each once."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["stakeholders.ProfilePage"]
    page_description = _("The place for the directory of organisations and committees.")
    lists = ProfilePage
    facets = PROFILE_FACETS
    order = "title"

    class Meta:
        verbose_name = _("stakeholders section")
