"""A profile: one organisation that works on infrastructures for peace."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.fields import YearField
from core.languages.ladder import ladder
from core.languages.query import linked, tied
from core.models.page import ContentPage, ContentQuerySet
from core.visitors import member_of
from core.vocabularies import Level, Status
from stakeholders import involvement
from stakeholders.confirmation import confirmation_of
from stakeholders.forms import ProfileForm
from stakeholders.models.contact import Contact
from stakeholders.models.profile_rows import ProfileCountry, ProfileParent, ProfilePerson
from stakeholders.vocabularies import DECIMALS, MapPrecision, StakeholderKind

# What is the same in every language.
FACTS = ["kind", "level", "founded", "status", "website", "names"]
# How many of its updates a committee's page shows.
NEWEST = 5
# What it is rather than says, by actions: where it is shown on the map, when it was confirmed,
# how its updates appear.
STATE = ["map_precision", "latitude", "longitude", "confirmed_on", "asked_on", "reviews_updates"]


class ProfileQuerySet(ContentQuerySet):
    def for_listing(self, languages, member=None):
        """Each organisation this person may read, once, in the nearest version, for its card."""
        return self.readable_by(member).best_version(languages).for_cards().order_by("title", "pk")

    def committees(self):
        return self.filter(kind=StakeholderKind.LOCAL_COMMITTEE)

    def countries_by_item(self):
        """{translation key: [ISO code]} of all these organisations. One query."""
        found = defaultdict(list)
        rows = ProfileCountry.objects.filter(profile__in=self.originals()).order_by("sort_order")
        for key, iso in rows.values_list("profile__translation_key", "iso"):
            if iso:
                found[key].append(iso)
        return found

    def for_its_page(self):
        contacts = Contact.objects.for_messages(OuterRef("translation_key"))
        people = ProfilePerson.objects.filter(profile=OuterRef("pk"))
        found = super().for_its_page()
        return found.annotate(takes_messages=Exists(contacts), names_people=Exists(people))

    def for_cards(self):
        """With what a card shows, and without the long text."""
        return self.select_related("locale").prefetch_related("countries").defer("body")


class ProfilePage(ContentPage):
    parent_page_types = ["stakeholders.StakeholdersPage"]
    # Those of committees only: see `UpdatePage.can_exist_under`.
    subpage_types = ["stakeholders.UpdatePage"]
    card_template = "stakeholders/includes/profile_card.html"
    facet_fields = ["kind", "level", "founded", "status"]
    facet_relations = {"countries": "iso", "themes": "theme", "languages": "code"}
    page_description = _(
        "An organisation of the directory: a committee, a ministry, an association, an institute. "
        "No names of persons: what stands here is read by everybody."
    )

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_(
            "Two sentences: what the organisation is, and what it does for peace. In listings it "
            "is all that is read."
        ),
    )
    kind = models.CharField(_("kind of organisation"), max_length=30, choices=StakeholderKind)
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("A town, a district or a region. No street and no house where people meet."),
    )
    founded = YearField(_("founded in"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ACTIVE)
    website = models.URLField(_("website"), blank=True)
    names = models.TextField(
        _("names in other languages"),
        blank=True,
        help_text=_("As the organisation writes them itself, one in a line. It is found by each."),
    )
    map_precision = models.CharField(
        max_length=20, choices=MapPrecision, blank=True, editable=False
    )
    latitude = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    longitude = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("What it does, in your own words. No persons, no telephone numbers."),
    )

    # When the organisation last said that all of it holds, and when it was last asked.
    confirmed_on = models.DateField(null=True, editable=False)
    asked_on = models.DateField(null=True, editable=False)
    # Whether what its editors write is looked at before it appears.
    reviews_updates = models.BooleanField(default=True, editable=False)

    state_fields = [*ContentPage.state_fields, *STATE]
    # Another organisation is made of a copy, and speaks for itself.
    exclude_fields_in_copy = [*ContentPage.exclude_fields_in_copy, *STATE]

    # Whether strangers can write to it: known at its own address (`for_its_page`).
    takes_messages = False
    # Whether it shows who is in it: known there, too; elsewhere the rows are asked.
    names_people = True

    objects = PageManager.from_queryset(ProfileQuerySet)()
    base_form_class = ProfileForm

    content_panels = [
        *ContentPage.content_panels,
        "summary",
        MultiFieldPanel(
            [
                FieldRowPanel(["kind", "level"]),
                InlinePanel("countries", heading=_("Countries"), label=_("Country")),
                FieldRowPanel(["place", "founded", "status"]),
                "website",
            ],
            heading=_("What it is, and where"),
        ),
        "body",
        InlinePanel(
            "people",
            heading=_("Members of the committee"),
            label=_("Person"),
            help_text=_(
                "Of committees only, and only who has agreed: everybody reads these names. Who no "
                "longer agrees is deleted here."
            ),
        ),
        InlinePanel("themes", heading=_("Themes"), label=_("Theme")),
        InlinePanel("languages", heading=_("Languages spoken"), label=_("Language")),
        "names",
        InlinePanel(
            "parents",
            heading=_("Member or part of"),
            label=_("Organisation"),
            help_text=_("The larger organisation: of the village the district, of both the state."),
        ),
        InlinePanel(
            "sources",
            heading=_("Sources"),
            label=_("Source"),
            help_text=_("Where can be looked up what stands here."),
        ),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("place"),
        index.SearchField("body"),
        index.SearchField("names"),
        index.FilterField("kind"),
    ]
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        *(SynchronizedField(fact, overridable=False) for fact in FACTS),
    ]

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    @property
    def point(self):
        """(latitude, longitude), with no more decimals than are known; None without a point."""
        if self.latitude is None or self.map_precision not in DECIMALS:
            return None
        decimals = DECIMALS[self.map_precision]
        return round(self.latitude, decimals), round(self.longitude, decimals)

    @property
    def has_taken_back_its_place(self):
        """Whether the organisation chose that its country is known, and no more. Undecided, what
        stands in the profile stays."""
        return self.map_precision in (MapPrecision.COUNTRY, MapPrecision.NOWHERE)

    def check_place(self, place):
        """Raise ValidationError for words on a place where the organisation took back its own."""
        if place and self.has_taken_back_its_place:
            raise ValidationError(
                {"place": _("The organisation has chosen that no place is told.")}
            )

    def clean(self):
        super().clean()
        self.check_place(self.place)

    @property
    def is_committee(self):
        """Whether it has a space of its own, where it tells what it does."""
        return self.kind == StakeholderKind.LOCAL_COMMITTEE

    @property
    def confirmation(self):
        return confirmation_of(self.confirmed_on, self.asked_on, timezone.now().date())

    def get_context(self, request, *args, **kwargs):
        # These name profiles, too.
        from stakeholders.models import UpdatePage, UpdatesPage

        ties = {
            "parents": tied(self, ProfileParent, "profile"),
            "members": tied(self, ProfileParent, "other"),
            "listings": UpdatesPage.objects.values("translation_key"),
        }
        member = member_of(request)
        languages = ladder(get_language(), member)
        around = linked(
            ties | involvement.ties_of(self), languages, member, **involvement.facts_of(self)
        )
        updates = UpdatePage.objects.for_listing(languages, member)
        return super().get_context(request, *args, **kwargs) | {
            "updates": self.is_committee
            and updates.filter(committee=self.translation_key)[:NEWEST],
            "listing": next(iter(around["listings"]), None),
            "people": self.is_committee and self.names_people and self.people.all(),
            "countries": self.countries.all(),
            "themes": self.themes.all(),
            "languages": self.languages.all(),
            "sources": self.sources.order_by("sort_order", "pk"),
            "parents": around["parents"],
            "members": around["members"],
            "involvements": involvement.told(around),
        }
