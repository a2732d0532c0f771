"""What moderators do in a dialogue, and how the authors answer them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale, ModelLogEntry

from dialogue import actions
from dialogue.models import Contribution, Pause
from dialogue.translations import seen_of
from dialogue.vocabularies import Status
from tests.dialogue.doing import say_in, send, signed_in
from tests.dialogue.test_translations import drafted
from tests.makers import (
    committed,
    count_queries,
    make_dialogue,
    make_editor,
    make_forum,
    make_member,
    make_reader,
    make_trusted,
    restrict,
    say,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

OWN = "/en/dialogue/own/"
QUEUE = "/admin/dialogue/"


@pytest.fixture
def member():
    return make_member(language="fr")


@pytest.fixture
def waiting(dialogue, member):
    return say(dialogue, member, "Names.", status=Status.WAITING)


def decide(desk, said, answer, **asked):
    """What a moderator sends from the screen of a contribution, as it stands now."""
    said.refresh_from_db()
    data = {"answer": answer, "standing": said.standing} | asked
    with committed():
        return desk.post(f"{QUEUE}{said.pk}/", data)


def reply_address(said):
    return f"/en/dialogue/said/{said.pk}/reply-to-moderators/"


# In bulk ---------------------------------------------------------------------------------


def test_a_moderator_shows_many_at_once_and_each_author_is_told_once(
    dialogue, desk, moderator, mailoutbox
):
    said = [
        say(dialogue, make_member(f"m{n}@example.org"), f"No {n}.", status=Status.WAITING)
        for n in range(4)
    ]
    page = desk.get(QUEUE).text
    chosen = [one.standing for one in said[:3]]
    assert all(f'value="{standing}"' in page for standing in chosen)
    with committed():
        actions.decline(said[0], moderator, "Another was faster.")
    Contribution.objects.filter(pk=said[1].pk).update(text="Changed by its author.")
    with committed():
        data = {"chosen": [*chosen, f"{10**30}-x", "x"], "answer": "approve"}
        response = desk.post(QUEUE, data, follow=True)
    assert "Done: Show it (1)" in response.text
    assert "4 are left as they are" in response.text
    statuses = [Contribution.objects.get(pk=one.pk).status for one in said]
    assert statuses == ["declined", "waiting", "shown", "waiting"]
    assert sorted(mail.to[0] for mail in mailoutbox) == ["m0@example.org", "m2@example.org"]


def test_nobody_shows_in_bulk_what_they_do_not_moderate(site, dialogue, waiting):
    other = make_editor(make_forum(site, "Water"), "other@example.org")
    for answer in ("approve", "decline", "hide", "ask", "pause"):
        data = {"chosen": [waiting.standing], "answer": answer, "reason": "No.", "days": "7"}
        signed_in(other).post(QUEUE, data)
    assert Contribution.objects.get().status == Status.WAITING
    assert not Pause.objects.exists()


@pytest.mark.parametrize(
    ("answer", "statuses"),
    [
        ("decline", ["declined", "declined", "shown"]),
        ("ask", ["returned", "returned", "shown"]),
        ("hide", ["waiting", "waiting", "hidden"]),
    ],
)
def test_a_moderator_decides_on_many_at_once_with_one_reason(
    dialogue, desk, member, mailoutbox, answer, statuses
):
    said = [say(dialogue, member, f"No {n}.", status=Status.WAITING) for n in range(2)]
    said.append(say(dialogue, member, "Yes."))
    actions.report(said[2], uuid4(), "It harms.", None)
    data = {"chosen": [one.standing for one in said], "answer": answer, "days": "1"}
    refused = desk.post(QUEUE, data)
    assert refused.status_code == 422
    assert refused.text.count(" checked>") == 3
    with committed():
        desk.post(QUEUE, data | {"reason": "Name nobody."})
    assert [Contribution.objects.get(pk=one.pk).status for one in said] == statuses
    number = sum(status not in ("waiting", "shown") for status in statuses)
    assert [mail.to for mail in mailoutbox] == [[member.email]] * number
    assert "Name nobody." in signed_in(member).get(OWN).text


def test_who_said_many_things_is_paused_once(dialogue, desk, member, mailoutbox):
    said = [say(dialogue, member, f"No {n}.", status=Status.WAITING) for n in range(2)]
    data = {"chosen": [one.standing for one in said], "answer": "pause"}
    with committed():
        page = desk.post(QUEUE, data | {"reason": "Enough.", "days": "7"}, follow=True)
    assert "Done: Pause this member (2)" in page.text
    assert Pause.objects.get().reason == "Enough."
    assert len(mailoutbox) == 1


def test_without_a_choice_nothing_is_done_and_nothing_typed_is_lost(desk, waiting):
    page = desk.post(QUEUE, {"answer": "decline", "reason": "Name nobody.", "days": "1"})
    assert page.status_code == 422
    assert "Choose something" in page.text
    assert "Name nobody." in page.text
    assert Contribution.objects.get().status == Status.WAITING


# Asking to rephrase, and answers ---------------------------------------------------------


def test_what_is_sent_back_is_changed_by_its_author_and_waits_again(
    dialogue, desk, waiting, member, mailoutbox
):
    decide(desk, waiting, "ask", reason="Could you leave out the names?")
    [mail] = mailoutbox
    assert "names" not in mail.body.lower()
    assert "/fr/dialogue/own/" in mail.body
    assert "Names." not in desk.get(QUEUE).text
    client = signed_in(member)
    assert "Could you leave out the names?" in client.get(OWN).text
    address = f"/en/dialogue/said/{waiting.pk}/correct/"
    assert "Could you leave out the names?" in client.get(address).text
    send(client, address, text="Nobody.")
    assert Contribution.objects.get().status == Status.WAITING
    assert "Nobody." in desk.get(QUEUE).text
    assert "Names." in desk.get(f"{QUEUE}{waiting.pk}/").text, "its former text"


def test_what_is_sent_back_may_be_withdrawn_and_leaves_no_place(waiting, desk, member):
    decide(desk, waiting, "ask", reason="Why?")
    send(signed_in(member), f"/en/dialogue/said/{waiting.pk}/withdraw/")
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("answer", ["ask", "decline", "hide"])
def test_an_author_answers_and_a_moderator_reads_it(
    dialogue, desk, member, waiting, answer, mailoutbox
):
    if answer == "hide":
        decide(desk, waiting, "approve")
    decide(desk, waiting, answer, reason="It names people.")
    assert "It names people." in signed_in(member).get(reply_address(waiting)).text
    send(signed_in(member), reply_address(waiting), answer="They agreed to it.")
    assert "They agreed to it." in signed_in(member).get(OWN).text
    assert "They agreed to it." in desk.get(QUEUE).text

    mailoutbox.clear()
    decide(desk, waiting, "keep")
    assert "They agreed to it." not in desk.get(QUEUE).text
    assert len(mailoutbox) == 1
    # Once for each decision.
    assert signed_in(member).get(reply_address(waiting)).status_code == 404
    decide(desk, waiting, "approve")
    waiting.refresh_from_db()
    assert (waiting.status, waiting.answer, waiting.note) == (Status.SHOWN, "", "")


def test_only_the_author_answers_and_only_where_there_is_something_to_answer(waiting, member):
    assert signed_in(member).get(reply_address(waiting)).status_code == 404
    Contribution.objects.update(status=Status.DECLINED)
    assert signed_in(member).get(reply_address(waiting)).status_code == 200
    assert signed_in(make_member("b@example.org")).get(reply_address(waiting)).status_code == 404
    assert "/account/login/" in Client().get(reply_address(waiting))["Location"]
    with pytest.raises(PermissionDenied):
        actions.answer_moderators(waiting, make_member("c@example.org"), "No.")


def test_who_decides_on_what_was_changed_meanwhile_is_shown_it_anew(desk, waiting):
    seen = waiting.standing
    Contribution.objects.update(text="Worse.")
    address = f"{QUEUE}{waiting.pk}/"
    response = desk.post(address, {"answer": "approve", "standing": seen}, follow=True)
    assert "changed meanwhile" in response.text
    assert "Worse." in response.text
    assert Contribution.objects.get().status == Status.WAITING


def test_who_has_chosen_no_language_is_told_in_that_of_what_they_said(
    dialogue, moderator, mailoutbox
):
    silent = make_reader("silent@example.org", "en", writes=["fr"], language="")
    said = say(dialogue, silent, "Des noms.", "fr", status=Status.WAITING)
    translation = drafted(say(dialogue, make_member("asha@example.org"), "A law."), silent)
    second = make_trusted(make_reader("second@example.org", "en", "fr"))
    with override("ar"):
        actions.decline(said, moderator, "No names.")
        said.refresh_from_db()
        actions.pause(said, moderator, 7, "No names.")
        actions.end_pause(Pause.objects.get(), moderator)
        seen = seen_of(translation.original, translation)
        actions.decline_translation(translation, second, seen, "It says no.")
    assert len(mailoutbox) == 4
    for mail in mailoutbox:
        [(page, _type)] = mail.alternatives
        assert 'lang="fr"' in page
        assert "/fr/" in mail.body


# Pausing ---------------------------------------------------------------------------------


def test_a_paused_member_says_nothing_and_is_told_why(dialogue, desk, member, waiting, mailoutbox):
    decide(desk, waiting, "pause", days="7", reason="Please cool down.")
    [mail] = mailoutbox
    assert "cool" not in mail.body
    client = signed_in(member)
    assert "Please cool down." in client.get(OWN).text
    address = f"/en/dialogue/write/{dialogue.translation_key}/"
    Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))
    response = send(client, address, text="But I must say.")
    assert response.status_code == 422
    assert "say nothing until" in response.text
    assert "But I must say." in response.text
    response = send(client, f"/en/dialogue/said/{waiting.pk}/correct/", text="Else.")
    assert response.status_code == 422
    send(client, reply_address(waiting), answer="I am sorry.")
    assert "I am sorry." in desk.get(QUEUE).text

    decide(desk, waiting, "end_pause")
    assert send(client, address, text="But I must say.").status_code == 302


def test_a_paused_member_translates_nothing(dialogue, moderator):
    translator = make_reader("translator@example.org", writes=["fr"])
    actions.pause(say(dialogue, translator, "Names."), moderator, 7, "No names.")
    with pytest.raises(ValidationError, match="say nothing until"):
        drafted(say(dialogue, make_member(), "A law."), translator)


def test_a_pause_ends_by_itself(dialogue, moderator, member, waiting):
    actions.pause(waiting, moderator, 1, "Slowly.")
    Pause.objects.update(until=timezone.now() - timedelta(minutes=1))
    Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))
    client = signed_in(member)
    assert "Slowly." not in client.get(OWN).text
    address = f"/en/dialogue/write/{dialogue.translation_key}/"
    assert send(client, address, text="Now.").status_code == 302


def test_only_who_moderates_what_somebody_said_pauses_them(site, waiting):
    other = make_editor(make_forum(site, "Water"), "other@example.org")
    with pytest.raises(PermissionDenied):
        actions.pause(waiting, other, 7, "No.")
    assert not Pause.objects.exists()


@pytest.mark.parametrize("status", [Status.SHOWN, Status.WAITING])
def test_a_pause_is_seen_and_ended_also_where_what_it_came_from_is_withdrawn(
    site, dialogue, moderator, desk, member, status, mailoutbox
):
    said = say(dialogue, member, "Names.", status=status)
    actions.pause(said, moderator, 7, "Please cool down.")
    actions.withdraw(said, member)
    mailoutbox.clear()
    address = f"{QUEUE}pauses/"
    assert address in desk.get(QUEUE).text
    assert str(member) in desk.get(address).text
    other = make_editor(site.cases, "other@example.org")
    assert signed_in(other).get(address).status_code in (302, 403)
    with pytest.raises(PermissionDenied):
        actions.end_pause(Pause.objects.get(), other)
    pk = Pause.objects.get().pk
    with committed():
        desk.post(address, {"pause": pk})
    assert not Pause.objects.exists()
    assert [mail.to for mail in mailoutbox] == [[member.email]]
    assert "meanwhile" in desk.post(address, {"pause": pk}, follow=True).text


def test_why_somebody_pauses_is_told_to_who_moderates_what_it_came_from(
    site, forum, dialogue, moderator, desk, member, waiting
):
    actions.pause(waiting, moderator, 7, "You named Kanari.")
    restrict(forum, "groups")
    elsewhere = make_forum(site, "Water")
    said = say(make_dialogue(elsewhere, "Who pays"), member, "The state.")
    other = signed_in(make_editor(elsewhere, "other@example.org"))
    for address in (f"{QUEUE}pauses/", f"{QUEUE}{said.pk}/"):
        page = other.get(address).text
        assert "This member is paused until" in page
        assert "Kanari" not in page
    for address in (f"{QUEUE}pauses/", f"{QUEUE}{waiting.pk}/"):
        assert "You named Kanari." in desk.get(address).text


# What a moderator sees -------------------------------------------------------------------


def test_a_moderator_sees_the_thread_around_it_and_its_translations(dialogue, desk, member):
    first = say(dialogue, member, "Un puits.", "fr", approved=True)
    waiting = say(dialogue, make_member("b@example.org"), "Où ?", "fr", first, status="waiting")
    say(dialogue, member, "Ici.", "fr", answers=first, approved=True)
    say(dialogue, member, "Elsewhere.", approved=True)
    Contribution.objects.create(
        translation_key=waiting.translation_key,
        locale=Locale.objects.get(language_code="en"),
        original_locale=waiting.original_locale,
        dialogue=waiting.dialogue,
        thread=first,
        draft="Where is it?",
    )
    page = desk.get(f"{QUEUE}{waiting.pk}/").text
    for text in ("Un puits.", "Ici.", "Where is it?"):
        assert text in page
    assert "Elsewhere." not in page


def test_how_much_somebody_says_in_a_room_is_told_who_may_enter_it(site, dialogue, desk, member):
    room = make_forum(site, "A room")
    restrict(room, "groups", [Group.objects.create(name="Guests")])
    said = say(dialogue, member, "A law.", status=Status.WAITING)
    for text in ("One.", "Two."):
        say(make_dialogue(room, text), member, text)
    address = f"{QUEUE}{said.pk}/"
    assert "Of this author: 0 shown, 1 waiting" in desk.get(address).text
    admin = make_member("admin@example.org", is_superuser=True)
    assert "Of this author: 2 shown, 1 waiting" in signed_in(admin).get(address).text


@pytest.mark.parametrize("number", [3, 30])
def test_the_screens_cost_the_same_however_many_forums_there_are(site, number):
    forums = [make_forum(site, f"Forum {n}") for n in range(number)]
    dialogues = [make_dialogue(forum, f"Question {n}") for n, forum in enumerate(forums)]
    desk = signed_in(make_editor(forums[0].get_parent(), "desk@example.org"))
    said = say(dialogues[-1], make_member(), "Names.", status=Status.WAITING)
    for address, most in ((QUEUE, 45), (f"{QUEUE}{said.pk}/", 60)):
        desk.get(address)
        queries, page = count_queries(desk.get, address)
        assert "Names." in page.text
        assert queries <= most


def test_a_moderator_sees_a_draft_beside_the_translation_that_is_read(dialogue, desk, member):
    said = say(dialogue, member, "Un puits.", "fr", approved=True)
    say_in(said, "en", "A well.", draft="An old well.")
    page = desk.get(f"{QUEUE}{said.pk}/").text
    assert "A well." in page
    assert "An old well." in page


def test_each_thing_done_is_in_the_log(dialogue, moderator, waiting, member):
    actions.ask_to_rephrase(waiting, moderator, "Why?")
    waiting.refresh_from_db()
    actions.answer_moderators(waiting, member, "So.")
    waiting.refresh_from_db()
    actions.pause(waiting, moderator, 1, "Slowly.")
    actions.end_pause(Pause.objects.get(), moderator)
    done = ModelLogEntry.objects.values_list("action", flat=True).order_by("pk")
    assert list(done) == [
        f"dialogue.{name}"
        for name in ("ask_to_rephrase", "answer_moderators", "pause", "end_pause")
    ]
