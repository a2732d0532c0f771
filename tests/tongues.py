"""Texts that say which language they are in, so that a program finds what stands in a wrong one.

`said("en", "Peace")` is `en⟨Peace⟩`; a translator of `into("fr")` makes `fr⟨Peace⟩` of it.
"""

import re

from django.db.models import F
from wagtail.models import Page
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.languages.query import readable
from tests.makers import make_languages, make_site, publish, read_site

TONGUE = re.compile(r"\b([a-z]{2})⟨")


def said(language, words):
    return f"{language}⟨{words}⟩"


def into(language):
    """How a translator into `language` writes a string, whatever it is."""
    return lambda text: TONGUE.sub(f"{language}⟨", text)


def say_site():
    """The sections of `make_site`, all of them in words that tell their language."""
    make_languages()
    make_site()
    site = read_site()
    # Their headings belong to the page's language, not to each text in it.
    publish(site.home, rows=[])
    for page in (site.home, site.knowledge, site.cases, site.resources, site.collections):
        page.refresh_from_db()
        publish(page, title=said("en", page.title), introduction=said("en", "Introduction"))
    return read_site()


def foreign_words():
    """Every string that anyone may read in a version of another language, or of none.

    But for the names that a translator left as they were: (language, address, place, text).
    """
    found = []
    for page in readable(Page.objects.filter(depth__gt=1)).select_related("locale").specific():
        language = page.locale.language_code
        strings = [s for s in extract_segments(page) if isinstance(s, StringSegmentValue)]
        found += [
            (language, page.url_path, string.path, string.string.data)
            for string in strings
            if set(TONGUE.findall(string.string.data)) != {language}
            and string.string.data not in names_left_equal(page)
        ]
    return found


def names_left_equal(page):
    """The strings of a version that its translator gave back unchanged."""
    return set(
        StringTranslation.objects.filter(
            locale=page.locale_id,
            context__object_id=page.translation_key,
            data=F("translation_of__data"),
        ).values_list("data", flat=True)
    )
