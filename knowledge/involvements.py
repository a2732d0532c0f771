"""Which organisations have a part in which cases, told from either side."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import F

from core.models import ContentPage
from stakeholders.models import ProfilePage


@dataclass(frozen=True)
class Part:
    """A part in a case: `item` is the page at the other side, in the version for the reader."""

    item: ContentPage
    role: str
    years: str


def involvements_of(case, languages, member):
    """The organisations with a part in a case, as `Part`s, in its order. Two queries."""
    rows = _rows().filter(case_study__translation_key=case.translation_key)
    profiles = ProfilePage.objects.for_listing(languages, member)
    return _parts(rows, profiles, "stakeholder")


def cases_of(profile, languages, member):
    """The cases that an organisation has a part in, as `Part`s. Two queries."""
    rows = _rows().filter(stakeholder__translation_key=profile.translation_key)
    cases = apps.get_model("knowledge.CaseStudyPage").objects.for_listing(languages, member)
    return _parts(rows, cases, "case_study")


def _rows():
    """Involvements as the originals know them: a translation keeps its copies for a while."""
    return (
        apps.get_model("knowledge.Involvement")
        .objects.filter(case_study__locale=F("case_study__original_locale"))
        .order_by("sort_order", "pk")
    )


def _parts(rows, pages, other):
    rows = list(rows.annotate(key=F(f"{other}__translation_key")))
    found = (
        {
            page.translation_key: page
            for page in pages.filter(translation_key__in=[row.key for row in rows])
        }
        if rows
        else {}
    )
    return [
        Part(found[row.key], row.get_role_display(), _span(row.year_from, row.year_to))
        for row in rows
        if row.key in found
    ]


def _span(first, last):
    return "–".join(str(year) for year in (first, last) if year)
