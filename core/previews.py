"""Previews of a draft: under the menus of its own language, or of any other that runs."""

from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.languages import cldr
from core.languages.addresses import reader_path
from core.languages.catalogues import menu_language
from core.languages.running import running_languages

# The mode that Wagtail asks for when nobody has chosen one.
OWN = ""


def modes(page):
    """(name, label) of each way to look at a draft, its own first. One query."""
    words = menu_language(get_language())
    return [(OWN, _("Under its own menus"))] + [
        (code, _("Under menus in: %s") % cldr.language_name(code, words))
        for code in running_languages()
        if code != page.locale.language_code
    ]


def address(page, stock, mode):
    """The address at which a reader of `mode` will find the draft.

    `stock` is the one that Wagtail would look at. The middleware takes the language of the menus
    from it, as from any address; a language that does not run has none.
    """
    if mode == OWN or mode not in running_languages():
        return stock
    return urlsplit(stock)._replace(path=reader_path(page, mode)).geturl()
