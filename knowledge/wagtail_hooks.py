"""The knowledge section in Wagtail's admin."""

from django.contrib import messages
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from knowledge.models import ResourcePage
from knowledge.reports import WithoutSourceReport, WithoutWordsReport
from knowledge.viewsets import case_listing, resource_listing

NOWHERE = _(
    "“%s” has neither a web address nor a document nor a publisher: readers learn of it, but "
    "cannot get it."
)


@hooks.register("after_publish_page")
def warn_of_what_nobody_can_get(request, page):
    """It may be all that is known of a work, so it is said and not refused."""
    if isinstance(page, ResourcePage) and not (page.address or page.document or page.publisher):
        messages.warning(request, NOWHERE % page.title)


hooks.register("register_admin_viewset", lambda: [case_listing, resource_listing])

# What each report is called in addresses.
REPORTS = {"without-source": WithoutSourceReport, "without-words": WithoutWordsReport}


@hooks.register("register_admin_urls")
def add_addresses():
    return [
        address
        for name, report in REPORTS.items()
        for address in (
            path(f"reports/{name}/", report.as_view(), name=report.index_url_name),
            path(
                f"reports/{name}/results/",
                report.as_view(results_only=True),
                name=report.index_results_url_name,
            ),
        )
    ]


def menu_item(name, report):
    def item():
        address = reverse(report.index_url_name)
        return MenuItem(report.page_title, address, name=name, icon_name=report.header_icon)

    return item


for name, report in REPORTS.items():
    hooks.register("register_reports_menu_item", menu_item(name, report))
