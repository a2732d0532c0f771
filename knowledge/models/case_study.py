"""A case study: one documented infrastructure for peace, told and laid out for comparison."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock, PointsBlock, TimelineBlock
from core.fields import SourceKeysField, YearField
from core.languages.ladder import ladder
from core.languages.query import linked, related, tied
from core.models.page import ContentPage, ContentQuerySet
from core.visitors import member_of
from core.vocabularies import Level, Status
from knowledge.forms import CaseStudyForm
from knowledge.involvements import facts_by_organisation, involved, organisations_of
from knowledge.models.case_study_rows import RelatedCase
from knowledge.models.resource import ResourceCase
from knowledge.vocabularies import Kind, LegalStanding

LISTS = ["timeline", "outcomes", "failures", "lessons"]
FACTS_WITH_SOURCES = [
    "place", "level", "kind", "years", "status", "trigger", "participants", "law", "funding",
]  # fmt: skip
# What is the same in every language; a translator cannot override it.
FACTS = [
    "level", "kind", "year_from", "year_to", "status", "status_as_of", "law",
    *(f"{fact}_sources" for fact in FACTS_WITH_SOURCES),
]  # fmt: skip


class CaseStudyQuerySet(ContentQuerySet):
    def for_listing(self, languages, member=None):
        """Each case this person may read, once, in the nearest version, ready for its card."""
        return (
            self.readable_by(member)
            .best_version(languages)
            .for_cards()
            .order_by("-first_published_at", "pk")
        )

    def for_cards(self):
        """With what a card shows, and without the long texts."""
        return self.select_related("locale").prefetch_related("countries").defer("body", *LISTS)


class CaseStudyPage(ContentPage):
    parent_page_types = ["knowledge.CaseStudyIndexPage"]
    subpage_types = []
    card_template = "knowledge/includes/case_card.html"
    facet_fields = ["level", "kind", "status", "law", "year_from", "year_to"]
    facet_relations = {"countries": "iso", "themes": "theme"}
    page_description = _(
        "One body that keeps the peace somewhere: a committee, a council, a ministry. Its facts "
        "each name their source, so that it can be compared with others."
    )

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_(
            "Two sentences that say more than the title: what the body is, and what came of it. "
            "In listings it is all that is read."
        ),
    )
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("A town, a district or a region. No street and no house where people meet."),
    )
    place_sources = SourceKeysField(_("sources for countries and place"))
    level = models.CharField(_("level"), max_length=20, choices=Level)
    level_sources = SourceKeysField()
    kind = models.CharField(_("kind of body"), max_length=30, choices=Kind)
    kind_sources = SourceKeysField()
    year_from = YearField(_("first year"))
    year_to = YearField(_("last year"), help_text=_("Leave this empty while it goes on."))
    years_sources = SourceKeysField()
    status = models.CharField(_("status"), max_length=20, choices=Status)
    status_as_of = YearField(_("as of year"), help_text=_("The year in which your source says so."))
    status_sources = SourceKeysField()
    trigger = models.TextField(
        _("what triggered it"),
        blank=True,
        help_text=_("What had happened, and who then said that something must be done."),
    )
    trigger_sources = SourceKeysField()
    participants = models.TextField(
        _("who takes part"),
        blank=True,
        help_text=_(
            "Organisations and offices, and who chooses them. No names of private persons."
        ),
    )
    participants_sources = SourceKeysField()
    law = models.CharField(_("standing in law"), max_length=20, choices=LegalStanding, blank=True)
    law_note = models.TextField(
        _("standing in law, in words"),
        blank=True,
        help_text=_("The act, decree or agreement with its year, and what it allows the body."),
    )
    law_sources = SourceKeysField()
    funding_note = models.TextField(
        _("who pays, and what it costs"),
        blank=True,
        help_text=_("Who pays for what, how much and until when; and what is done without money."),
    )
    funding_sources = SourceKeysField()
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_(
            "What happened, in your own words, with headings. Name people who hold an office, no "
            "private persons. Show no face without its owner’s consent, and no place exactly."
        ),
    )
    timeline = StreamField(
        TimelineBlock(),
        verbose_name=_("timeline"),
        blank=True,
        help_text=_("Add events as you find them: they are put in order when you save."),
    )
    outcomes = StreamField(
        PointsBlock(),
        verbose_name=_("what came of it"),
        blank=True,
        help_text=_("One result in each point, and who says so. Leave out what nobody has shown."),
    )
    failures = StreamField(
        PointsBlock(),
        verbose_name=_("what did not work"),
        blank=True,
        help_text=_("What others need not try again. Say what failed, not who."),
    )
    lessons = StreamField(
        PointsBlock(),
        verbose_name=_("lessons"),
        blank=True,
        help_text=_("What others can use elsewhere: one thing in each point, said as advice."),
    )

    objects = PageManager.from_queryset(CaseStudyQuerySet)()
    base_form_class = CaseStudyForm

    # In the order in which one thinks of a case. What may come later stands closed.
    content_panels = [
        *ContentPage.content_panels,
        "summary",
        MultiFieldPanel(
            [
                InlinePanel("countries", heading=_("Countries"), label=_("Country"), min_num=1),
                FieldRowPanel(["place", "place_sources"]),
                FieldRowPanel(["level", "level_sources"]),
                FieldRowPanel(["kind", "kind_sources"]),
                FieldRowPanel(["year_from", "year_to", "years_sources"]),
                FieldRowPanel(["status", "status_as_of", "status_sources"]),
            ],
            heading=_("Where it is, and of what kind"),
            help_text=_(
                "By these facts cases are found and compared. They are the same in every language. "
                "Beside each stands the short name of the source that bears it out."
            ),
        ),
        MultiFieldPanel(
            ["trigger", "trigger_sources", "participants", "participants_sources"],
            heading=_("What triggered it, and who takes part"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            ["law", "law_note", "law_sources", "funding_note", "funding_sources"],
            heading=_("Standing in law, and money"),
            classname="collapsed",
        ),
        "body",
        "timeline",
        MultiFieldPanel(
            ["outcomes", "failures", "lessons"],
            heading=_("What came of it, and what others can learn"),
            classname="collapsed",
        ),
        InlinePanel(
            "sources",
            heading=_("Sources"),
            label=_("Source"),
            help_text=_(
                "Give each publication, law or report a short name, such as act-818, and write it "
                "beside the facts that come from there: readers see a number that leads here. "
                "Name no one who spoke to you in confidence."
            ),
        ),
        InlinePanel("themes", heading=_("Themes"), label=_("Theme")),
        InlinePanel(
            "involvements",
            heading=_("Organisations with a part in it"),
            label=_("Organisation"),
            help_text=_("Those of the directory. Readers find this case on their pages, too."),
        ),
        InlinePanel(
            "related_cases",
            heading=_("Related cases"),
            label=_("Case study"),
            help_text=_("Worth comparing with this one. It is enough to say so on one of the two."),
        ),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("status"),
    ]
    # Prose translates; facts, numbers and relations follow the original by themselves.
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        *(SynchronizedField(fact, overridable=False) for fact in FACTS),
    ]

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    def clean(self):
        super().clean()
        if self.year_from and self.year_to and self.year_to < self.year_from:
            raise ValidationError({"year_to": _("The last year lies before the first year.")})

    @cached_property
    def numbered_sources(self):
        # Rows that were not made in a form may share a place, or have none.
        return list(self.sources.select_related("document").order_by("sort_order", "pk"))

    @cached_property
    def source_numbers(self):
        """The number under which each source stands in the list: {short name: number}."""
        return {source.key: n for n, source in enumerate(self.numbered_sources, 1)}

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        languages = ladder(get_language(), member)
        around = linked(
            {
                "cases": [tied(self, RelatedCase, end) for end in RelatedCase.ends],
                "organisations": organisations_of(self),
            },
            languages,
            member,
            **facts_by_organisation(self),
        )
        return super().get_context(request, *args, **kwargs) | {
            "countries": self.countries.all(),
            "themes": self.themes.all(),
            "involvements": involved(around["organisations"]),
            "related_cases": around["cases"],
            "resources": related(self, ResourceCase, member).for_listing(languages, member),
        }
