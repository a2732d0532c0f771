"""Names of countries and languages, lists and dates, by Unicode CLDR through Babel."""

import unicodedata
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from django.utils.functional import lazy
from django.utils.translation import get_language

from core.languages.known import LANGUAGES
from core.languages.ladder import ladder

# Two letters in CLDR, but not officially assigned by ISO 3166-1.
NOT_ISO = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ")
)


@cache
def _locale(identifier: str) -> Locale:
    return Locale.parse(identifier)


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        code
        for code in _locale("en").territories
        if len(code) == 2 and code.isalpha() and code not in NOT_ISO
    )


def is_country(iso: str) -> bool:
    """Whether `iso` is an officially assigned ISO 3166-1 alpha-2 code, in capitals."""
    return iso in _countries()


def country_name(iso: str, language: str) -> str:
    """The country's name in `language`, or in the next on its ladder that has a name for it.

    Takes codes that `is_country` accepts; any other is a KeyError.
    """
    if is_country(iso):
        for code in ladder(language):
            cldr = LANGUAGES[code].cldr
            if cldr and (name := _locale(cldr).territories.get(iso)):
                return name
    raise KeyError(iso)


def country_choices() -> list[tuple[str, str]]:
    """(code, name) of every country, in the order of the active language: for `choices`.

    Forms keep what they are given once; the names follow whoever reads them later.
    """
    language = _active_language()
    by_name = sorted(_countries(), key=lambda iso: sort_key(country_name(iso, language)))
    return [(iso, _lazy_country_name(iso)) for iso in by_name]


@cache
def _languages() -> frozenset[str]:
    """Those the site knows, and all others that have a code of two letters."""
    return frozenset(LANGUAGES) | {code for code in _locale("en").languages if len(code) == 2}


def language_choices() -> list[tuple[str, str]]:
    """(code, name) of every language a work may be in, as `country_choices` has countries."""
    language = _active_language()
    by_name = sorted(_languages(), key=lambda code: sort_key(language_name(code, language)))
    return [(code, _lazy_language_name(code)) for code in by_name]


def language_name(code: str, language: str) -> str:
    """What `code` is called in `language`, as inside a sentence; else by its own name, or code."""
    named = LANGUAGES.get(code)
    cldr = LANGUAGES[language].cldr
    names = _locale(cldr).languages if cldr else {}
    # CLDR has "tl" under our code, but Dari only as "fa_AF" and Chinese as "zh_Hans".
    return names.get(code) or (named and names.get(named.cldr)) or (named.name if named else code)


def listed(names: list[str], language: str) -> str:
    """The names as a list reads in `language`: "Ghana, Kenya and Nepal"."""
    return format_list(names, locale=_nearest(language))


def day_name(day: date, language: str) -> str:
    """The day as it is written in `language`: "16 May 2011"."""
    return format_date(day, "long", locale=_nearest(language))


def month_name(day: date, language: str) -> str:
    """The month of this day with its year: "May 2011"."""
    return format_skeleton("yMMMM", day, locale=_nearest(language))


def _nearest(language: str) -> Locale:
    """The first on the ladder of `language` that CLDR knows."""
    return _locale(next(known for code in ladder(language) if (known := LANGUAGES[code].cldr)))


def _active_language() -> str:
    return get_language() or "en"


def _name_for_reader(iso: str) -> str:
    return country_name(iso, _active_language())


_lazy_country_name = lazy(_name_for_reader, str)
_lazy_language_name = lazy(lambda code: language_name(code, _active_language()), str)


def sort_key(name: str) -> str:
    """What a name is sorted by: Å beside A.

    Only European accents go: in Devanagari a mark is a vowel.
    """
    letters = unicodedata.normalize("NFD", name)
    return "".join(char for char in letters if not "\u0300" <= char <= "\u036f").casefold()
