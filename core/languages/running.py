"""The languages that run: those with a Locale, which editors add and remove at run time."""

from wagtail.models import Locale

from core.languages import known


def running_languages():
    """The codes of the running languages, in the order of the registry. One query.

    Asked anew for each request, so that a language added or removed in one process is there or
    gone in all of them.
    """
    codes = set(Locale.objects.values_list("language_code", flat=True))
    return [code for code in known.LANGUAGES if code in codes]
