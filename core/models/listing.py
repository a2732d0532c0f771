"""Sections that list what lies in them."""

from django.utils.translation import get_language

from core.finding import Finding
from core.languages.ladder import ladder
from core.models.section import SectionPage
from core.paging import paginate
from core.visitors import member_of


class ListingPage(SectionPage):
    """A section that lists each item of one page type once."""

    max_count_per_parent = 1
    lists = None

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        items = self.lists.objects.for_listing(ladder(get_language(), member), member)
        return super().get_context(request, *args, **kwargs) | {"items": paginate(request, items)}


class FacetedPage(ListingPage):
    """A listing that readers narrow by facets."""

    facets = ()
    order = "newest"

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        languages = ladder(get_language(), member)
        finding = Finding(self.lists, self.facets, request.GET, self.order, languages, member)
        items = paginate(request, finding.pks)
        rows = self.lists.objects.for_cards().in_bulk(items.object_list)
        items.object_list = [rows[pk] for pk in items.object_list]
        context = SectionPage.get_context(self, request, *args, **kwargs)
        return context | {"finding": finding, "selection": finding.selection, "items": items}
