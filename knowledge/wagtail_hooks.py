"""The knowledge section in Wagtail's admin."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from knowledge.models import ResourcePage

NOWHERE = _(
    "“%s” has neither a web address nor a document nor a publisher: readers learn of it, but "
    "cannot get it."
)


@hooks.register("after_publish_page")
def warn_of_what_nobody_can_get(request, page):
    """It may be all that is known of a work, so it is said and not refused."""
    if isinstance(page, ResourcePage) and not (page.address or page.document or page.publisher):
        messages.warning(request, NOWHERE % page.title)
