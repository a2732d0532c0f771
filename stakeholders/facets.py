"""From which sides the organisations of the directory can be looked at."""

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
