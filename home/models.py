"""The front page of each language."""

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from core.languages import routing
from core.languages.ladder import ladder
from core.models.section import SectionPage
from core.visitors import member_of
from knowledge.models import CaseStudyPage

LATEST = 6


class HomePage(SectionPage):
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["knowledge.KnowledgePage", "stakeholders.StakeholdersPage"]
    # One by hand; those of other languages are its versions and shelves.
    max_count = 1
    show_in_menus_default = False

    class Meta:
        verbose_name = _("front page")

    def route(self, request, path_components):
        """Wagtail's way in (previews, `find_for_request`) leads to the same question as ours."""
        path = "".join(f"{component}/" for component in path_components)
        if page := routing.page_at(path, get_language(), member_of(request)):
            return RouteResult(page)
        raise Http404

    def get_context(self, request, *args, **kwargs):
        cases = CaseStudyPage.objects.for_listing(ladder(get_language()), member_of(request))
        return super().get_context(request, *args, **kwargs) | {"cases": cases[:LATEST]}
