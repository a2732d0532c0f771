"""The languages that people can read and write here."""

from django.conf import settings
from wagtail.models import Locale


def choices():
    """All that the site knows, as (code, own name); by name, so that migrations hold no list."""
    return settings.LANGUAGES


def running():
    """Those that the site runs in, as (code, own name): links lead to these only."""
    codes = set(Locale.objects.values_list("language_code", flat=True))
    return [(code, name) for code, name in settings.LANGUAGES if code in codes]


def nearest_running(code):
    """That language where it runs, else one that does: it may have been removed since."""
    codes = [running_code for running_code, _ in running()]
    for wanted in (code, settings.LANGUAGE_CODE):
        if wanted in codes:
            return wanted
    return codes[0] if codes else settings.LANGUAGE_CODE
