"""Case studies and resources in the menu of the admin, each as one listing."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from core.languages.catalogues import menu_language
from core.languages.cldr import country_name, listed
from core.listings import ChoicesFilter, ItemFilterSet, ItemIndexView, ItemListing
from core.vocabularies import Status
from knowledge.models import CaseStudyCountry, CaseStudyPage, ResourcePage
from knowledge.vocabularies import Kind, ResourceKind


def chosen_countries():
    """(code, name) of the countries that cases are about."""
    language = menu_language(get_language())
    codes = CaseStudyCountry.objects.exclude(iso="").order_by().values_list("iso", flat=True)
    named = [(country_name(code, language), code) for code in codes.distinct()]
    return [(code, name) for name, code in sorted(named)]


def countries_of(case):
    language = menu_language(get_language())
    names = [country_name(row.iso, language) for row in case.countries.all() if row.iso]
    return listed(names, language)


class CaseFilterSet(ItemFilterSet):
    status = ChoicesFilter(label=_("Status"), choices=Status.choices)
    kind = ChoicesFilter(label=_("Kind of body"), choices=Kind.choices)
    countries = ChoicesFilter(
        label=_("Country"), field_name="countries__iso", choices=chosen_countries
    )


class CaseIndexView(ItemIndexView):
    columns_of_type = [
        Column("countries", label=_("Country"), accessor=countries_of),
        Column("body_status", label=_("Status"), accessor="get_status_display"),
    ]

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related("countries")


class CaseListing(ItemListing):
    model = CaseStudyPage
    index_view_class = CaseIndexView
    filterset_class = CaseFilterSet
    menu_label = _("Case studies")
    icon = "doc-full"
    menu_order = 110


class ResourceFilterSet(ItemFilterSet):
    kind = ChoicesFilter(label=_("Kind of resource"), choices=ResourceKind.choices)


class ResourceIndexView(ItemIndexView):
    columns_of_type = [
        Column("kind", label=_("Kind of resource"), accessor="get_kind_display"),
        Column("year", label=_("Year")),
    ]


class ResourceListing(ItemListing):
    model = ResourcePage
    index_view_class = ResourceIndexView
    filterset_class = ResourceFilterSet
    menu_label = _("Resources")
    icon = "doc-full-inverse"
    menu_order = 111


case_listing = CaseListing("case_studies", url_prefix="case-studies")
resource_listing = ResourceListing("resources", url_prefix="resources")
