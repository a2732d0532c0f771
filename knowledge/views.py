"""The countries: what is known about each."""

from collections import Counter

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.languages import cldr, regions
from core.languages.ladder import ladder
from core.languages.query import linked
from core.visitors import member_of
from knowledge.country_rows import rows_for
from knowledge.models import (
    CaseStudyCountry,
    CaseStudyIndexPage,
    CaseStudyPage,
    ResourceCountry,
    ResourceIndexPage,
    ResourcePage,
)
from stakeholders.models import (
    ProfileCountry,
    ProfilePage,
    StakeholdersPage,
    UpdatePage,
    UpdatesPage,
)

# What a country's page shows of each kind; the listings show the rest.
SHOWN = 12

# The places that list what belongs to countries.
SECTIONS = {
    "case_section": CaseStudyIndexPage,
    "resource_section": ResourceIndexPage,
    "profile_section": StakeholdersPage,
    "update_section": UpdatesPage,
}
# What belongs to countries by itself: page type, its rows with an `iso`, the field of these that
# holds them.
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
    committees = ProfilePage.objects.countries_by_item()
    updates = UpdatePage.objects.readable_by(member).values_list("committee", "translation_key")
    numbers.update(iso for committee, _key in set(updates) for iso in committees[committee])
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
    committees = ProfileCountry.objects.filter(iso=iso).values("profile__translation_key")
    updates = UpdatePage.objects.for_listing(languages, member).filter(committee__in=committees)
    keys = {name: model.objects.values("translation_key") for name, model in SECTIONS.items()}
    sections = linked(keys, languages, member)
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
            "updates": list(updates[: SHOWN + 1]),
            "rows": rows_for(iso, languages, member, SHOWN),
            "shown": SHOWN,
            **{name: next(iter(pages), None) for name, pages in sections.items()},
        },
    )
