"""The places of the knowledge section."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.languages.ladder import ladder
from core.models.listing import FacetedPage, ListingPage
from core.models.section import SectionPage
from core.visitors import member_of
from knowledge import figures
from knowledge.facets import CASE_FACETS, RESOURCE_FACETS
from knowledge.models.case_study import CaseStudyPage
from knowledge.models.collection import CollectionPage
from knowledge.models.resource import ResourcePage


class KnowledgePage(SectionPage):
    """What was learnt: case studies, resources and collections of both."""

    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "knowledge.CaseStudyIndexPage",
        "knowledge.ResourceIndexPage",
        "knowledge.CollectionIndexPage",
    ]
    max_count_per_parent = 1
    page_description = _(
        "The place for all that was learnt: it holds case studies, resources and collections."
    )

    class Meta:
        verbose_name = _("knowledge section")

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        languages = ladder(get_language(), member)
        sections = [
            section
            for model in (CaseStudyIndexPage, ResourceIndexPage, CollectionIndexPage)
            for section in model.objects.readable_by(member)
            .best_version(languages)
            .select_related("locale")
        ]
        return super().get_context(request, *args, **kwargs) | {"sections": sections}


class CaseStudyIndexPage(FacetedPage):
    """All case studies, each once."""

    parent_page_types = ["knowledge.KnowledgePage"]
    subpage_types = ["knowledge.CaseStudyPage"]
    page_description = _("The place for case studies, which lists each of them once.")
    template = "knowledge/case_study_index_page.html"
    lists = CaseStudyPage
    facets = CASE_FACETS

    class Meta:
        verbose_name = _("case study section")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        found = context["selection"].found
        return context | {
            "over_time": figures.over_time(found),
            "by_level": figures.by_level(found),
            "by_law": figures.by_law(found),
        }


class ResourceIndexPage(FacetedPage):
    """All resources, each once."""

    parent_page_types = ["knowledge.KnowledgePage"]
    subpage_types = ["knowledge.ResourcePage"]
    page_description = _("The place for resources, which lists each of them once.")
    template = "faceted.html"
    lists = ResourcePage
    facets = RESOURCE_FACETS

    class Meta:
        verbose_name = _("resource section")


class CollectionIndexPage(ListingPage):
    """All collections, each once."""

    parent_page_types = ["knowledge.KnowledgePage"]
    subpage_types = ["knowledge.CollectionPage"]
    page_description = _("The place for collections, which lists each of them once.")
    template = "listing.html"
    lists = CollectionPage

    class Meta:
        verbose_name = _("collection section")
