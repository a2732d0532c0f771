"""A pytest plugin that takes one guard out: `-p tests.taking_out`, with its name in TAKE_OUT.

For `test_mutations.py`, which asks whether the tests would notice.
"""

import os
from types import SimpleNamespace


def without(signal, receiver, sender=None):
    return lambda: signal.disconnect(receiver, sender)


def changed(owner, name, value):
    return lambda: setattr(owner, name, value)


def always(value):
    return lambda *args, **kwargs: value


def guards():
    """Each guard: how it is taken out, and the test that then fails."""
    from django.core.cache.backends.filebased import FileBasedCache
    from django.db.models.signals import post_save, pre_save
    from wagtail import hooks
    from wagtail.admin.views.bulk_action import BulkAction
    from wagtail.models import Locale, Page
    from wagtail.signals import page_unpublished
    from wagtail_localize.models import (
        SegmentOverride,
        StringTranslation,
        Translation,
        TranslationSource,
    )
    from wagtail_localize.views.submit_translations import SubmitPageTranslationView
    from wagtail_localize.views.update_translations import UpdateTranslationsView

    from core import (
        admin_rights,
        admin_urls,
        batch_views,
        cache,
        deletion,
        downloads,
        facts,
        item_actions,
        permissions,
        placing,
        restrictions,
        side_doors,
        titles,
    )
    from core.languages import query
    from core.middleware import EditorsRedirects
    from core.models import media
    from members import adapters, forms, second_factor
    from stakeholders import editor_views
    from stakeholders.actions import committees
    from stakeholders.models import ProfilePage
    from translation import actions, editor, guards, locks, po, publishing, views

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
        "rights on a page to move": (
            lambda: admin_rights.ASKED_FIRST.pop("wagtailadmin_pages:move_confirm"),
            "test_moving_names_no_page_that_one_may_not_edit",
        ),
        "rights on a page in review": (
            lambda: admin_rights.ASKED_FIRST.pop("wagtailadmin_pages:workflow_action"),
            "test_a_review_names_no_page_that_one_may_not_edit",
        ),
        "rights on a picture to choose": (
            lambda: admin_rights.ASKED_FIRST.pop("wagtailimages_chooser:select_format"),
            "test_a_picture_of_a_folder_that_one_may_not_use_is_not_shown",
        ),
        "rights on a page to choose": (
            lambda: admin_rights.ASKED_FIRST.pop("wagtailadmin_choose_page_child"),
            "test_a_chooser_names_no_page_that_one_may_not_choose",
        ),
        "public titles in choosers": (
            changed(titles, "are_as_published", always(False)),
            "test_a_chooser_names_what_is_public_as_its_readers_know_it",
        ),
        "locked words": (
            changed(locks, "translation_and_page", always(None)),
            "test_nobody_changes_the_words_of_a_locked_version",
        ),
        "names in bulk": (
            changed(BulkAction, "get_actionable_objects", side_doors.stock_actionable_objects),
            "test_what_one_may_not_change_in_bulk_is_not_named",
        ),
        "names in filters": (
            changed(side_doors, "own_pages", lambda request: Page.objects.all()),
            "test_filters_name_only_people_who_work_on_ones_own_pages",
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
        "no subtree": (
            lambda: (
                setattr(views.SubmitView, "get_form", SubmitPageTranslationView.get_form),
                setattr(views.SubmitView, "form_valid", SubmitPageTranslationView.form_valid),
            ),
            "test_what_lies_below_a_page_is_not_taken_along",
        ),
        "syncing publishes nothing": (
            lambda: (
                setattr(views.SyncView, "get_form", UpdateTranslationsView.get_form),
                setattr(views.SyncView, "form_valid", UpdateTranslationsView.form_valid),
            ),
            "test_syncing_publishes_nothing",
        ),
        "rights on what is synced": (
            changed(views.SyncView, "get_object", UpdateTranslationsView.get_object),
            "test_syncing_takes_no_draft_that_is_not_ones_own",
        ),
        "no text with a NUL": (
            without(pre_save, guards.take_no_nul, StringTranslation),
            "test_a_translator_types_words_of_any_length",
        ),
        "rights in the background": (
            lambda: (
                setattr(actions, "may_read_source", always(True)),
                setattr(actions, "places_to_translate_into", lambda *args: Locale.objects.all()),
            ),
            "test_a_right_that_was_taken_away_meanwhile_counts",
        ),
        "batches of others": (
            changed(batch_views, "_batches_of", of_everyone(batch_views._batches_of)),
            "test_nobody_else_sees_or_stops_it",
        ),
        "originals with versions stay": (
            changed(deletion, "refusal", always(None)),
            "test_an_original_with_versions_is_not_deleted_and_the_editor_is_told_why",
        ),
        "closed in all languages": (
            changed(query, "shut_by", shut_by_own_restriction),
            "test_a_section_closed_in_one_language_is_closed_with_all_that_lies_in_it",
        ),
        "files of closed collections": (
            changed(downloads, "_may_have", always(True)),
            "test_a_private_file_does_not_exist_for_others",
        ),
        "documents without their authors": (
            changed(media, "clean_document", as_it_came),
            "test_a_document_does_not_tell_who_wrote_it",
        ),
        "redirects tell nothing": (
            changed(EditorsRedirects, "address_of", lambda self, found, member: found.link),
            "test_a_redirect_made_by_an_editor_does_not_tell_of_a_hidden_page",
        ),
        "editors are appointed from above": (
            changed(editor_views, "may_appoint", always(True)),
            "test_who_edits_a_committee_appoints_nobody",
        ),
        "rights follow the appointments": (
            changed(committees, "sync_rights", always(None)),
            "test_when_an_appointment_ends_the_next_request_is_refused",
        ),
        "rights in new languages": (
            lambda: post_save.disconnect(
                sender=ProfilePage, dispatch_uid="stakeholders.keep_rights"
            ),
            "test_an_editor_writes_in_every_language_present_and_future",
        ),
        "a second factor": (
            changed(second_factor, "is_shown", always(True)),
            "test_who_has_only_the_password_opens_no_door",
        ),
        "a password takes no factor away": (
            changed(
                adapters.MemberAdapter,
                "get_reauthentication_methods",
                adapters.DefaultAccountAdapter.get_reauthentication_methods,
            ),
            "test_who_has_only_the_password_reads_no_recovery_code",
        ),
        "a code opens one door": (
            changed(
                forms.OnlyOnce, "clean_code", lambda self: super(forms.OnlyOnce, self).clean_code()
            ),
            "test_a_code_opens_no_door_again_as_long_as_it_is_taken",
        ),
        "one winner in the cache": (
            changed(cache.FileCache, "add", FileBasedCache.add),
            "test_of_several_who_add_at_once_one_wins",
        ),
    }


def as_it_came(file, name):
    """A document that is looked at and not cleaned."""
    from core.documents import CleanDocument
    from core.files import file_ending, stored_name

    return CleanDocument(file, name=stored_name(file_ending(file, name)))


def of_everyone(batches_of):
    """What an administrator sees, for anyone."""
    return lambda member: batches_of(SimpleNamespace(is_superuser=True))


def shut_by_own_restriction(restrictions):
    """As Wagtail's own `public()`: the row and what lies below it, in its language only."""
    from django.db.models import Exists, OuterRef
    from wagtail.models import Page

    from core.languages.query import paths_above

    closed = Page.objects.filter(
        path__in=paths_above(OuterRef("path")), pk__in=restrictions.values("page")
    )
    return Exists(closed)


def pytest_collection_finish(session):
    take_out, _ = guards()[os.environ["TAKE_OUT"]]
    take_out()
