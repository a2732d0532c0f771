"""From which sides the organisations of the directory, and their updates, can be looked at."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.facets import Facet
from core.finding import COUNTRY, LANGUAGE, REGION, THEME, vocabulary
from core.vocabularies import Level, Status
from stakeholders.vocabularies import StakeholderKind

PROFILE_FACETS = [
    vocabulary("kind", gettext_lazy("Kind of organisation"), StakeholderKind),
    REGION,
    COUNTRY,
    THEME,
    vocabulary("level", gettext_lazy("Level"), Level),
    vocabulary("status", pgettext_lazy("site", "Status"), Status),
    Facet(
        "speaks",
        gettext_lazy("Languages spoken"),
        values=lambda item: item.related["languages"],
        label=LANGUAGE.label,
    ),
    LANGUAGE,
]
COMMITTEE_FACETS = [facet for facet in PROFILE_FACETS if facet.name not in {"kind", "level"}]
UPDATE_FACETS = [COUNTRY, THEME, LANGUAGE]


def one_committee(committee):
    """The facet of updates that knows one committee only, given in the reader's best version."""

    def values(update):
        is_theirs = update.facts["committee"] == committee.translation_key
        return [committee.slug] if is_theirs else []

    name = format_html('<bdi lang="{}">{}</bdi>', committee.locale.language_code, committee.title)
    return Facet("committee", pgettext_lazy("site", "Committee"), values, label=lambda slug: name)
