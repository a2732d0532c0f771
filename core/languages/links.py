"""Links in long text: to the best version, under the reader's address, to nothing hidden."""

import re
from contextvars import ContextVar

from django.db.models import Exists, OuterRef
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from core.languages.addresses import reader_path
from core.languages.ladder import ladder
from core.languages.query import nearest, readable_by

# No longer than the ids of both databases.
ID = "[0-9]{1,18}"
PAGE_LINK = re.compile(
    rf'linktype=\\?"page\\?"[^>]*?\bid=\\?"({ID})\\?"'
    rf'|\bid=\\?"({ID})\\?"[^>]*?linktype=\\?"page'
)

_targets = ContextVar("link_targets", default=None)


def look_up_links(page, member=None):
    """Find what the links in a page lead to, in one query for the page; none without links."""
    texts = [
        field.value_to_string(page)
        for field in page._meta.get_fields()
        if isinstance(field, StreamField | RichTextField)
    ]
    found = PAGE_LINK.findall(" ".join(texts))
    ids = {int(first or second) for first, second in found}
    _targets.set(link_targets(ids, member) if ids else {})


def forget_links(**kwargs):
    """At the end of a request: what one reader may follow says nothing of the next."""
    _targets.set(None)


def link_targets(ids, member=None):
    """For each id of a page that can be read in any version: its best version.

    Links name the version their author chose; what they mean is the item.
    """
    linked = Page.objects.filter(pk__in=ids).values("translation_key")
    is_open = Exists(readable_by(Page.objects.filter(pk=OuterRef("pk")), member))
    rows = Page.objects.filter(translation_key__in=linked).annotate(is_open=is_open)
    rows = list(rows.select_related("locale").order_by("pk"))
    best = nearest([row for row in rows if row.is_open], ladder(get_language(), member))
    named = {row.pk: row.translation_key for row in rows if row.pk in ids}
    return {pk: best[key] for pk, key in named.items() if key in best}


class ReaderLinkHandler(LinkHandler):
    """`<a linktype="page" id="…">` for a reader; without an address when they may not read it."""

    identifier = "page"

    @staticmethod
    def get_model():
        return Page

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        named = [attrs.get("id", "") for attrs in attrs_list]
        ids = [int(name) if re.fullmatch(ID, name) else None for name in named]
        targets = _targets.get()
        if targets is None:
            targets = link_targets({pk for pk in ids if pk})
        return [cls._tag(targets.get(pk)) for pk in ids]

    @classmethod
    def expand_db_attributes(cls, attrs):
        return cls.expand_db_attributes_many([attrs])[0]

    @staticmethod
    def _tag(page):
        if page is None:
            return "<a>"
        language = page.locale.language_code
        hreflang = f' hreflang="{language}"' if language != get_language() else ""
        return f'<a href="{escape(reader_path(page, get_language()))}"{hreflang}>'
