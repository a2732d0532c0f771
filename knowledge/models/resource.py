"""A resource: something to read, watch or learn by, described so that one can decide to."""

from django.db import models
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.fields import YearField
from core.languages.ladder import ladder
from core.languages.query import related
from core.models.page import ContentPage, ContentQuerySet
from core.models.rows import CountryRow, LanguageRow, ThemeRow
from core.visitors import member_of
from knowledge.forms import ResourceForm
from knowledge.vocabularies import ResourceKind

# What is the same in every language: a work keeps its authors and its publisher.
FACTS = ["kind", "authors", "year", "publisher", "address", "document"]


class ResourceQuerySet(ContentQuerySet):
    def for_listing(self, languages, member=None):
        """Each resource this person may read, once, in the nearest version, ready for its card."""
        return (
            self.readable_by(member)
            .best_version(languages)
            .for_cards()
            .order_by(F("year").desc(nulls_last=True), "title", "pk")
        )

    def for_cards(self):
        """With what a card shows."""
        return self.select_related("locale")


class ResourcePage(ContentPage):
    parent_page_types = ["knowledge.ResourceIndexPage"]
    subpage_types = []
    card_template = "knowledge/includes/resource_card.html"
    facet_fields = ["kind", "year"]
    facet_relations = {"countries": "iso", "themes": "theme", "languages": "code"}
    page_description = _(
        "Something to read, watch or learn by that exists already: a report, a law, a film, a "
        "training. It is described here, and kept here where its owners allow it."
    )

    kind = models.CharField(_("kind of resource"), max_length=20, choices=ResourceKind)
    authors = models.CharField(
        _("authors"),
        max_length=300,
        blank=True,
        help_text=_("As the work names them, separated by commas."),
    )
    year = YearField(_("year"))
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    address = models.URLField(
        _("web address"), blank=True, help_text=_("Where its owners publish it.")
    )
    document = models.ForeignKey(
        "core.File",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only where its owners allow it to be handed on."),
    )
    abstract = models.TextField(
        _("abstract"),
        max_length=1500,
        help_text=_("In your own words: what it is about, and for whom it is of use."),
    )

    objects = PageManager.from_queryset(ResourceQuerySet)()
    base_form_class = ResourceForm

    content_panels = [
        *ContentPage.content_panels,
        "abstract",
        MultiFieldPanel(
            [
                FieldRowPanel(["kind", "year"]),
                FieldRowPanel(["authors", "publisher"]),
                InlinePanel(
                    "languages", heading=_("Languages of the resource"), label=_("Language")
                ),
            ],
            heading=_("What it is, and who made it"),
        ),
        MultiFieldPanel(
            ["address", "document"],
            heading=_("Where to get it"),
            help_text=_(
                "Give one of the two, or name the publisher above: else nobody can find it."
            ),
        ),
        InlinePanel("countries", heading=_("Countries"), label=_("Country")),
        InlinePanel("themes", heading=_("Themes"), label=_("Theme")),
        InlinePanel("cases", heading=_("Case studies it speaks of"), label=_("Case study")),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("abstract"),
        index.SearchField("authors"),
        index.FilterField("kind"),
    ]
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        *(SynchronizedField(fact, overridable=False) for fact in FACTS),
    ]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def get_context(self, request, *args, **kwargs):
        member = member_of(request)
        cases = related(self, ResourceCase, member)
        cases = cases.for_listing(ladder(get_language(), member), member)
        return super().get_context(request, *args, **kwargs) | {
            "languages": self.languages.all(),
            "countries": self.countries.all(),
            "themes": self.themes.all(),
            "cases": cases,
        }


class ResourceLanguage(LanguageRow):
    """A language in which the resource itself can be read or heard."""

    resource = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="languages")


class ResourceCountry(CountryRow):
    resource = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="countries")


class ResourceTheme(ThemeRow):
    resource = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="themes")


class ResourceCase(Orderable):
    resource = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="cases")
    case_study = models.ForeignKey(
        "knowledge.CaseStudyPage",
        verbose_name=_("case study"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    ends = ("resource", "case_study")
    panels = ["case_study"]
