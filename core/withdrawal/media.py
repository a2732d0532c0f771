"""The pictures and files that an item alone uses, and their bytes."""

import json
import logging
import re

from django.contrib.contenttypes.models import ContentType
from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail_localize.models import OverridableSegment, SegmentOverride, TranslationSource

from core.models.media import File, Picture, PictureRendition

logger = logging.getLogger(__name__)

MEDIA = (Picture, File)
CHUNK = 100


def media_of(belongings):
    """{(model, key)} of the pictures and files that these items use, or ever used."""
    used = set()
    for model, rows in belongings.rows.items():
        if issubclass(model, Page) and model is not Page:
            used.update(*map(_media_in, rows.values()))
    for revision in belongings.rows[Revision].values():
        used |= _media_in(_stored(revision.content_type, revision.content))
    for source in belongings.rows[TranslationSource].values():
        used |= _media_in(_stored(source.specific_content_type, json.loads(source.content_json)))
    return used


def used_by_it_alone(media, belongings):
    """{model: keys} of those of these that nothing but these items uses, or ever used."""
    if not media:
        return {}
    free = media - _used_elsewhere(media, belongings)
    return {model: {pk for kind, pk in free if kind is model} for model in MEDIA}


def _stored(content_type, content):
    """A page as a revision or a translation has it; it need not fit what is there today."""
    return content_type.model_class().from_serializable_data(content, check_fks=False)


def _media_in(page):
    """{(model, key)} of the pictures and files that a page shows or links."""
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in MEDIA}
    return {
        (kinds[kind], int(pk))
        for kind, pk, *_path in ReferenceIndex._extract_references_from_object(page)
        if kind in kinds
    }


def _used_elsewhere(media, belongings):
    """Which of these any other item, revision, translation or setting uses. In doubt, it does."""
    return (
        _referred_to(media, belongings)
        | _in_other_content(media, belongings)
        | _chosen_for_a_language(media, belongings)
    )


def _referred_to(media, belongings):
    own = [str(page.pk) for page in belongings.pages]
    found = set()
    for model in MEDIA:
        pks = [str(pk) for kind, pk in media if kind is model]
        here = ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(model), to_object_id__in=pks
        )
        pages = ContentType.objects.get_for_model(Page)
        others = here.exclude(base_content_type=pages, object_id__in=own)
        found |= {(model, int(pk)) for pk in others.values_list("to_object_id", flat=True)}
    return found


def _in_other_content(media, belongings):
    """Numbers are searched first: to build every page there ever was would take minutes."""
    numbers = "|".join({str(pk) for _model, pk in media})
    named = re.compile(rf'[ "\[]({numbers})[],}}"\\]')
    found = set()
    for model, column, kind, read in (
        (Revision, "content", "content_type", lambda content: content),
        (TranslationSource, "content_json", "specific_content_type", json.loads),
    ):
        rows = model.objects.annotate(text=Cast(column, TextField())).select_related(kind)
        for row in rows.filter(text__regex=named.pattern).iterator(CHUNK):
            page_type = getattr(row, kind).model_class()
            if row.pk in belongings.rows[model] or not issubclass(page_type or object, Page):
                continue
            found |= _media_in(_stored(getattr(row, kind), read(getattr(row, column))))
    return found & media


def _chosen_for_a_language(media, belongings):
    """What translators chose is a bare number: whatever it means, what has it stays."""
    found = set()
    for model in (SegmentOverride, OverridableSegment):
        others = model.objects.exclude(pk__in=list(belongings.rows[model]))
        chosen = set(others.values_list("data_json", flat=True))
        found |= {(kind, pk) for kind, pk in media if chosen & {str(pk), f'"{pk}"'}}
    return found


def delete_files(files):
    """Delete stored files, [(FileField, name)]; those that are gone already count as deleted."""
    for field, name in files:
        try:
            field.storage.delete(name)
        except Exception:
            logger.exception("A file of %s could not be deleted; the others are.", field)


def cached_sizes(belongings):
    """The keys under which Wagtail keeps the sizes of these pictures, with their titles."""
    keys = []
    for size in belongings.rows[PictureRendition].values():
        size.image = belongings.rows[Picture].get(size.image_id) or size.image
        keys.append(size.get_cache_key())
    return keys


def forget_sizes(keys):
    """Take them out of the cache, `cached_sizes`."""
    PictureRendition.cache_backend.delete_many(keys)
