"""The directory looked at from other sides than its listing: by level, and on a map."""

from collections import Counter

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.languages import cldr
from core.languages.ladder import ladder
from core.visitors import member_of
from core.vocabularies import Level
from core.world import on_the_map
from stakeholders.models import ProfilePage, StakeholdersPage
from stakeholders.outline import outline
from stakeholders.vocabularies import MapPrecision

# What stands in the outline of the whole world; smaller bodies stand in that of their country.
LARGE = {Level.CROSS_BORDER, Level.REGIONAL, Level.NATIONAL}


@require_safe
def by_level(request):
    """The organisations of a country by level, each under the larger one; else those of the world.

    What is no country chooses none.
    """
    iso = request.GET.get("country", "").upper()
    pages = _everyone(request)
    countries = _countries_of(pages)
    if cldr.is_country(iso):
        shown = [page for page in pages if iso in countries[page.pk]]
        context = {"country": cldr.country_name(iso, get_language()), "iso": iso}
    else:
        shown = [page for page in pages if page.level in LARGE or not countries[page.pk]]
        context = {"countries": _counted(countries.values())}
    return render(
        request,
        "stakeholders/by_level.html",
        {"groups": outline(shown), "section": _section(request), **context},
    )


@require_safe
def directory_map(request):
    """Who chose to be shown with a place or a district; the others only as a number."""
    pages = _everyone(request)
    shown = [page for page in pages if page.point]
    rest = [page for page in pages if page.map_precision in ("", MapPrecision.COUNTRY)]
    return render(
        request,
        "stakeholders/map.html",
        {
            "dots": [(page, *on_the_map(*map(float, page.point))) for page in shown],
            "countries": _counted(_countries_of(rest).values()),
            "section": _section(request),
        },
    )


def _everyone(request):
    """Each organisation that this person may read, in the nearest version, by its name."""
    member = member_of(request)
    pages = ProfilePage.objects.for_listing(ladder(get_language(), member), member)
    return sorted(pages, key=lambda page: (cldr.sort_key(page.title), page.pk))


def _countries_of(pages):
    return {page.pk: {row.iso for row in page.countries.all() if row.iso} for page in pages}


def _counted(countries):
    """[(ISO code, name, how many are there)] of sets of countries, by name."""
    language = get_language()
    numbers = Counter(iso for some in countries for iso in some)
    named = [(iso, cldr.country_name(iso, language), n) for iso, n in numbers.items()]
    return sorted(named, key=lambda country: cldr.sort_key(country[1]))


def _section(request):
    """The directory itself for this reader, or None where it cannot be read."""
    member = member_of(request)
    sections = StakeholdersPage.objects.readable_by(member)
    return sections.best_version(ladder(get_language(), member)).select_related("locale").first()
