"""Listings that readers narrow by facets and sort."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from core.facets import Facet, Selection
from core.languages import cldr, regions
from core.languages.catalogues import menu_language
from core.vocabularies import Theme

LONG_AGO = datetime.min.replace(tzinfo=UTC)
# What a listing sorted by year goes by: the first of these that an item has.
YEARS = ["year_from", "year", "founded"]


@dataclass
class Listed:
    """An item as a listing knows it: its facts, and the row of each version that may be read."""

    facts: dict
    versions: dict = field(default_factory=dict)  # {language: (pk, title, first published)}
    related: dict = field(default_factory=lambda: defaultdict(list))  # {"countries": ["NP"], …}

    def nearest(self, languages):
        """(pk, title, first published) of the version nearest to a reader with this ladder."""
        for code in (*languages, self.facts["original"]):
            if code in self.versions:
                return self.versions[code]
        return self.versions[min(self.versions)]


def look_up(pages, member):
    """Every item among `pages`, of one type, that this person may read, as `Listed`.

    One query for the versions, and one for each child relation in the type's `facet_relations`.
    """
    model, original = pages.model, "original_locale__language_code"
    rows = pages.readable_by(member).values(
        "pk", "translation_key", "title", "first_published_at",
        "locale__language_code", original, *model.facet_fields,
    )  # fmt: skip
    items, by_pk = {}, {}
    for row in rows.order_by("pk"):
        facts = {name: row[name] for name in model.facet_fields} | {"original": row[original]}
        item = items.setdefault(row["translation_key"], Listed(facts))
        version = row["pk"], row["title"], row["first_published_at"] or LONG_AGO
        item.versions[row["locale__language_code"]] = version
        by_pk.setdefault(row["pk"], item)
    # One version of each item lends its rows: they are the same in all.
    lenders = {min(item.versions.values())[0]: item for item in items.values()}
    for relation, column in model.facet_relations.items():
        link = model._meta.get_field(relation)
        pairs = link.related_model.objects.values_list(link.field.attname, column)
        for pk, value in pairs.order_by("sort_order"):
            if pk in lenders and value:
                lenders[pk].related[relation].append(value)
    return list(items.values())


# Facets ------------------------------------------------------------------------------------


def spelled(value):
    """A value of a vocabulary as it stands in addresses."""
    return value.replace("_", "-")


def vocabulary(name, heading, choices):
    """A facet of a field whose values come from a list of ours, in the order of that list."""
    labels = {spelled(value): label for value, label in choices.choices}
    places = {value: place for place, value in enumerate(labels)}
    return Facet(
        name,
        heading,
        values=lambda item: [spelled(item.facts[name])] if item.facts[name] else [],
        label=lambda value: str(labels[value]),
        order=lambda value, label: places[value],
    )


def as_span(value):
    """ "1990-1999" with the dash that stands between years."""
    return value.replace("-", "–")


def decades(first, last):
    """The decades that the years from `first` to `last` touch: "1990-1999", "2000-2009"."""
    return [f"{year}-{year + 9}" for year in range(first // 10 * 10, last + 1, 10)]


THEMES = {spelled(value): label for value, label in Theme.choices}

COUNTRY = Facet(
    "country",
    pgettext_lazy("site", "Country"),
    values=lambda item: [iso.lower() for iso in item.related["countries"]],
    label=lambda value: cldr.country_name(value.upper(), get_language()),
    order=lambda value, label: cldr.sort_key(label),
)
REGION = Facet(
    "region",
    pgettext_lazy("site", "Region"),
    values=lambda item: {
        regions.REGION_OF[iso] for iso in item.related["countries"] if iso in regions.REGION_OF
    },
    label=lambda value: regions.region_name(value, get_language()),
    order=lambda value, label: cldr.sort_key(label),
)
THEME = Facet(
    "theme",
    pgettext_lazy("site", "Theme"),
    values=lambda item: [spelled(theme) for theme in item.related["themes"]],
    label=lambda value: str(THEMES[value]),
)
LANGUAGE = Facet(
    "language",
    gettext_lazy("Can be read in"),
    values=lambda item: item.versions,
    label=lambda value: cldr.language_name(value, menu_language(get_language())),
)

# Orders ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Order:
    """A way to sort a listing, as a link: `address` is the page in that order."""

    label: str
    address: str
    is_current: bool


def newest_first(item, version):
    """By the day that an item bears, else by when it was published."""
    day = item.facts.get("date")
    published = -version[2].timestamp() if version[2] > LONG_AGO else 0
    return -day.toordinal() if day else 0, published, version[0]


def by_title(item, version):
    return cldr.sort_key(version[1]), version[0]


def by_year(item, version):
    years = (item.facts.get(name) for name in YEARS)
    year = next((year for year in years if year), None)
    return year is None, year or 0, cldr.sort_key(version[1]), version[0]


class Finding:
    """A listing of one page type: what is chosen, in what order, and what else can be chosen.

    `items` are what `look_up` gave, `query` is that of the address. `orders` names the ways to sort
    that are offered; the first is the one that an address without one means.
    """

    ways = {"newest": newest_first, "title": by_title, "year": by_year}

    def __init__(self, items, facets, query, orders, languages):
        self.orders = orders
        self.order = query["sort"] if query.get("sort") in orders else orders[0]
        rest = ["sort"] if self.order != orders[0] else []
        self.selection = Selection.from_query(items, facets, query, rest)
        versions = [(item, item.nearest(languages)) for item in self.selection.found]
        versions.sort(key=lambda pair: self.ways[self.order](*pair))
        self.pks = [version[0] for _item, version in versions]

    @property
    def sorting(self):
        labels = {"newest": _("newest first"), "title": _("title"), "year": _("year of beginning")}
        found = []
        for name in (name for name in labels if name in self.orders):
            rest = {} if name == self.orders[0] else {"sort": name}
            address = self.selection.address(rest=rest)
            found.append(Order(labels[name], address, name == self.order))
        return found

    @property
    def only_mine(self):
        """The choice of the reader's own language where that would leave something, or None."""
        for group in self.selection.groups:
            if group.name == LANGUAGE.name:
                return next(
                    (choice for choice in group.choices if choice.value == get_language()), None
                )
        return None
