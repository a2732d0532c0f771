"""The English texts of the interface three times as long, to see what a layout bears.

Some languages say in thirty letters what English says in ten. `LONG_TEXTS=1 make run` shows every
screen as if all texts were of that kind.
"""

import re

from django.utils.translation import trans_real

TIMES = 3
# Said once only: what is filled in, and markup.
MARKS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
CONTEXT_END = "\x04"


def stretched(text):
    """The text, then its words again, without what is filled in: "Save Save Save"."""
    words = MARKS.sub("", text).strip()
    return " ".join([text, *[words] * (TIMES - 1)]) if words else text


def stretch_texts():
    """Let English be stretched for the rest of this process."""
    catalogue = trans_real.translation("en")
    gettext, ngettext = catalogue.gettext, catalogue.ngettext

    def stretched_gettext(message):
        return stretched(gettext(message).rpartition(CONTEXT_END)[2])

    def stretched_ngettext(singular, plural, number):
        return stretched(ngettext(singular, plural, number).rpartition(CONTEXT_END)[2])

    catalogue.gettext, catalogue.ngettext = stretched_gettext, stretched_ngettext
