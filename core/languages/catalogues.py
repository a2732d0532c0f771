"""Which language's words the menus of each language are shown in, and the borrowing of them.

Our own texts are translated into a few languages only. A reader of any other language gets
the menus of the first language on the ladder that has them.
"""

import gettext
from functools import cache
from pathlib import Path

import django.conf
from django.conf import settings
from django.utils import formats
from django.utils.translation import to_locale, trans_real

from core.languages.known import LANGUAGES
from core.languages.ladder import ladder

SOURCE_LANGUAGE = "en"


@cache
def own_catalogues() -> frozenset[str]:
    """Codes of the languages that our own texts can be read in."""
    translated = {
        code
        for code in LANGUAGES
        for path in settings.LOCALE_PATHS
        if (Path(path) / to_locale(code) / "LC_MESSAGES" / "django.po").exists()
    }
    return frozenset({SOURCE_LANGUAGE, *translated})


def menu_language(code: str) -> str:
    """The language that menus are shown in to a reader of `code`; often `code` itself."""
    return next(step for step in ladder(code) if step in own_catalogues())


def stub_languages() -> tuple[str, ...]:
    """Codes with a catalogue neither of Django's nor of ours.

    Each needs an empty one in `locale/`, or Django takes its prefix for an unknown address.
    """
    django_locale = Path(django.conf.__file__).parent / "locale"
    return tuple(
        code
        for code in LANGUAGES
        if code not in own_catalogues()
        and gettext.find("django", django_locale, [to_locale(code)]) is None
    )


def borrow_catalogues() -> None:
    """Let every language without our texts take what it lacks from its menu language.

    Texts it has (Django's, Wagtail's) stay in it. Dates and numbers are written as in the
    menu language where Django does not know how the language writes them.
    Once per process, when the apps are loaded.
    """
    for code in LANGUAGES:
        lender = menu_language(code)
        if lender in (code, SOURCE_LANGUAGE):
            continue  # English stands behind every language already
        # add_fallback() would hang the lender behind English, which all share and which the
        # lender itself falls back to: a lookup would then go round for ever.
        trans_real.translation(code)._fallback = trans_real.translation(lender)
        if not formats.get_format_modules(code):
            # French months in English order are no French date.
            formats._format_modules_cache[code] = formats.get_format_modules(lender)
