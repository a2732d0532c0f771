"""Who may ask at which address.

Each line of the table is an address, under the rule that holds there. An address that is not in it
fails the build. Where looking, sending and changing are three matters, the rule says all three.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.walker.world import INSIDERS, ROLES


@dataclass(frozen=True)
class Rule:
    """Who is let in: `looks` for GET, `sends` for all other methods, `changes` what is stored.

    Each is asked with a role and the place it asks at. What is not said is as what stands before.
    """

    looks: Callable
    sends: Callable | None = None
    changes: Callable | None = None

    def lets(self, role, target, method):
        return (self.looks if method == "GET" else self.sends or self.looks)(role, target)

    def lets_change(self, role, target):
        return (self.changes or self.sends or self.looks)(role, target)


# Who --------------------------------------------------------------------------------------


def roles(*names):
    return lambda role, target: role in names


everyone = roles(*ROLES)
signed_in = roles("member", *INSIDERS)
insiders = roles(*INSIDERS)
nobody = roles()
administrators = roles("administrator")
# Editors of a section or a committee have rights on pictures and files, a moderator may use them.
keepers = roles("editor", "neighbour", "committee", "administrator")
users_of_media = roles("editor", "neighbour", "committee", "moderator", "administrator")


def whoever_may(*rights, on="page"):
    """Those who have one of these rights on each thing of that kind."""

    def may(role, target):
        return all(
            any(thing.allows(role, right) for right in rights) for thing in target.things[on]
        )

    return may


def whoever_may_one(right, on):
    """Those who have this right on one of the things of that kind: the rest is left alone."""
    return lambda role, target: any(
        thing.allows(role, right) for thing in target.things.get(on, ())
    )


def both(*rules):
    return lambda role, target: all(rule(role, target) for rule in rules)


def either(*rules):
    return lambda role, target: any(rule(role, target) for rule in rules)


edits, publishes = whoever_may("edit"), whoever_may("publish")
explores = whoever_may("edit", "add")
reads, reads_file = whoever_may("read"), whoever_may("read", on="file")
reads_contribution = whoever_may("read", on="contribution")
adds_at_goal = whoever_may("add", on="goal")


# What is needed to act on many things at once, by their kind.
RIGHTS_ON_MANY = {"page": "edit", "picture": "change", "file": "change", "user": "change"}


def acts_on_many(role, target):
    """Many things at once: what one may not change is left out."""
    return any(whoever_may_one(right, kind)(role, target) for kind, right in RIGHTS_ON_MANY.items())


NOBODY = Rule(nobody)

TABLE = [
    (
        "Everyone: reading, and the way in",
        Rule(everyone, changes=everyone),
        """
        /
        sitemap
        styleguide
        picture
        countries
        country
        by_level
        directory_map
        updates_feed
        country_updates_feed
        committee_updates_feed
        dialogue_feed
        contribution_reported
        leave_following
        following_left
        ask_for_digest
        ask_for_country_digest
        ask_for_committee_digest
        digest_waits
        digest_confirmed
        digest_left
        confirm_digest
        leave_digest
        message_waits
        message_sent
        message_answered
        message_refused
        write_message
        confirm_message
        answer_message
        ask_to_be_listed
        request_waits
        request_confirmed
        confirm_request
        profile_answered
        profile_unlisted
        confirm_profile
        take_on_editing
        editing_taken_on
        account_login
        account_logout
        account_inactive
        account_signup
        account_confirm_email
        account_email_verification_sent
        account_reset_password
        account_reset_password_done
        account_reset_password_from_key
        account_reset_password_from_key_done
        account_change_password_done
        account_deleted
        mfa_authenticate
        mfa_login_webauthn
        wagtailadmin_login
        wagtailadmin_logout
        wagtailadmin_sprite
        wagtailadmin_javascript_catalog
        """,
    ),
    (
        "The desk: members, for the committees they write for",
        Rule(signed_in, changes=nobody),
        "desk",
    ),
    (
        "Updates at the desk: who writes for their committee",
        Rule(whoever_may("tell")),
        "desk_correct desk_check desk_withdraw",
    ),
    (
        "Members: lists of what they said, and of translations they may read over",
        Rule(signed_in, changes=nobody),
        "own_contributions followed contribution_drafts",
    ),
    (
        "Dialogues: members who may read them",
        Rule(both(signed_in, reads)),
        "contribute",
    ),
    (
        "Contributions: by who may read them",
        Rule(reads_contribution, changes=nobody),
        "contribution",
    ),
    (
        "Pictures and files of a contribution: by who may read it, or moderates it, and its author",
        Rule(whoever_may("read", "own", "moderate", on="attachment"), nobody),
        "contribution_attachment",
    ),
    (
        "Reporting a contribution: whoever may read it",
        Rule(reads_contribution),
        "report_contribution",
    ),
    (
        "Answering, and following the thread: members who may read it",
        Rule(both(signed_in, reads_contribution)),
        "answer_contribution follow_thread",
    ),
    (
        "Translating: members who may read it, and write the language",
        Rule(
            both(signed_in, reads_contribution),
            changes=both(reads_contribution, whoever_may("translate", on="contribution")),
        ),
        "translate_contribution",
    ),
    (
        "Reading a translation over: a second person who may read it, in both languages",
        Rule(whoever_may("check", on="draft")),
        "check_contribution_draft",
    ),
    (
        "What one has said: oneself",
        Rule(whoever_may("own", on="contribution")),
        "correct_contribution",
    ),
    (
        "What one has said, also where it was not taken: oneself",
        Rule(whoever_may("own", "reply", on="contribution")),
        "withdraw_contribution",
    ),
    (
        "Moderating: who publishes the forum",
        Rule(roles("moderator", "administrator"), changes=nobody),
        "dialogue_queue dialogue_pauses",
    ),
    (
        "Moderating a contribution: who publishes its forum",
        Rule(whoever_may("moderate", on="contribution")),
        "dialogue_moderate",
    ),
    (
        "Reported translations: who publishes the forum",
        Rule(roles("moderator", "administrator")),
        "dialogue_reported_translation",
    ),
    (
        "Pages: by who may read them",
        Rule(reads, changes=nobody),
        "wagtail_serve help_to_translate",
    ),
    (
        "Dialogues and forums: members follow what they may read",
        Rule(both(signed_in, reads)),
        "follow",
    ),
    (
        "Answering the moderators: whom they have told something",
        Rule(whoever_may("reply", on="contribution")),
        "reply_to_moderators",
    ),
    (
        "Closing a dialogue: who may publish it",
        Rule(publishes),
        "dialogue_closing",
    ),
    (
        "Summaries of dialogues: members see what is asked; who took part answers",
        Rule(both(signed_in, reads), nobody),
        "confirm_summary",
    ),
    (
        "Reporting a remark on a summary that is public: everyone",
        Rule(everyone),
        "report_remark",
    ),
    (
        "Remarks on summaries: who publishes the forum",
        Rule(roles("moderator", "administrator")),
        "take_out_remark",
    ),
    ("Files: by the folder they lie in", Rule(reads_file, nobody), "wagtaildocs_serve"),
    (
        "Members: their own account",
        Rule(signed_in),
        """
        account_home
        account_email
        account_change_password
        account_set_password
        account_data
        account_delete
        account_reauthenticate
        mfa_reauthenticate
        mfa_reauthenticate_webauthn
        mfa_index
        mfa_activate_totp
        mfa_deactivate_totp
        mfa_list_webauthn
        mfa_add_webauthn
        mfa_remove_webauthn
        mfa_view_recovery_codes
        mfa_generate_recovery_codes
        mfa_download_recovery_codes
        """,
    ),
    (
        "Nobody: what this site does not use",
        NOBODY,
        """
        admin/.*/
        admin/localize/submit/snippet/<path:rest>
        admin/localize/api/snippets/<path:rest>
        wagtail_localize:submit_snippet_translation
        wagtail_localize:snippets_api_listing
        wagtail_localize:snippets_api_detail
        wagtail_localize:convert_to_alias
        wagtail_localize:machine_translate
        wagtailadmin_api:pages:action
        wagtailadmin_api:images:listing
        wagtailadmin_api:images:detail
        wagtailadmin_api:images:find
        admin/api/main/images/<path:rest>
        wagtailadmin_api:documents:listing
        wagtailadmin_api:documents:detail
        wagtailadmin_api:documents:find
        admin/api/main/documents/<path:rest>
        wagtailadmin_error_test
        wagtailadmin_password_reset
        wagtailadmin_password_reset_done
        wagtailadmin_password_reset_confirm
        wagtailadmin_password_reset_complete
        wagtailsnippets:index
        wagtailimages:url_generator
        wagtailimages:url_generator_output
        """,
    ),
    (
        "The admin's furniture: without content",
        Rule(insiders),
        """
        admin/test404/
        wagtail_localize:javascript_catalog
        wagtailadmin_choose_page_external_link
        wagtailadmin_choose_page_email_link
        wagtailadmin_choose_page_phone_link
        wagtailadmin_choose_page_anchor_link
        wagtailadmin_tag_autocomplete
        wagtailadmin_tag_model_autocomplete
        wagtailadmin_block_preview
        wagtailadmin_dismissibles
        wagtailadmin_account
        wagtailadmin_editing_sessions:release
        """,
    ),
    (
        "Insiders: lists, of which each shows what one may see",
        Rule(insiders, changes=nobody),
        """
        wagtailadmin_home
        wagtailadmin_explore_root
        wagtailadmin_pages:search
        wagtailadmin_pages:search_results
        wagtailadmin_pages:type_use
        wagtailadmin_pages:type_use_results
        wagtailadmin_choose_page
        wagtailadmin_choose_page_search
        wagtailadmin_api:pages:listing
        wagtailadmin_api:pages:find
        wagtailadmin_explore
        wagtailadmin_explore_results
        wagtailadmin_pages:revisions_index
        """,
    ),
    (
        "Choosers of pages: what is public, what one may edit, and the places that lead there",
        Rule(whoever_may("edit", "choose"), changes=nobody),
        "wagtailadmin_choose_page_child wagtailadmin_choose_page_chosen_multiple",
    ),
    (
        "Many at once: what one may not change is left out",
        Rule(insiders, changes=acts_on_many),
        "wagtail_bulk_action",
    ),
    (
        "Explorer",
        Rule(explores, changes=nobody),
        "wagtailadmin_api:pages:detail",
    ),
    (
        "Pages one may edit",
        Rule(edits),
        """
        wagtailadmin_pages:edit
        wagtailadmin_pages:preview_on_edit
        wagtailadmin_pages:view_draft
        wagtailadmin_pages:usage
        wagtailadmin_pages:history
        wagtailadmin_pages:history_results
        wagtailadmin_pages:revisions_view
        wagtailadmin_pages:revisions_revert
        wagtailadmin_pages:revisions_compare
        wagtailadmin_pages:workflow_history
        wagtailadmin_pages:workflow_history_detail
        wagtailadmin_pages:workflow_action
        wagtailadmin_pages:collect_workflow_action_data
        wagtailadmin_pages:confirm_workflow_cancellation
        wagtailadmin_pages:workflow_preview
        wagtailadmin_pages:delete
        wagtailadmin_pages:convert_alias
        wagtailadmin_pages:move
        wagtailadmin_pages:copy
        wagtailadmin_editing_sessions:ping
        wagtail_localize:edit_string_translation
        wagtail_localize:edit_override
        wagtail_localize:download_pofile
        wagtail_localize:upload_pofile
        wagtail_localize:preview_translation
        wagtail_localize:stop_translation
        """,
    ),
    (
        "From a page one may edit to a place where one may add",
        Rule(both(edits, adds_at_goal)),
        "wagtailadmin_pages:move_confirm",
    ),
    (
        "Pages one may publish",
        Rule(publishes),
        """
        wagtailadmin_pages:unpublish
        wagtailadmin_pages:revisions_unschedule
        wagtailadmin_pages:set_privacy
        wagtailadmin_pages:set_page_position
        core_item_action
        """,
    ),
    (
        "Organisations one may publish",
        Rule(whoever_may("publish", on="profile")),
        "stakeholders_show_on_map stakeholders_editors",
    ),
    (
        "Locking",
        Rule(whoever_may("lock")),
        "wagtailadmin_pages:lock wagtailadmin_pages:unlock",
    ),
    (
        "Places where one may add a page",
        Rule(whoever_may("add")),
        """
        wagtailadmin_pages:add
        wagtailadmin_pages:preview_on_add
        wagtailadmin_pages:add_subpage
        """,
    ),
    (
        "Insiders: whether there is such a place",
        Rule(insiders, changes=nobody),
        """
        wagtailadmin_pages:choose_parent
        case_studies:choose_parent
        resources:choose_parent
        profiles:choose_parent
        core_write_in
        """,
    ),
    (
        "Translating: what one may read, into languages one may write",
        Rule(insiders),
        "wagtail_localize:submit_page_translation wagtail_localize:update_translations",
    ),
    (
        "Pictures and files: whoever keeps a folder",
        Rule(keepers),
        """
        wagtailimages:add
        wagtailimages:add_multiple
        wagtaildocs:add
        wagtaildocs:add_multiple
        wagtailimages_chooser:create
        wagtaildocs_chooser:create
        """,
    ),
    (
        "Pictures and files: lists, of which each shows what one may use",
        Rule(users_of_media, changes=nobody),
        """
        wagtailimages:index
        wagtailimages:index_results
        wagtaildocs:index
        wagtaildocs:index_results
        """,
    ),
    (
        "Choosers of pictures and files: show what one may use",
        Rule(insiders, changes=nobody),
        """
        wagtailimages_chooser:choose
        wagtailimages_chooser:choose_results
        wagtailimages_chooser:chosen_multiple
        wagtaildocs_chooser:choose
        wagtaildocs_chooser:choose_results
        wagtaildocs_chooser:chosen_multiple
        """,
    ),
    (
        "Pictures one may change",
        Rule(whoever_may("change", on="picture")),
        """
        wagtailimages:edit
        wagtailimages:delete
        wagtailimages:preview
        wagtailimages:image_usage
        wagtailimages:edit_multiple
        wagtailimages:delete_multiple
        """,
    ),
    (
        "Pictures one may use",
        Rule(whoever_may("choose", on="picture")),
        """
        wagtailimages_chooser:chosen
        wagtailimages_chooser:select_format
        """,
    ),
    (
        "Files one may change",
        Rule(whoever_may("change", on="file")),
        """
        wagtaildocs:edit
        wagtaildocs:delete
        wagtaildocs:document_usage
        wagtaildocs:edit_multiple
        wagtaildocs:delete_multiple
        """,
    ),
    (
        "Files one may use",
        Rule(whoever_may("choose", on="file")),
        "wagtaildocs_chooser:chosen",
    ),
    (
        "Uploads: their sender",
        Rule(whoever_may("change", on="upload")),
        """
        wagtailimages:create_multiple_from_uploaded_image
        wagtailimages:delete_upload_multiple
        wagtaildocs:create_multiple_from_uploaded_document
        wagtaildocs:delete_upload_multiple
        """,
    ),
    ("Batches: who started them", Rule(whoever_may("see", on="batch")), "core_batch"),
    (
        "Reports on one's own pages and batches",
        Rule(insiders, changes=nobody),
        """
        core_batches
        case_studies:index
        case_studies:index_results
        resources:index
        resources:index_results
        profiles:index
        profiles:index_results
        profiles:export
        knowledge_without_source
        knowledge_without_source_results
        knowledge_without_words
        knowledge_without_words_results
        translation_behind
        translation_behind_results
        wagtailadmin_reports:locked_pages
        wagtailadmin_reports:locked_pages_results
        wagtailadmin_reports:aging_pages
        wagtailadmin_reports:aging_pages_results
        wagtailadmin_workflows:usage
        wagtailadmin_workflows:usage_results
        """,
    ),
    (
        "Settings: a way there for all insiders, where others are refused",
        Rule(insiders, changes=administrators),
        "wagtailsettings:edit",
    ),
    (
        "Administrators only",
        Rule(administrators),
        """
        core_tasks
        core_tasks_results
        core_withdrawn
        core_bring_back
        stakeholders_contacts
        stakeholders_contact
        stakeholders_contact_add
        stakeholders_contact_delete
        invitations:index
        invitations:index_results
        invitations:add
        invitations:delete
        profiles:import
        profiles:import_preview
        wagtailsettings:preview_on_edit
        wagtail_localize:translations_report
        wagtail_localize:translations_report_results
        wagtailadmin_reports:workflow
        wagtailadmin_reports:workflow_results
        wagtailadmin_reports:workflow_tasks
        wagtailadmin_reports:workflow_tasks_results
        wagtailadmin_reports:site_history
        wagtailadmin_reports:site_history_results
        wagtailadmin_reports:page_types_usage
        wagtailadmin_reports:page_types_usage_results
        wagtailadmin_collections:index
        wagtailadmin_collections:add
        wagtailadmin_collections:edit
        wagtailadmin_collections:delete
        wagtailadmin_collections:set_privacy
        wagtailadmin_workflows:index
        wagtailadmin_workflows:index_results
        wagtailadmin_workflows:add
        wagtailadmin_workflows:enable
        wagtailadmin_workflows:disable
        wagtailadmin_workflows:edit
        wagtailadmin_workflows:remove
        wagtailadmin_workflows:add_task
        wagtailadmin_workflows:select_task_type
        wagtailadmin_workflows:task_index
        wagtailadmin_workflows:task_index_results
        wagtailadmin_workflows:edit_task
        wagtailadmin_workflows:disable_task
        wagtailadmin_workflows:enable_task
        wagtailadmin_workflows:task_chooser
        wagtailadmin_workflows:task_chooser_results
        wagtailadmin_workflows:task_chooser_create
        wagtailadmin_workflows:task_chosen
        wagtailredirects:index
        wagtailredirects:index_results
        wagtailredirects:add
        wagtailredirects:edit
        wagtailredirects:delete
        wagtailredirects:start_import
        wagtailredirects:process_import
        wagtailusers_users:index
        wagtailusers_users:index_results
        wagtailusers_users:add
        wagtailusers_users:edit
        wagtailusers_users:delete
        wagtailusers_users:history
        wagtailusers_users:history_results
        wagtailusers_users:usage
        wagtailusers_users:copy
        wagtailusers_groups:index
        wagtailusers_groups:index_results
        wagtailusers_groups:add
        wagtailusers_groups:edit
        wagtailusers_groups:delete
        wagtailusers_groups:history
        wagtailusers_groups:history_results
        wagtailusers_groups:usage
        wagtaillocales:index
        wagtaillocales:index_results
        wagtaillocales:add
        wagtaillocales:edit
        wagtaillocales:delete
        wagtaillocales:history
        wagtaillocales:history_results
        wagtaillocales:usage
        wagtailsites:index
        wagtailsites:index_results
        wagtailsites:add
        wagtailsites:edit
        wagtailsites:delete
        wagtailsites:history
        wagtailsites:history_results
        wagtailsites:usage
        wagtailsites:copy
        """,
    ),
]

# Not walked, and why. At most five.
SKIPPED = {}

# Walked, and refused to those who may as well, and why.
NO_WAY_IN = {
    "mfa_deactivate_totp": "comes after an app was set up",
    "mfa_download_recovery_codes": "comes after an app was set up",
    "profiles:import_preview": "comes after a file that was sent before",
    "wagtailsettings:preview_on_edit": "settings are not previewed",
    "mfa_view_recovery_codes": "comes after an app was set up",
    "picture": "serves the folder of before the tests began",
    "wagtailadmin_block_preview": "asks for the number of a block, which changes with each start",
    "wagtailadmin_login": "leads to the one door",
    "wagtailredirects:process_import": "comes after a file that was sent before",
}

RULES = {key: rule for _, rule, keys in TABLE for key in keys.split()}


def expectation(key):
    return RULES[key]
