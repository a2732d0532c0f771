"""What holds of every item that stands in listings, whether it is typed or read from a file."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def check_summary(summary, title):
    """Raise ValidationError for a summary that says nothing but the title."""
    words = _words_of(title)
    if words and _words_of(summary) == words:
        raise ValidationError(_("This only repeats the title. Say what a reader learns here."))


def check_chosen_once(choices):
    """Raise ValidationError where one of the codes stands twice."""
    if len(choices) != len(set(choices)):
        raise ValidationError(_("A country, a theme or a language is chosen twice."))


def _words_of(text):
    """The words of a text, whatever stands between them."""
    return re.findall(r"\w+", (text or "").casefold())
