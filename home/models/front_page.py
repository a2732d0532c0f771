"""The front page of each language."""

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from core.languages import routing
from core.models.section import SectionPage
from core.visitors import member_of
from home.blocks import RowsBlock


class HomePage(SectionPage):
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "knowledge.KnowledgePage",
        "stakeholders.StakeholdersPage",
        "stakeholders.CommitteesPage",
        "stakeholders.UpdatesPage",
        "dialogue.ForumsPage",
        "home.StandardPage",
    ]
    # One by hand; those of other languages are its versions and shelves.
    max_count = 1
    show_in_menus_default = False
    page_description = _("What one sees first: a few words of welcome, and rows of what is here.")

    rows = StreamField(
        RowsBlock(),
        verbose_name=_("rows"),
        blank=True,
        help_text=_(
            "What stands below the introduction, from top to bottom. A row of cases, resources, "
            "collections or updates shows the latest, or those you choose; each reader sees them "
            "in the nearest language."
        ),
    )

    content_panels = [*SectionPage.content_panels, "rows"]

    class Meta:
        verbose_name = _("front page")

    def route(self, request, path_components):
        """Wagtail's way in (previews, `find_for_request`) leads to the same question as ours."""
        path = "".join(f"{component}/" for component in path_components)
        if page := routing.page_at(path, get_language(), member_of(request)):
            return RouteResult(page)
        raise Http404
