"""A pytest plugin that takes one guard out: `-p tests.taking_out`, with its name in TAKE_OUT.

For `test_mutations.py`, which asks whether the tests would notice.
"""

import os


def without(signal, receiver, sender=None):
    return lambda: signal.disconnect(receiver, sender)


def changed(owner, name, value):
    return lambda: setattr(owner, name, value)


def always(value):
    return lambda *args, **kwargs: value


def guards():
    """Each guard: how it is taken out, and the test that then fails."""
    from django.db.models.signals import pre_save
    from wagtail import hooks
    from wagtail.models import Locale
    from wagtail.signals import page_unpublished
    from wagtail_localize.models import SegmentOverride, Translation, TranslationSource

    from core import admin_urls, facts, item_actions, permissions, placing, restrictions
    from translation import editor, guards, po, publishing, views

    def stock_save_target(translation, user=None, publish=True):
        translation.source.create_or_update_translation(
            translation.target_locale, user, publish, copy_parent_pages=True, fallback=True
        )

    return {
        "a shelf is not translated": (
            without(pre_save, guards.translate_no_shelf, TranslationSource),
            "test_a_shelf_submitted_means_its_section",
        ),
        "one source": (
            without(pre_save, guards.translate_from_one_source, Translation),
            "test_a_version_has_one_source",
        ),
        "no dangerous link": (
            without(pre_save, guards.link_nowhere_dangerous, SegmentOverride),
            "test_a_translator_plants_no_link_that_runs",
        ),
        "translations go down with their original": (
            without(page_unpublished, guards.take_translations_down),
            "test_unpublishing_the_original_takes_its_translations_down_and_keeps_their_words",
        ),
        "drafts in revisions": (
            changed(Translation, "save_target", stock_save_target),
            "test_a_draft_of_a_translation_does_not_touch_what_readers_see",
        ),
        "no gaps": (
            changed(publishing, "missing_words", always(0)),
            "test_a_translation_with_gaps_is_not_published",
        ),
        "former translations": (
            changed(TranslationSource, "_get_segments_for_translation", publishing.stock_segments),
            "test_what_has_changed_keeps_its_former_translation_until_there_is_a_new_one",
        ),
        "rights on the source": (
            changed(views, "may_read_source", always(True)),
            "test_a_translator_copies_no_draft_of_others",
        ),
        "rights on the target": (
            changed(views, "places_to_translate_into", lambda *args: Locale.objects.all()),
            "test_a_translator_submits_into_their_own_language_only",
        ),
        "locks and reviews": (
            changed(editor, "doors", always(editor.Doors(publish=True, review=True))),
            "test_nobody_publishes_past_a_lock",
        ),
        "a checked PO file": (
            changed(po, "OWNER", "Project-Id-Version"),
            "test_a_po_file_goes_out_and_comes_back",
        ),
        "reports for administrators": (
            changed(admin_urls, "FOR_ADMINISTRATORS", ("/nothing/",)),
            "test_an_editor_is_shown_no_titles_by_side_doors",
        ),
        "choosers": (
            lambda: hooks._hooks.pop("construct_page_chooser_queryset"),
            "test_an_editor_chooses_among_what_is_public_and_their_own",
        ),
        "one restriction": (
            changed(restrictions, "spread", always(None)),
            "test_an_item_is_closed_and_opened_in_any_of_its_languages",
        ),
        "restrictions of new versions": (
            changed(restrictions, "join", always(None)),
            "test_a_new_version_below_a_closed_section_is_closed_itself",
        ),
        "restrictions by the right on the original": (
            changed(permissions.ItemPermissionTester, "can_set_view_restrictions", always(True)),
            "test_an_editor_of_one_language_opens_nothing_in_another",
        ),
        "facts follow": (
            changed(facts, "follow", always(None)),
            "test_every_version_has_the_facts_of_the_original",
        ),
        "facts are state": (
            changed(facts, "keep_facts", always(None)),
            "test_an_editor_sees_the_facts_of_today_in_a_waiting_draft",
        ),
        "whole items by the right on the original": (
            changed(item_actions.ItemAction, "is_allowed", always(True)),
            "test_an_editor_of_one_language_decides_nothing_for_the_others",
        ),
        "copies stay in their language": (
            changed(placing, "_check_language", always(None)),
            "test_a_copy_stays_in_its_language",
        ),
    }


def pytest_collection_finish(session):
    take_out, _ = guards()[os.environ["TAKE_OUT"]]
    take_out()
