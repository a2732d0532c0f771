"""Sections that list items: what lies in them, or elsewhere."""

from django.utils.translation import get_language

from core.finding import Finding, look_up
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
    # The ways to sort it; the first is the one that an address without one means.
    orders = ("newest", "title", "year")

    class Meta:
        abstract = True

    def look_up(self, member):
        """All that it lists for this person (`core.finding.look_up`), before any choice."""
        return look_up(self.lists.objects.all(), member)

    def facets_for(self, query, languages, member):
        """The facets by which this person may narrow it, at an address with this query."""
        return self.facets

    def for_cards(self, languages, member):
        """What it lists, with what the cards show."""
        return self.lists.objects.for_cards()

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        languages = ladder(get_language(), member)
        facets = self.facets_for(request.GET, languages, member)
        finding = Finding(self.look_up(member), facets, request.GET, self.orders, languages)
        items = paginate(request, finding.pks)
        rows = self.for_cards(languages, member).in_bulk(items.object_list)
        items.object_list = [rows[pk] for pk in items.object_list]
        context = SectionPage.get_context(self, request, *args, **kwargs)
        return context | {"finding": finding, "selection": finding.selection, "items": items}
