"""What fills the parameters of an address: every object of the world that fits there."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import F
from wagtail.models import TaskState, WorkflowState

from core.models import Picture
from dialogue.models import Confirmation, DialoguePage, ForumPage, Report, SummaryPage
from stakeholders import digests, relay, staying_true
from stakeholders.models import Contact, DigestSubscription, EditorInvitation, ProfilePage
from tests.walker.addresses import PARAMETER

# Which kind of thing a parameter means, by its name ...
KINDS = {
    "page_id": "page",
    "parent_page_id": "page",
    "page_to_move_id": "page",
    "page_pk": "page",
    "image_id": "picture",
    "document_id": "file",
    "doc_id": "file",
    "uploaded_file_id": "upload",
    "redirect_id": "redirect",
    "collection_id": "collection",
    "task_id": "task",
    "batch_id": "batch",
    "profile_id": "profile",
    "record_id": "record",
    "workflow_pk": "workflow",
    "translation_source_id": "source",
}
# ... and, where that says nothing, by the address: the longest beginning counts.
KINDS_BY_ADDRESS = {
    "wagtailadmin_api:pages:": "page",
    "wagtailadmin_api:images:": "picture",
    "wagtailadmin_api:documents:": "file",
    "wagtailadmin_collections:": "collection",
    "wagtailadmin_workflows:": "workflow",
    "wagtailadmin_workflows:edit_task": "task",
    "wagtailadmin_workflows:enable_task": "task",
    "wagtailadmin_workflows:disable_task": "task",
    "mfa_remove_webauthn": "passkey",
    "invitations:": "invitation",
    "stakeholders_contact": "contact",
    "reply_to_moderators": "contribution",
    "desk_": "page",
    "answer_contribution": "contribution",
    "follow_thread": "contribution",
    "check_contribution_draft": "draft",
    "contribution": "contribution",
    "contribution_attachment": "attachment",
    "correct_contribution": "contribution",
    "dialogue_moderate": "contribution",
    "report_contribution": "contribution",
    "withdraw_contribution": "contribution",
    "wagtailsettings:": "setting",
    "wagtailusers_users:": "user",
    "wagtailusers_groups:": "group",
    "wagtaillocales:": "locale",
    "wagtailsites:": "site",
    "wagtaildocs_chooser:chosen": "file",
    "wagtailimages_chooser:chosen": "picture",
}
WORDS = {
    "filter_spec": ["original"],
    "iso": ["gh", "np"],
    "rest": ["wagtailcore/page/1/", "1/"],
    "mode": ["", "nowhere"],
    "uidb64": ["MQ"],
    "token": ["set-password"],
    "app_name": ["taggit"],
}
WORDS_BY_ADDRESS = {
    "wagtail_localize:": {
        "app_label": ["wagtailcore"],
        "model_name": ["page"],
        "pk": ["1"],
    },
    "wagtailsettings:": {"app_name": ["members"], "model_name": ["signupsetting"]},
    "wagtailadmin_workflows:add_task": {
        "app_label": ["wagtailcore"],
        "model_name": ["groupapprovaltask"],
    },
    "profiles:export": {"ending": ["csv", "xlsx"]},
    "wagtailadmin_tag_model_autocomplete": {"app_name": ["taggit"], "model_name": ["tag"]},
    "wagtailadmin_pages:": {
        "content_type_app_name": ["knowledge"],
        "content_type_model_name": ["casestudypage", "casestudyindexpage"],
        "app_label": ["knowledge"],
        "model_name": ["casestudypage", "casestudyindexpage"],
    },
}
# A query that stands where a parameter would: which pages, pictures, files or people.
BULK = {
    ("wagtailcore", "page"): ("page", ["delete", "move", "publish", "translate", "unpublish"]),
    ("core", "picture"): ("picture", ["add_tags", "add_to_collection", "delete"]),
    ("core", "file"): ("file", ["add_tags", "add_to_collection", "delete"]),
    ("members", "member"): ("user", ["assign_role", "delete", "set_active_state"]),
}
SEARCH = ["", "q=kanari"]
QUERIES = {
    "wagtailadmin_api:pages:listing": [
        "", "for_explorer=1", "child_of={theirsection}", "search=kanari", "fields=*",
        "type=knowledge.CaseStudyPage&fields=*,summary", "descendant_of={theirsection}",
    ],
    "wagtailadmin_api:images:listing": ["", "search=kanari", "fields=*"],
    "wagtailadmin_api:documents:listing": ["", "search=kanari", "fields=*"],
    "wagtailadmin_api:pages:find": ["html_path=/en/knowledge/nepal/", "id={theirdraft}"],
    "wagtailadmin_api:images:find": ["id={theirpicture}"],
    "wagtailadmin_api:documents:find": ["id={vaultfile}"],
    "wagtailadmin_explore": ["", "q=kanari", "search_all=true&q=kanari"],
    "wagtailadmin_explore_root": SEARCH,
    "wagtailadmin_pages:search": SEARCH,
    "wagtailadmin_pages:search_results": SEARCH,
    "wagtailadmin_choose_page": ["", "page_type=knowledge.casestudypage", "user_perms=copy_to"],
    "wagtailadmin_choose_page_search": SEARCH,
    "wagtailadmin_reports:locked_pages": ["", "export=csv"],
    "wagtailadmin_reports:aging_pages": ["", "export=csv"],
    "wagtailadmin_reports:workflow": ["", "export=csv"],
    "wagtailadmin_reports:workflow_tasks": ["", "export=csv"],
    "wagtailadmin_reports:site_history": ["", "export=csv"],
    "wagtailadmin_tag_autocomplete": ["term=kanari"],
    "wagtailimages:index": SEARCH,
    "wagtaildocs:index": SEARCH,
    "wagtailimages_chooser:choose": SEARCH,
    "wagtailimages_chooser:choose_results": SEARCH,
    "wagtaildocs_chooser:choose": SEARCH,
    "wagtaildocs_chooser:choose_results": SEARCH,
    "wagtailimages_chooser:chosen_multiple": ["id={theirpicture}&id={ourpicture}"],
    "wagtaildocs_chooser:chosen_multiple": ["id={vaultfile}&id={ourfile}"],
    "wagtailusers_users:index": SEARCH,
    "wagtailusers_users:index_results": SEARCH,
    "wagtailadmin_pages:set_page_position": ["position=0"],
}  # fmt: skip


@dataclass(frozen=True)
class Target:
    """One place to ask at: its path, and what stands there, {kind: (things)}."""

    key: str
    path: str
    things: dict = field(default_factory=dict, hash=False)

    @property
    def name(self):
        things = [thing.name for found in self.things.values() for thing in found]
        return f"{self.key} {self.path}" + (f" ({', '.join(things)})" if things else "")


FEW_PAGES = {"home", "frenchshelf", "ourdraft", "theirreview", "frenchdraft", "openquestion"}
FEWEST_PAGES = {"home", "theirreview", "frenchdraft", "openquestion"}


def targets(address, world, only=None):
    """Every place of this address: each of its objects, with each of its queries.

    `only` names pages: others are left out where one page is asked about.
    """
    for target in _targets(address, world):
        pages = [thing.name for thing in target.things.get("page", ())]
        if not only or len(pages) != 1 or pages[0] in only:
            yield target


def _targets(address, world):
    if address.key in FILLED:
        yield from FILLED[address.key](address, world)
        return
    places = [("", {})]
    for name, choices in _choices(address, world):
        places = [
            (_put(path or address.route, name, value), things | more)
            for path, things in places
            for value, more in choices
        ]
    ids = {thing.name: thing.pk for found in world.things.values() for thing in found}
    for path, things in places:
        for query in QUERIES.get(address.key, [""]):
            question = f"?{query.format(**ids)}" if query else ""
            yield Target(address.key, f"/{path or address.route}{question}", things)


def _choices(address, world):
    for name in address.parameters:
        if kind := _kind(address.key, name):
            things = [world.source] if kind == "source" else world.things[kind]
            yield name, [(thing.pk, {kind: (thing,)}) for thing in things]
        else:
            yield name, [(value, {}) for value in _words(address.key, name)]


def _kind(key, name):
    if kind := KINDS.get(name):
        return kind
    return _longest(KINDS_BY_ADDRESS, key) if name == "pk" and _words(key, name) is None else None


def _words(key, name):
    return (_longest(WORDS_BY_ADDRESS, key) or {}).get(name) or WORDS.get(name)


def _longest(table, key):
    fitting = [beginning for beginning in table if key.startswith(beginning)]
    return table[max(fitting, key=len)] if fitting else None


def _put(path, name, value):
    return PARAMETER.sub(lambda m: str(value) if m[1] == name else m[0], path)


# Addresses of several objects that belong together, and routes that are patterns -------------


def _each(template, choose):
    """For each of what `choose(world)` gives: the values for `template`, and the things."""

    def filled(address, world):
        for values, things in choose(world):
            yield Target(address.key, template.format(**values), things)

    return filled


def _one(*paths):
    return lambda address, world: (Target(address.key, path) for path in paths)


def _pages(world):
    for thing in world.things["page"]:
        yield thing, world.page(thing.name)


def _revisions(world):
    """Each page with its own latest revision, and a page of ours with one of theirs."""
    for thing, page in _pages(world):
        if page.latest_revision_id:
            yield {"page": page.pk, "revision": page.latest_revision_id}, {"page": (thing,)}
    ours, theirs = world.thing("page", "ourdraft"), world.thing("page", "theirdraft")
    yield (
        {"page": ours.pk, "revision": world.page("theirdraft").latest_revision_id},
        {"page": (ours, theirs)},
    )


def _comparisons(world):
    for values, things in _revisions(world):
        for earlier, later in (("earliest", values["revision"]), ("live", "latest")):
            yield values | {"earlier": earlier, "later": later}, things


def _moves(world):
    """Each page to a section of ours, and one of ours below each page."""
    ours, section = world.thing("page", "ourdraft"), world.thing("page", "oursection")
    pairs = [(thing, section) for thing, _ in _pages(world)]
    pairs += [(ours, thing) for thing, _ in _pages(world)]
    for page, goal in pairs:
        yield {"page": page.pk, "goal": goal.pk}, {"page": (page,), "goal": (goal,)}


def _reviews(world):
    """Each page with each review that is running, and what may be done in it."""
    states = list(TaskState.objects.all())
    owners = {str(page.pk): thing for thing, page in _pages(world)}
    for thing, page in _pages(world):
        for state in states:
            of = owners[state.revision.object_id]
            for action in ("approve", "reject"):
                if action == "approve" or of == thing:
                    values = {"page": page.pk, "action": action, "state": state.pk}
                    yield values, {"page": (thing,), "review": (of,)}


def _workflow_states(world):
    owners = {str(page.pk): thing for thing, page in _pages(world)}
    for thing, page in _pages(world):
        for state in WorkflowState.objects.all():
            things = {"page": (thing, owners[state.object_id])}
            yield {"page": page.pk, "state": state.pk}, things


def _translations(world):
    for name, translation in world.translations.items():
        yield (
            {
                "translation": translation.pk,
                "string": world.segment.pk,
                "override": world.overridable.pk,
            },
            {"page": (world.thing("page", name),)},
        )


def _item_actions(world):
    for thing, page in _pages(world):
        for name in ("review", "make-original", "withdraw", "nothing"):
            if name == "withdraw" or thing.name in FEW_PAGES:
                yield {"page": page.pk, "name": name}, {"page": (thing,)}


def _sessions(world):
    """Each page with the open form of somebody else."""
    session = world.things["session"][0]
    for thing, page in _pages(world):
        yield {"page": page.pk, "session": session.pk}, {"page": (thing,)}


def _bulk(address, world):
    for (app, model), (kind, actions) in BULK.items():
        for action in actions:
            path = f"/admin/bulk/{app}/{model}/{action}/?"
            things = world.things[kind]
            for thing in things:
                if action == "move" or kind != "page" or thing.name in FEW_PAGES:
                    query = urlencode({"id": thing.pk})
                    yield Target(address.key, path + query, {kind: (thing,)})
            query = urlencode({"id": [thing.pk for thing in things]}, doseq=True)
            yield Target(address.key, path + query, {kind: tuple(things)})
            if kind == "page":
                yield Target(address.key, f"{path}id=all", {kind: tuple(things)})


def _api_actions(address, world):
    for thing, page in _pages(world):
        for name in ("publish", "copy", "delete") if thing.name in FEW_PAGES else ("unpublish",):
            path = f"/admin/api/main/pages/{page.pk}/action/{name}/"
            yield Target(address.key, path, {"page": (thing,)})


def _chosen(address, world):
    """Each page, together with one of ours."""
    ours = world.thing("page", "ourdraft")
    for thing, _ in _pages(world):
        query = urlencode({"id": [thing.pk, ours.pk]}, doseq=True)
        path = f"/admin/choose-page/chosen-multiple/?{query}"
        yield Target(address.key, path, {"page": (thing, ours)})


def _files(address, world):
    for thing in world.things["file"]:
        yield Target(address.key, f"/documents/{thing.pk}/act.txt", {"file": (thing,)})


def _media(address, world):
    """Pictures are for everyone who knows their random names; nothing else lies there."""
    picture = Picture.objects.get(pk=world.thing("picture", "vaultpicture").pk)
    for path in (picture.file.url, "/media/pictures/none.jpg", "/media/pictures/../../private/x"):
        yield Target(address.key, path)


def _served(address, world):
    """Every page at its address, in its own language and in another."""
    for thing, page in _pages(world):
        path = page.url_path.split("/", 2)[-1] if page.depth > 1 else ""
        for language in ("en", "fr"):
            yield Target(address.key, f"/{language}/{path}", {"page": (thing,)})


def _to_translate(address, world):
    """Every item, asked about by its key."""
    for thing, page in _pages(world):
        if page.depth > 1:
            path = f"/en/translate/{page.translation_key}/"
            yield Target(address.key, path, {"page": (thing,)})


def _to_speak_in(address, world):
    for name in ("openquestion", "roomquestion"):
        path = f"/en/dialogue/write/{world.page(name).translation_key}/"
        yield Target(address.key, path, {"page": (world.thing("page", name),)})


def _in_french(address, world):
    """What is translated into French, and into its own language."""
    for thing in world.things["contribution"]:
        for language in ("fr", "en"):
            path = f"/{language}/dialogue/said/{thing.pk}/translate/"
            yield Target(address.key, path, {"contribution": (thing,)})


def _to_write_to(address, world):
    key = ProfilePage.objects.get(kind="ngo").translation_key
    yield Target(address.key, f"/en/stakeholders/message/{key}/")


def _committees(template):
    """Addresses of each committee, which stands in the template by its key."""

    def filled(address, world):
        for committee in ProfilePage.objects.committees():
            yield Target(address.key, template.format(committee.translation_key))

    return filled


def _dialogues(template):
    """Addresses of each dialogue, which stands in the template by its key."""

    def filled(address, world):
        for dialogue in DialoguePage.objects.originals():
            yield Target(address.key, template.format(dialogue.translation_key))

    return filled


def _to_follow(address, world):
    """Every dialogue and forum, asked about by its key."""
    for thing, page in _pages(world):
        if isinstance(page.specific, DialoguePage | ForumPage):
            path = f"/en/dialogue/follow/{page.translation_key}/"
            yield Target(address.key, path, {"page": (thing,)})


def _to_close(address, world):
    """Every dialogue, in the admin."""
    for thing, page in _pages(world):
        if isinstance(page.specific, DialoguePage):
            yield Target(address.key, f"/admin/dialogue/pages/{page.pk}/", {"page": (thing,)})


def _to_confirm(address, world):
    """Every summary of a dialogue, asked about by its key."""
    for thing, page in _pages(world):
        if isinstance(page.specific, SummaryPage):
            path = f"/en/dialogue/summary/{page.translation_key}/"
            yield Target(address.key, path, {"page": (thing,)})


def _remarks(ending="", shown=False):
    def filled(address, world):
        remarks = Confirmation.objects.exclude(remark="")
        for remark in remarks.exclude(remark_waits=True) if shown else remarks:
            yield Target(address.key, f"/en/dialogue/summary/remark/{remark.pk}/{ending}")

    return filled


def _reported(address, world):
    for report in Report.objects.exclude(contribution__locale=F("contribution__original_locale")):
        yield Target(address.key, f"/admin/dialogue/translations/{report.contribution_id}/")


def _by_token(template, token):
    """An address that a mail led to: with the token, and with another."""

    def filled(address, world):
        for word in (token(world), "x"):
            yield Target(address.key, template.format(word))

    return filled


def _of_writer(world):
    return relay.WRITERS.token(world.things["message"][0].pk)


def _of_receiver(world):
    contact = Contact.objects.get()
    return relay.RECEIVERS.token(world.things["message"][0].pk, contact.email_mark)


def _of_contact(world):
    contact = Contact.objects.get()
    return staying_true.YEARLY.token(contact.pk, contact.email_mark)


def _of_asked(world):
    return EditorInvitation.objects.get().token


def _of_asker(world):
    return digests.ASKERS.token(*DigestSubscription.objects.get().key)


def _of_leaver(world):
    return digests.LEAVERS.token(*DigestSubscription.objects.get().key)


FILLED = {
    "contribute": _to_speak_in,
    "translate_contribution": _in_french,
    "write_message": _to_write_to,
    "confirm_message": _by_token("/en/stakeholders/message/send/{}/", _of_writer),
    "answer_message": _by_token("/en/stakeholders/message/answer/{}/", _of_receiver),
    "confirm_profile": _by_token("/en/stakeholders/confirm/{}/", _of_contact),
    "take_on_editing": _by_token("/en/stakeholders/editors/{}/", _of_asked),
    "confirm_request": _one("/en/stakeholders/ask/confirm/x/"),
    "wagtailadmin_api:pages:action": _api_actions,
    "wagtailadmin_editing_sessions:ping": _each(
        "/admin/editing-sessions/ping/wagtailcore/page/{page}/{session}/", _sessions
    ),
    "wagtailadmin_editing_sessions:release": _each(
        "/admin/editing-sessions/release/{session}/", _sessions
    ),
    "wagtail_bulk_action": _bulk,
    "wagtailadmin_choose_page_chosen_multiple": _chosen,
    "wagtaildocs_serve": _files,
    "wagtail_serve": _served,
    "help_to_translate": _to_translate,
    "committee_updates_feed": _committees("/en/feeds/updates/{}/"),
    "confirm_summary": _to_confirm,
    "dialogue_reported_translation": _reported,
    "take_out_remark": _remarks(),
    "report_remark": _remarks("report/", shown=True),
    "follow": _to_follow,
    "leave_following": _one("/en/dialogue/follow/leave/x/"),
    "dialogue_closing": _to_close,
    "dialogue_feed": _dialogues("/en/feeds/dialogue/{}/"),
    "ask_for_committee_digest": _committees("/en/digest/{}/"),
    "confirm_digest": _by_token("/en/digest/confirm/{}/", _of_asker),
    "leave_digest": _by_token("/en/digest/leave/{}/", _of_leaver),
    "picture": _media,
    "admin/.*/": _one("/admin/nowhere/"),
    "account_reset_password_from_key": _one(
        "/en/account/password/reset/key/1-set-password/", "/en/account/password/reset/key/1-x/"
    ),
    "account_confirm_email": _one("/en/account/email/confirm/MQ:1a:x/"),
    "core_item_action": _each("/admin/items/{page}/{name}/", _item_actions),
    "wagtailadmin_pages:move_confirm": _each("/admin/pages/{page}/move/{goal}/confirm/", _moves),
    "wagtailadmin_pages:revisions_view": _each(
        "/admin/pages/{page}/revisions/{revision}/view/", _revisions
    ),
    "wagtailadmin_pages:revisions_revert": _each(
        "/admin/pages/{page}/revisions/{revision}/revert/", _revisions
    ),
    "wagtailadmin_pages:revisions_unschedule": _each(
        "/admin/pages/{page}/revisions/{revision}/unschedule/", _revisions
    ),
    "wagtailadmin_pages:revisions_compare": _each(
        "/admin/pages/{page}/revisions/compare/{earlier}...{later}/", _comparisons
    ),
    "wagtailadmin_pages:workflow_action": _each(
        "/admin/pages/workflow/action/{page}/{action}/{state}/", _reviews
    ),
    "wagtailadmin_pages:collect_workflow_action_data": _each(
        "/admin/pages/workflow/collect_action_data/{page}/{action}/{state}/", _reviews
    ),
    "wagtailadmin_pages:workflow_history_detail": _each(
        "/admin/pages/{page}/workflow_history/detail/{state}/", _workflow_states
    ),
    "wagtail_localize:edit_string_translation": _each(
        "/admin/localize/translate/{translation}/strings/{string}/edit/", _translations
    ),
    "wagtail_localize:edit_override": _each(
        "/admin/localize/translate/{translation}/overrides/{override}/edit/", _translations
    ),
    "wagtail_localize:preview_translation": _each(
        "/admin/localize/translate/{translation}/preview/", _translations
    ),
    "wagtail_localize:download_pofile": _each(
        "/admin/localize/translate/{translation}/pofile/download/", _translations
    ),
    "wagtail_localize:upload_pofile": _each(
        "/admin/localize/translate/{translation}/pofile/upload/", _translations
    ),
    "wagtail_localize:machine_translate": _each(
        "/admin/localize/translate/{translation}/machine_translate/", _translations
    ),
    "wagtail_localize:stop_translation": _each(
        "/admin/localize/translate/{translation}/disable/", _translations
    ),
}
