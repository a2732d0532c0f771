"""Where each published text came from. Notices, freshness and translators' tasks read it."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation
from wagtail_localize.segments.extract import StringSegmentValue, extract_segments

_author = ContextVar("author", default=None)


class How(models.TextChoices):
    PERSON = "person", _("by a person")
    MACHINE = "machine", _("by a machine")
    MACHINE_CHECKED = "machine_checked", _("by a machine, checked by a person")


def count_changes(taken, now):
    """How many of the segments of `now` are not, or differ, among those a text was made from."""
    return sum(taken.get(path) != digest for path, digest in now.items())


@contextmanager
def written(how):
    """Within the block, what is published was made `how`, whoever presses the button."""
    token = _author.set(how)
    try:
        yield
    finally:
        _author.reset(token)


class ProvenanceQuerySet(models.QuerySet):
    def current(self, key, locales=None):
        """The newest row of each of the item's versions, or of those in `locales`, by locale id."""
        rows = self.filter(translation_key=key, is_current=True)
        if locales is not None:
            rows = rows.filter(locale__in=locales)
        return {row.locale_id: row for row in rows.select_related("locale")}


class Provenance(models.Model):
    """One publication of one version: from what it was made, how, by whom, who read it over."""

    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="provenance")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    original_revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The original's text as it was taken: {"path in the content, counted": hash of the segment}.
    segments = models.JSONField(default=dict)
    how = models.CharField(max_length=20, choices=How)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    is_current = models.BooleanField(default=True)

    objects = ProvenanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"],
                condition=models.Q(is_current=True),
                name="one_current_provenance_per_version",
            )
        ]

    def __str__(self):
        return f"{self.page_id}: {self.how}"

    def changed_since(self, original):
        """How many segments of the original are new or different since this text was made.

        `original` is the current provenance of the original, or None when it was never published.
        """
        if original is None:
            return 0
        return count_changes(self.segments, original.segments)


class State(models.TextChoices):
    """How far an item is in one language, in the words of the language switcher."""

    ORIGINAL = "original", pgettext_lazy("state of a version", "original")
    TRANSLATED = "translated", pgettext_lazy("state of a version", "translated")
    MACHINE = "machine", pgettext_lazy("state of a version", "translated by a machine")
    BEHIND = "behind", pgettext_lazy("state of a version", "behind the original")
    MISSING = "missing", _("not translated yet")


@dataclass(frozen=True)
class Telling:
    """What a reader is told of the text before them, and of its other versions."""

    shown_instead: bool
    is_translation: bool
    how: str
    made_at: datetime | None
    changes: int
    states: dict[str, State]  # by language, where it was ever published


def _state(row, original):
    if original is not None and row.locale_id == original.locale_id:
        return State.ORIGINAL
    if row.changed_since(original):
        return State.BEHIND
    return State.MACHINE if row.how == How.MACHINE else State.TRANSLATED


def telling(page):
    """The `Telling` of a version, for a reader of the active language. One query."""
    current = Provenance.objects.current(page.translation_key)
    own, original = current.get(page.locale_id), current.get(page.original_locale_id)
    return Telling(
        states={row.locale.language_code: _state(row, original) for row in current.values()},
        shown_instead=page.locale.language_code != get_language(),
        is_translation=not page.is_original,
        how=own.how if own else How.PERSON,
        made_at=own.made_at if own else None,
        changes=own.changed_since(original) if own and not page.is_original else 0,
    )


@transaction.atomic
def record_publication(page, revision):
    """Write the provenance of a version that has just been published, and return it."""
    key, locale = page.translation_key, page.locale_id
    before = Provenance.objects.current(key, [locale]).get(locale)
    source = _source_of(page)
    row = Provenance(
        translation_key=key,
        locale_id=locale,
        page_id=page.pk,
        revision=revision,
        made_by=revision.user if revision else None,
    )
    if page.is_original:
        row.segments, row.original_revision = segments_of(page), revision
    elif source:
        row.segments = _segments_of_source(source, page.locale, before)
        row.original_revision = _revision_at(source)
    else:
        # Written freely, beside the original as it stands.
        original = page.original
        row.segments, row.original_revision = segments_of(original), original.live_revision
    row.how, row.reviewed_by = _how(row, before, translated=bool(source))
    Provenance.objects.filter(translation_key=key, locale=locale, is_current=True).update(
        is_current=False
    )
    row.save()
    return row


def segments_of(page):
    """The hash of each translatable string of a page: {"path#n": hash}."""
    strings = [s for s in extract_segments(page) if isinstance(s, StringSegmentValue)]
    pairs = ((s.path, str(String._get_data_hash(s.string.data))) for s in strings)
    return dict(placed(pairs))


def placed(pairs):
    """Number what shares a path: ("body.x", a), ("body.x", b) gives ("body.x#0", a), …"""
    counts = {}
    for path, value in pairs:
        counts[path] = counts.get(path, -1) + 1
        yield f"{path}#{counts[path]}", value


def _segments_of_source(source, locale, before):
    """The strings a translation was made from: where a string has no translation yet, the former
    one whose translation stands there still."""
    strings = (
        StringSegment.objects.filter(source=source)
        .annotate_translation(locale)
        .order_by("context_id", "order")
        .values_list("context__path", "string__data_hash", "translation")
    )
    former = before.segments if before else {}
    return {
        place: str(digest) if translated else former.get(place, str(digest))
        for place, (digest, translated) in placed((path, rest) for path, *rest in strings)
    }


def _source_of(page):
    """The TranslationSource a version is translated from, or None when it is written freely."""
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        )
        .select_related("source")
        .first()
    )
    return translation.source if translation else None


def _revision_at(source):
    return (
        Revision.page_revisions.filter(
            object_id=str(source.get_source_instance().pk), created_at__lte=source.last_updated_at
        )
        .order_by("-created_at")
        .first()
    )


def _how(row, before, translated):
    """How a new text was made, and who has read it over.

    A mark "by a machine" stays with a text until a person clears it (`core.actions.review`), and a
    review stays as long as the words it was given for.
    """
    if how := _author.get():
        return how, None
    if before and before.how == How.MACHINE_CHECKED and before.segments == row.segments:
        return before.how, before.reviewed_by
    if translated:
        by_machine = StringTranslation.objects.filter(
            locale=row.locale_id,
            context__object_id=row.translation_key,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        ).exists()
        return (How.MACHINE if by_machine else How.PERSON), None
    return (before.how if before else How.PERSON), (before.reviewed_by if before else None)
