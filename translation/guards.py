"""Our rules in place of wagtail-localize's, put there once when the apps are loaded.

Each is small and named after what it keeps; `tests/test_guards.py` tells what happened without.
"""

import json

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db.models.signals import post_save, pre_save
from wagtail.models import Page
from wagtail.signals import page_unpublished
from wagtail.whitelist import check_url
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
    post_save_string_translation,
)

from core.languages.shelves import family
from core.models import ContentPage
from members.names import without_turns
from translation import publishing


def put_in_place():
    Translation.save_target = publishing.save_target
    TranslationSource._get_segments_for_translation = publishing.segments
    pre_save.connect(translate_no_shelf, TranslationSource)
    pre_save.connect(translate_from_one_source, Translation)
    pre_save.connect(link_nowhere_dangerous, SegmentOverride)
    pre_save.connect(take_no_nul, StringTranslation)
    post_save.disconnect(post_save_string_translation, StringTranslation)
    post_save.connect(name_the_draft, StringTranslation)
    page_unpublished.connect(take_translations_down)


def translate_no_shelf(sender, instance, raw=False, **kwargs):
    """A shelf has no words of its own."""
    rows = Page.objects.filter(translation_key=instance.object_id, locale_id=instance.locale_id)
    if not raw and rows.exclude(alias_of=None).exists():
        raise ValidationError("A place without words of its own is not translated.")


def translate_from_one_source(sender, instance, raw=False, **kwargs):
    """A version is translated from one other version, and an original from none."""
    key, locale = instance.source.object_id, instance.target_locale_id
    others = Translation.objects.filter(source__object_id=key, target_locale=locale)
    if not raw and others.exclude(pk=instance.pk).exists():
        raise ValidationError("This version is translated from another already.")
    target = Page.objects.filter(translation_key=key, locale=locale).first()
    if not raw and instance.enabled and target and target.specific.is_original:
        raise ValidationError("An original is not translated from another version.")


def link_nowhere_dangerous(sender, instance, raw=False, **kwargs):
    """What stands in place of a link leads to where links may lead: no scripts, no data."""
    value = json.loads(instance.data_json)
    if not raw and isinstance(value, str) and ":" in value and not check_url(value):
        raise SuspiciousOperation("A link that may not be followed.")


def take_no_nul(sender, instance, **kwargs):
    """PostgreSQL stores none, and no text has any."""
    if "\0" in instance.data:
        raise SuspiciousOperation("A text with a NUL.")


def name_the_draft(sender, instance, **kwargs):
    """A translated title names its draft in the admin, as far as there is room for it.

    wagtail-localize's own receiver breaks off on PostgreSQL where a title is too long.
    """
    if instance.context.path == "title":
        room = Page._meta.get_field("draft_title").max_length
        Page.objects.filter(
            translation_key=instance.context.object_id, locale_id=instance.locale_id
        ).update(draft_title=without_turns(instance.data)[:room])


def take_translations_down(sender, instance, **kwargs):
    """What its author no longer shows is shown in no other language; the words are kept."""
    if isinstance(instance, ContentPage) and instance.is_original:
        versions = family(instance).exclude(pk=instance.pk)
        for version in versions.filter(live=True, alias_of=None).specific():
            version.unpublish()
