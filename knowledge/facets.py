"""From which sides case studies and resources can be looked at."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy, pgettext_lazy

from core.facets import Facet
from core.finding import COUNTRY, LANGUAGE, REGION, THEME, as_span, decades, vocabulary
from core.vocabularies import Level, Status
from knowledge.vocabularies import Kind, LegalStanding, ResourceKind


def decades_of_a_body(item):
    """Those in which it stood; a body that still stands, or whose end is not known, until now."""
    facts = item.facts
    first, last = facts["year_from"], facts["year_to"]
    if not first:
        return decades(last, last) if last else []
    if not last:
        last = first if facts["status"] == Status.ENDED else datetime.now(UTC).year
    return decades(first, last)


CASE_FACETS = [
    REGION,
    COUNTRY,
    THEME,
    vocabulary("kind", gettext_lazy("Kind of body"), Kind),
    vocabulary("level", gettext_lazy("Level"), Level),
    vocabulary("status", pgettext_lazy("site", "Status"), Status),
    vocabulary("law", gettext_lazy("Standing in law"), LegalStanding),
    Facet("years", pgettext_lazy("site", "Years"), decades_of_a_body, as_span),
    LANGUAGE,
]
RESOURCE_FACETS = [
    vocabulary("kind", gettext_lazy("Kind of resource"), ResourceKind),
    REGION,
    COUNTRY,
    THEME,
    Facet(
        "years",
        pgettext_lazy("site", "Years"),
        lambda item: decades(item.facts["year"], item.facts["year"]) if item.facts["year"] else [],
        as_span,
    ),
    Facet(
        "written-in",
        gettext_lazy("Written in"),
        values=lambda item: item.related["languages"],
        label=LANGUAGE.label,
    ),
    LANGUAGE,
]
