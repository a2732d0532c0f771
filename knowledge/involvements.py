"""Which organisations have a part in which cases, told from either side."""

from django.db.models import Aggregate, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONArray

from core.languages.query import originals_of, tied
from knowledge.models.case_study_rows import Involvement
from knowledge.vocabularies import Role
from stakeholders.involvement import Involved, Part

TOLD = ["sort_order", "pk", "role", "year_from", "year_to"]


class AsList(Aggregate):
    """What several rows say, as one list in any order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def cases_of(profile):
    """The keys of the cases that an organisation has a part in."""
    return tied(profile, Involvement, "stakeholder")


def organisations_of(case):
    """The keys of the organisations with a part in a case."""
    return tied(case, Involvement, "case_study")


def facts_by_case(profile):
    """What is known of an organisation's parts, for each page of a case."""
    return _facts(stakeholder__translation_key=profile.translation_key, other="case_study")


def facts_by_organisation(case):
    """What is known of the parts of each organisation in this case, for each of its pages."""
    return _facts(case_study__translation_key=case.translation_key, other="stakeholder")


def _facts(other, **this):
    here = {f"{other}__translation_key": OuterRef("translation_key")}
    rows = originals_of(Involvement.objects.filter(**this, **here)).order_by()
    rows = rows.values(f"{other}__translation_key").annotate(told=AsList(JSONArray(*TOLD)))
    return {"parts_told": Subquery(rows.values("told"))}


def involved(pages):
    """The `Involved` of each of some pages that bear the facts."""
    return [Involved(page, [*map(_part, sorted(page.parts_told, key=_place))]) for page in pages]


def _place(row):
    sort_order, pk, *_told = row
    return sort_order or 0, pk


def _part(row):
    _sort_order, _pk, role, *years = row
    return Part(Role(role).label, _years(*years))


def _years(first, last):
    if first == last:
        return f"{first or ''}"
    return f"{first or ''}–{last or ''}"
