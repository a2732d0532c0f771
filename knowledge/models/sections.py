"""The places of the knowledge section."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.languages.ladder import ladder
from core.models.section import SectionPage
from core.paging import paginate
from core.visitors import member_of
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

    class Meta:
        verbose_name = _("knowledge section")

    def get_context(self, request, *args, **kwargs):
        languages, member = ladder(get_language()), member_of(request)
        sections = [
            section
            for model in (CaseStudyIndexPage, ResourceIndexPage, CollectionIndexPage)
            for section in model.objects.readable_by(member)
            .best_version(languages)
            .select_related("locale")
        ]
        return super().get_context(request, *args, **kwargs) | {"sections": sections}


class ListingPage(SectionPage):
    """A section that lists each item of one page type once."""

    parent_page_types = ["knowledge.KnowledgePage"]
    max_count_per_parent = 1
    lists = None

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        items = self.lists.objects.for_listing(ladder(get_language()), member_of(request))
        return super().get_context(request, *args, **kwargs) | {"items": paginate(request, items)}


class CaseStudyIndexPage(ListingPage):
    """All case studies, each once."""

    subpage_types = ["knowledge.CaseStudyPage"]
    template = "knowledge/listing_page.html"
    lists = CaseStudyPage

    class Meta:
        verbose_name = _("case study section")


class ResourceIndexPage(ListingPage):
    """All resources, each once."""

    subpage_types = ["knowledge.ResourcePage"]
    template = "knowledge/listing_page.html"
    lists = ResourcePage

    class Meta:
        verbose_name = _("resource section")


class CollectionIndexPage(ListingPage):
    """All collections, each once."""

    subpage_types = ["knowledge.CollectionPage"]
    template = "knowledge/listing_page.html"
    lists = CollectionPage

    class Meta:
        verbose_name = _("collection section")
