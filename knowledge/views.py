"""The countries: what is known about each."""

from collections import Counter

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.languages import cldr, regions
from core.languages.ladder import ladder
from core.visitors import member_of
from knowledge.models import (
    CaseStudyCountry,
    CaseStudyIndexPage,
    CaseStudyPage,
    ResourceCountry,
    ResourceIndexPage,
    ResourcePage,
)
from stakeholders.models import ProfileCountry, ProfilePage, StakeholdersPage

# What a country's page shows of each kind; the listings show the rest.
SHOWN = 12

# What belongs to countries: page type, its rows with an `iso`, the field of these that holds them.
KINDS = [
    (CaseStudyPage, CaseStudyCountry, "case_study"),
    (ResourcePage, ResourceCountry, "resource"),
    (ProfilePage, ProfileCountry, "profile"),
]


@require_safe
def countries(request):
    """Every country of which something can be read, by region, with the number of items."""
    member, language = member_of(request), get_language()
    numbers = Counter()
    for model, link, holder in KINDS:
        pairs = link.objects.filter(**{f"{holder}__in": model.objects.readable_by(member)})
        pairs = set(pairs.values_list("iso", f"{holder}__translation_key"))
        numbers.update(iso for iso, _key in pairs)
    by_region = {}
    for iso, number in numbers.items():
        region = regions.REGION_OF.get(iso)
        by_region.setdefault(region, []).append((iso, cldr.country_name(iso, language), number))
    listed = [
        (
            regions.region_name(region, language) if region else "",
            sorted(found, key=lambda country: cldr.sort_key(country[1])),
        )
        for region, found in by_region.items()
    ]
    listed.sort(key=lambda entry: (not entry[0], cldr.sort_key(entry[0])))
    return render(request, "knowledge/countries.html", {"regions": listed})


@require_safe
def country(request, iso):
    """What can be read about one country: some of each kind, in the nearest version."""
    member = member_of(request)
    languages = ladder(get_language(), member)
    found = {}
    for model, link, holder in KINDS:
        keys = link.objects.filter(iso=iso).values(f"{holder}__translation_key")
        items = model.objects.for_listing(languages, member).filter(translation_key__in=keys)
        found[model] = list(items[: SHOWN + 1])
    return render(
        request,
        "knowledge/country.html",
        {
            "iso": iso,
            "name": cldr.country_name(iso, get_language()),
            "region": regions.REGION_OF.get(iso),
            "cases": found[CaseStudyPage],
            "resources": found[ResourcePage],
            "profiles": found[ProfilePage],
            "shown": SHOWN,
            "case_section": section(CaseStudyIndexPage, languages, member),
            "resource_section": section(ResourceIndexPage, languages, member),
            "profile_section": section(StakeholdersPage, languages, member),
        },
    )


def section(model, languages, member):
    """The section of that type for this reader, or None where it cannot be read."""
    return model.objects.readable_by(member).best_version(languages).first()
