"""How a translation becomes a page: a draft in a revision, published in one transaction.

These functions take the place of wagtail-localize's own (`translation.guards`), which write onto
the live row, fill what is missing with the original's words and publish after their transaction.
"""

import json
import re

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.translation import ngettext
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    MissingTranslationError,
    StringSegment,
    StringTranslation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from core.models.provenance import Provenance, placed

LINK = re.compile(r'<a[^>]*\bid="([^"]+)"')
stock_segments = TranslationSource._get_segments_for_translation


def save_target(translation, user=None, publish=True):
    """Make a draft of what is translated so far, and publish it if asked to. Gives the revision.

    The row that readers see changes only by publishing. Raises ValidationError, also noted at the
    strings it is about, when the page is not valid or, on publishing, when words are missing.
    """
    try:
        with transaction.atomic():
            return _save_target(translation, user, publish)
    except ValidationError as error:
        _note_at_strings(translation, error)
        raise


def _save_target(translation, user, publish):
    source, locale = translation.source, translation.target_locale
    missing = missing_words(translation)
    if publish and missing:
        raise ValidationError(
            ngettext(
                "%(count)s passage is not translated yet.",
                "%(count)s passages are not translated yet.",
                missing,
            )
            % {"count": missing}
        )
    original, page = source.as_instance(), _target(source, locale)
    slug = page.slug  # each home has one of its own
    copy_synchronised_fields(original, page)
    page.slug = slug
    segments = source._get_segments_for_translation(locale, fallback=True)
    ingest_segments(original, page, source.locale, locale, segments)
    revision = page.save_revision(user=user)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    if publish:
        revision.publish(user=user)
    return revision


def _target(source, locale):
    """The row a translation is written for: a version, made as a draft where there is none."""
    try:
        page = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        return source.as_instance().copy_for_translation(locale, copy_parents=True)
    if page.alias_of_id:  # a shelf becomes a version
        page.alias_of = None
        page.save(update_fields=["alias_of"], clean=False)
    return page


def _note_at_strings(translation, error):
    """Keep what is wrong with a field at its translated string, where the editor shows it."""
    segments = StringSegment.objects.filter(source=translation.source)
    for field, errors in getattr(error, "error_dict", {}).items():
        for string in StringTranslation.objects.filter(
            locale=translation.target_locale,
            context__object=translation.source.object,
            context__path=field,
            translation_of__in=segments.values("string"),
        ):
            string.set_field_error(errors)


# Words ---------------------------------------------------------------------------------


def missing_words(translation):
    """How many strings have neither a translation nor a former one."""
    source, locale = translation.source, translation.target_locale
    return len(_untranslated(source, locale)) - len(former_words(source, locale))


def segments(source, locale, fallback=False):
    """What a page is made of in a language: where a string has changed since it was translated,
    its former translation until there is a new one.

    Raises MissingTranslationError where there is neither, unless `fallback` takes the original's.
    """
    former = former_words(source, locale)
    if not fallback:
        for segment in _untranslated(source, locale).values():
            if segment.pk not in former:
                raise MissingTranslationError(segment, locale)
    words = {(s.context.path, s.order): former[s.pk] for s in _former_segments(former)}
    return [_with_words(segment, words) for segment in stock_segments(source, locale, True)]


def _with_words(segment, words):
    if isinstance(segment, StringSegmentValue) and (segment.path, segment.order) in words:
        string = StringValue(words[segment.path, segment.order])
        return StringSegmentValue(segment.path, string, attrs=segment.attrs).with_order(
            segment.order
        )
    return segment


def _former_segments(former):
    return StringSegment.objects.filter(pk__in=former).select_related("context")


def _untranslated(source, locale):
    """The segments of a source without a translation: {place: segment}."""
    rows = (
        StringSegment.objects.filter(source=source)
        .annotate_translation(locale)
        .select_related("context", "string")
        .order_by("context_id", "order")
    )
    by_place = dict(placed((row.context.path, row) for row in rows))
    return {place: row for place, row in by_place.items() if not row.translation}


def former_words(source, locale):
    """The former translations of strings that have changed since: {pk of the segment: words}.

    The provenance of the published version knows what stood in each place when it was translated.
    """
    missing = _untranslated(source, locale)
    now = Provenance.objects.current(source.object_id, [locale.pk]).get(locale.pk)
    if not missing or not now:
        return {}
    wanted = {
        segment.pk: (segment.context_id, now.segments[place])
        for place, segment in missing.items()
        if place in now.segments
    }
    translated = StringTranslation.objects.filter(
        locale=locale,
        context_id__in={context for context, _ in wanted.values()},
        translation_of__locale=source.locale,
        has_error=False,
    ).values_list("context_id", "translation_of__data_hash", "data")
    words = {(context, str(digest)): data for context, digest, data in translated}
    segments = {segment.pk: segment for segment in missing.values()}
    return {
        pk: words[key]
        for pk, key in wanted.items()
        if key in words and _links_exist(words[key], segments[pk])
    }


def _links_exist(words, segment):
    """Whether each link in the words is one that the segment has today."""
    return set(LINK.findall(words)) <= (json.loads(segment.attrs) or {}).keys()
