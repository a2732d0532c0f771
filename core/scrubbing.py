"""Scrubbing: what was taken back is left in no draft, no older revision and no translation."""

import json

from wagtail.models import Revision
from wagtail_localize.models import String, StringSegment, StringTranslation, TranslationSource

from core.languages.shelves import family
from core.models.provenance import Provenance


def scrub(item, **values):
    """Put these values, {field: value}, in place of all that is stored of an item's fields.

    `item` is any version. Its rows themselves are changed by whoever calls this.
    """
    versions = [str(pk) for pk in family(item).values_list("pk", flat=True)]
    for revision in Revision.page_revisions.filter(object_id__in=versions).iterator():
        content = revision.content | _held(revision.content, values)
        if content != revision.content:
            Revision.objects.filter(pk=revision.pk).update(content=content)
    for source in TranslationSource.objects.filter(object_id=item.translation_key):
        content = json.loads(source.content_json)
        source.content_json = json.dumps(content | _held(content, values))
        source.save(update_fields=["content_json"])
    _forget_words(item, values)


def _held(content, values):
    return {name: value for name, value in values.items() if name in content}


def _forget_words(item, fields):
    """Forget the strings of these fields, what they were translated to, and that they were."""
    here = {"context__object_id": item.translation_key, "context__path__in": list(fields)}
    StringSegment.objects.filter(**here).delete()
    StringTranslation.objects.filter(**here).delete()
    # Items share strings. Those that nothing uses any more include what stood here formerly.
    String.objects.filter(segments=None, translations=None).delete()
    for row in Provenance.objects.filter(translation_key=item.translation_key):
        # Of a word as short as a village's name even the hash can be guessed.
        row.segments = {
            place: digest
            for place, digest in row.segments.items()
            if place.rpartition("#")[0] not in fields
        }
        row.save(update_fields=["segments"])
