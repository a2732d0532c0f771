"""The site as readers and editors can see it, in lines that two moments can be compared by.

Without ids and times, and texts only by their words that tell their language (tests/tongues.py): so
the same act, done twice on two pages or on two days, changes the same lines.
"""

import json
import re
from collections import Counter

from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from core.models import FormerPath, Provenance
from tests.stopper import UUID

WORDS = re.compile(r"\b[a-z]{2}⟨[^⟩]*⟩")
ESCAPED = re.compile(r"\\+u([0-9a-f]{4})")


def words(content):
    """All texts of a page as it is stored: of its title, of its blocks, of its lists."""
    # A revision bears the title that the draft before it had.
    content = {name: value for name, value in content.items() if name != "draft_title"}
    text = json.dumps(content, default=str)
    return sorted(WORDS.findall(ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)))


def lines(key):
    """All that is known of one item."""
    pages = Page.objects.filter(translation_key=key).select_related("locale").specific()
    by_pk = {str(page.pk): page.locale.language_code for page in pages}
    sources = TranslationSource.objects.filter(object_id=key)
    found = []
    for page in pages:
        found.append(
            (
                "page", page.locale.language_code, page.original_locale.language_code, page.live,
                page.alias_of_id is not None, page.draft_title,
                page.url_path, page.has_unpublished_changes,
                page.latest_revision_id == page.live_revision_id,
                words(page.serializable_data()),
                words(page.live_revision.content if page.live_revision else {}),
            )
        )  # fmt: skip
    for revision in Revision.objects.filter(object_id__in=by_pk):
        found.append(("revision", by_pk[revision.object_id], words(revision.content)))
    for entry in PageLogEntry.objects.filter(page__in=by_pk):
        found.append(("log", by_pk[str(entry.page_id)], entry.action))
    for row in PageViewRestriction.objects.filter(page__in=by_pk):
        found.append(("restriction", by_pk[str(row.page_id)], row.restriction_type))
    for row in Provenance.objects.filter(translation_key=key).select_related("locale"):
        count = len(row.segments)
        found.append(("provenance", row.locale.language_code, row.how, row.is_current, count))
    for source in sources:
        found.append(("source", words(json.loads(source.content_json))))
    tables = {
        StringSegment: ("source__object_id", "context__path", "order", "string__data"),
        StringTranslation: (
            "context__object_id", "context__path", "translation_of__data", "data",
            "locale__language_code",
        ),
        Translation: ("source__object_id", "enabled", "target_locale__language_code"),
        TranslationLog: ("source__object_id", "locale__language_code"),
        FormerPath: ("translation_key", "path"),
    }  # fmt: skip
    for model, columns in tables.items():
        rows = model.objects.filter(**{columns[0]: key}).values_list(*columns[1:])
        found += [(model.__name__, *row) for row in rows]
    texts = (json.dumps(line, ensure_ascii=False, default=str) for line in found)
    return Counter(UUID.sub("id", text) for text in texts)


def waiting():
    """The tasks that no worker has done yet."""
    return Counter(DBTaskResult.objects.ready().values_list("task_path", flat=True))
