"""The place of the directory, and the listings of committees and of what they tell."""

from django.utils.translation import gettext_lazy as _

from core.finding import look_up
from core.models.listing import FacetedPage
from stakeholders.facets import COMMITTEE_FACETS, PROFILE_FACETS, UPDATE_FACETS, one_committee
from stakeholders.models.profile import ProfilePage
from stakeholders.models.update import UpdatePage


class StakeholdersPage(FacetedPage):
    """The directory of organisations, each once."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["stakeholders.ProfilePage"]
    page_description = _("The place for the directory of organisations and committees.")
    lists = ProfilePage
    facets = PROFILE_FACETS
    orders = ("title", "newest", "year")

    class Meta:
        verbose_name = _("stakeholders section")


class CommitteesPage(FacetedPage):
    """The committees of the directory, each once; they lie there, not here."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _(
        "A listing of the local peace committees in the directory. Nothing is written below it."
    )
    template = "faceted.html"
    lists = ProfilePage
    facets = COMMITTEE_FACETS
    orders = ("title", "newest", "year")

    class Meta:
        verbose_name = _("committees section")

    def look_up(self, member):
        return look_up(ProfilePage.objects.committees(), member)


class UpdatesPage(FacetedPage):
    """The updates of all committees, each once; they lie below their committees, not here.

    `?committee=<slug>` narrows it to those of one.
    """

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _(
        "A listing of what committees told, the newest first. Nothing is written below it."
    )
    lists = UpdatePage
    facets = UPDATE_FACETS
    orders = ("newest", "title")

    class Meta:
        verbose_name = _("updates section")

    def look_up(self, member):
        items = super().look_up(member)
        countries = ProfilePage.objects.countries_by_item()
        for item in items:
            item.related["countries"] = countries[item.facts["committee"]]
        return items

    def facets_for(self, query, languages, member):
        """A facet of all committees would be a long list: there is one of the chosen only."""
        slug = query.get("committee", "").lower()
        committees = ProfilePage.objects.committees().readable_by(member).filter(slug=slug)
        chosen = committees.best_version(languages).select_related("locale").first()
        return [one_committee(chosen), *self.facets] if chosen else self.facets

    def for_cards(self, languages, member):
        return UpdatePage.objects.for_cards(languages, member)
