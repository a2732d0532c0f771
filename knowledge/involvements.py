"""Which organisations have a part in which cases, told from either side."""

from django.db.models import OuterRef, Subquery

from core.languages.query import originals_of, tied
from knowledge.models.case_study_rows import Involvement
from knowledge.vocabularies import Role
from stakeholders.involvement import Part


def cases_of(profile):
    """The keys of the cases that an organisation has a part in."""
    return tied(profile, Involvement, "stakeholder")


def organisations_of(case):
    """The keys of the organisations with a part in a case."""
    return tied(case, Involvement, "case_study")


def facts_by_case(profile):
    """What is known of an organisation's part, for each page of a case."""
    return _facts(stakeholder__translation_key=profile.translation_key, other="case_study")


def facts_by_organisation(case):
    """What is known of the part of each organisation in this case, for each of its pages."""
    return _facts(case_study__translation_key=case.translation_key, other="stakeholder")


def _facts(other, **this):
    here = {f"{other}__translation_key": OuterRef("translation_key")}
    rows = originals_of(Involvement.objects.filter(**this, **here)).order_by("sort_order", "pk")
    return {
        f"part_{name}": Subquery(rows.values(name)[:1]) for name in ("role", "year_from", "year_to")
    }


def part_of(page):
    """The `Part` of a page that bears the facts."""
    first, last = page.part_year_from or "", page.part_year_to or ""
    years = f"{first}–{last}" if first != last else f"{first}"
    return Part(page, Role(page.part_role).label, years)
