"""The place of the dialogue forums."""

from django.utils.translation import gettext_lazy as _

from core.models.listing import ListingPage
from dialogue.models.forum import ForumPage


class ForumsPage(ListingPage):
    """All dialogue forums, each once."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["dialogue.ForumPage"]
    page_description = _("The place for dialogue forums, which lists each of them once.")
    template = "listing.html"
    lists = ForumPage

    class Meta:
        verbose_name = _("dialogue section")
