"""Following a thread, a dialogue or a forum by mail: from choosing how often to one click that
ends it."""

import json
import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from core import actions as core_actions
from core.models import OutgoingMail
from core.models.provenance import How
from dialogue import actions, following_mails
from dialogue.actions.writing import Words
from dialogue.models import Contribution, DialoguePage, Following
from members import personal_data
from members.actions import erase
from tests.dialogue.doing import say_in, signed_in
from tests.makers import (
    committed,
    count_queries,
    make_dialogue,
    make_editor,
    make_forum,
    make_member,
    restrict,
    say,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def author():
    return make_member("author@example.org", name="Asha")


@pytest.fixture
def follower():
    return make_member("follower@example.org", language="fr")


def address_of(item, language="en"):
    """Where one follows a page, or the thread of a contribution."""
    if isinstance(item, Contribution):
        return f"/{language}/dialogue/said/{item.pk}/follow/"
    return f"/{language}/dialogue/follow/{item.translation_key}/"


def choose(member, item, how):
    return signed_in(member).post(address_of(item), {"how": how})


def approve(said, forum):
    """Show what waits, as a moderator does."""
    with committed():
        actions.approve(said, make_editor(forum))


def paths_in(message):
    return re.findall(r"http://localhost:8000(/\S+)", message.body)


def test_who_follows_at_once_is_told_in_their_language_of_what_others_say(
    forum, dialogue, author, follower, mailoutbox
):
    say_in(say(dialogue, author, "पहिले", "ne", approved=True), "fr", "Avant")
    say(dialogue, author, "Earlier.", approved=True)
    assert choose(follower, dialogue, "at_once")["Location"] == f"{address_of(dialogue)}?saved"
    Contribution.objects.update(written_at="2026-01-01T00:00Z")

    with committed():
        said = actions.contribute(author, uuid4(), dialogue, Words("A law\nand money.", "en"))

    [mail] = mailoutbox
    assert mail.to == ["follower@example.org"]
    assert "Law or no law" in mail.subject
    assert "Asha: A law and money." in mail.body
    assert "Earlier." not in mail.body
    assert paths_in(mail)[0] == f"/fr/dialogue/said/{said.pk}/"
    [(html, _type)] = mail.alternatives
    assert '<html lang="fr" dir="ltr">' in html
    assert '<span lang="en" dir="ltr">A law and money.</span>' in html


def test_a_mail_says_that_a_machine_translated_and_a_person_checked(dialogue, author, mailoutbox):
    choose(make_member("reader@example.org", language="en"), dialogue, "daily")
    say_in(say(dialogue, author, "कानून", "ne"), "en", "A law", how=How.MACHINE_CHECKED)
    with committed():
        following_mails.begin_daily()
    [mail] = mailoutbox
    for text in (mail.body, mail.alternatives[0][0]):
        assert "Translated by a machine and checked by a person, from: Nepali" in text


def test_one_is_told_when_a_moderator_has_approved_it_and_not_before(
    forum, dialogue, author, follower, mailoutbox
):
    choose(follower, dialogue, "at_once")
    with committed():
        said = actions.contribute(author, uuid4(), dialogue, Words("A law.", "en"))
    assert mailoutbox == []
    approve(said, forum)
    assert [mail.to for mail in mailoutbox] == [[author.email], [follower.email]]


def test_nobody_is_told_of_what_they_said_themselves(forum, dialogue, follower, mailoutbox):
    choose(follower, dialogue, "daily")
    say(dialogue, follower, "Mine.")
    following_mails.begin_daily()
    assert mailoutbox == []


def test_each_is_told_as_often_as_they_chose_and_of_each_thing_once(
    dialogue, author, follower, mailoutbox
):
    weekly = make_member("weekly@example.org")
    choose(follower, dialogue, "daily")
    choose(weekly, dialogue, "weekly")
    say_in(say(dialogue, author, "कानून", "ne"), "fr", "Une loi", how="machine")
    for _ in range(2):
        following_mails.begin_daily()
    [mail] = mailoutbox
    assert "Asha: Une loi" in mail.body
    [(html, _type)] = mail.alternatives
    assert '<span lang="fr" dir="ltr">Une loi</span>' in html
    say(dialogue, author, "More.")
    for _ in range(2):
        following_mails.begin_weekly()
    assert [mail.to for mail in mailoutbox[1:]] == [["weekly@example.org"]]
    assert "कानून" in mailoutbox[1].body
    assert "More." in mailoutbox[1].body


def test_pages_lead_to_following_and_it_is_changed_and_stopped_there(forum, dialogue, follower):
    page = Client().get("/fr/dialogue/peace/law-or-no-law/").text
    assert f'href="{address_of(dialogue, "fr")}"' in page
    assert f'href="{address_of(forum, "fr")}"' in Client().get("/fr/dialogue/peace/").text
    door = Client().get(address_of(dialogue))["Location"]
    assert door.startswith("/en/account/login/")
    for item in (forum, dialogue, say(dialogue, make_member(), "A law.")):
        for how in ("weekly", "daily"):
            choose(follower, item, how)
            assert Following.objects.get().how == how
        shown = signed_in(follower).get(address_of(item) + "?saved").context["form"]
        assert shown["how"].value() == "daily"
        choose(follower, item, "not_at_all")
        assert not Following.objects.exists()
    refused = choose(follower, dialogue, "hourly")
    assert refused.status_code == 422
    assert 'class="problems"' in refused.text


def test_who_follows_a_forum_is_told_of_each_dialogue_as_they_chose_for_it(
    forum, dialogue, author, follower, mailoutbox
):
    other = make_dialogue(forum, "Who pays")
    choose(follower, forum, "daily")
    choose(follower, dialogue, "weekly")
    say(dialogue, author, "A law.")
    said = say(other, author, "The state.")
    following_mails.begin_daily()
    [mail] = mailoutbox
    assert "Who pays" in mail.subject
    assert "A law." not in mail.body
    assert set(mail.about) == {said.translation_key, other.translation_key}
    following_mails.begin_weekly()
    assert "A law." in mailoutbox[1].body


def test_who_follows_a_thread_is_told_of_what_is_said_in_it(
    forum, dialogue, author, follower, mailoutbox
):
    thread, other = say(dialogue, author, "A law."), say(dialogue, author, "No law.")
    answer = say(dialogue, author, "Which?", answers=thread)
    page = Client().get("/fr/dialogue/peace/law-or-no-law/").text
    assert [address_of(one, "fr") in page for one in (thread, answer)] == [True, False]
    shown = signed_in(follower).get(address_of(answer)).text
    assert "A law." in shown, "what begins the thread"
    choose(follower, answer, "daily")
    say(dialogue, author, "This one.", answers=answer)
    say(dialogue, author, "Canary.", answers=other)
    for _ in range(2):
        following_mails.begin_daily()
    [mail] = mailoutbox
    assert "This one." in mail.body
    assert "Canary." not in mail.body
    leave = paths_in(mail)[-1]
    assert "Law or no law" in Client().get(leave).text
    Client().post(leave)
    assert not Following.objects.exists()


def test_of_a_thread_one_is_told_as_one_chose_for_it_and_not_twice(
    forum, dialogue, author, follower, mailoutbox
):
    thread = say(dialogue, author, "A law.")
    choose(follower, forum, "daily")
    choose(follower, thread, "weekly")
    say(dialogue, author, "This one.", answers=thread)
    say(dialogue, author, "No law.")
    following_mails.begin_daily()
    choose(follower, dialogue, "daily")
    say(dialogue, author, "That one.", answers=thread)
    say(dialogue, author, "Who pays?")
    following_mails.begin_daily()
    following_mails.begin_weekly()
    told = "".join(mail.body for mail in mailoutbox)
    texts = ("No law.", "Who pays?", "This one.", "That one.")
    assert [told.count(text) for text in texts] == [1, 1, 1, 1]
    assert "This one." in mailoutbox[-1].body
    assert "That one." in mailoutbox[-1].body


def test_a_thread_is_followed_into_the_dialogue_it_is_moved_to(
    forum, dialogue, author, follower, moderator, mailoutbox
):
    other, thread = make_dialogue(forum, "Who pays"), say(dialogue, author, "A law.")
    choose(follower, thread, "daily")
    actions.move(thread, moderator, other)
    say(other, author, "This one.", answers=thread)
    following_mails.begin_daily()
    [mail] = [mail for mail in mailoutbox if mail.to == [follower.email]]
    assert "This one." in mail.body
    assert "Who pays" in mail.subject


def test_who_ends_a_part_of_what_they_follow_is_told_no_more_of_it_and_nothing_twice(
    forum, dialogue, author, follower, mailoutbox
):
    choose(follower, forum, "weekly")
    choose(follower, dialogue, "at_once")
    say(dialogue, author, "First.")
    following_mails.begin_at_once()
    [mail] = mailoutbox
    Client().post(paths_in(mail)[-1], {"List-Unsubscribe": "One-Click"})
    page = signed_in(follower).get(address_of(dialogue)).context["form"]
    assert page["how"].value() == "not_at_all"
    say(dialogue, author, "Second.")
    say(make_dialogue(forum, "Who pays"), author, "Third.")
    following_mails.begin_weekly()
    [_first, mail] = mailoutbox
    assert [mail.body.count(text) for text in ("First.", "Second.", "Third.")] == [0, 0, 1]
    choose(follower, dialogue, "weekly")
    say(dialogue, author, "Fourth.")
    following_mails.begin_weekly()
    [_first, _second, mail] = mailoutbox
    assert [mail.body.count(text) for text in ("Second.", "Fourth.")] == [0, 1]


def test_what_was_not_told_yet_of_the_whole_is_told_of_the_part(
    forum, dialogue, author, follower, mailoutbox
):
    choose(follower, forum, "weekly")
    thread = say(dialogue, author, "First.")
    for item in (dialogue, thread):
        shown = signed_in(follower).get(address_of(item)).context["form"]
        assert shown["how"].value() == "weekly", "as they are told now"
    choose(follower, thread, "daily")
    following_mails.begin_daily()
    [mail] = mailoutbox
    assert "First." in mail.body


def test_who_follows_the_whole_no_more_leaves_nothing(forum, dialogue, author, follower):
    thread = say(dialogue, author, "First.")
    choose(follower, forum, "daily")
    for item in (dialogue, thread):
        choose(follower, item, "daily")
        choose(follower, item, "not_at_all")
    assert {row.how for row in Following.objects.filter(forum=None)} == {"not_at_all"}
    choose(follower, forum, "not_at_all")
    assert not Following.objects.exists()


@pytest.mark.parametrize("what", ["thread", "dialogue"])
def test_what_goes_from_one_place_that_one_follows_to_another_is_told_once(
    site, forum, dialogue, author, follower, moderator, mailoutbox, what
):
    to_forum = make_forum(site, "Money", slug="money")
    moderator.groups.add(*make_editor(to_forum, "other@example.org").groups.all())
    other = make_dialogue(to_forum, "Who pays")
    places = (dialogue, other) if what == "thread" else (forum, to_forum)
    for place, how in zip(places, ("daily", "weekly"), strict=True):
        choose(follower, place, how)
    thread = say(dialogue, author, "First.", approved=True)
    following_mails.begin_daily()
    say(dialogue, author, "Second.", answers=thread)
    if what == "thread":
        actions.move(thread, moderator, other)
    else:
        DialoguePage.objects.get(pk=dialogue.pk).move(to_forum, "last-child")
    say(other if what == "thread" else dialogue, author, "Third.", answers=thread)
    following_mails.begin_daily()
    following_mails.begin_weekly()
    told = "".join(mail.body for mail in mailoutbox if mail.to == [follower.email])
    assert [told.count(text) for text in ("First.", "Second.", "Third.")] == [1, 1, 1]


def test_one_click_in_a_mail_program_ends_it_without_signing_in(
    dialogue, author, follower, mailoutbox
):
    choose(follower, dialogue, "daily")
    say(dialogue, author, "A law.")
    following_mails.begin_daily()
    [mail] = mailoutbox
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = mail.extra_headers["List-Unsubscribe"].removeprefix("<http://localhost:8000")[:-1]
    assert path == paths_in(mail)[-1]
    strict = Client(enforce_csrf_checks=True)
    assert "Law or no law" in strict.get(path).text
    assert Following.objects.exists(), "looking ends nothing"
    for _ in range(2):
        done = strict.post(path, {"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
    assert not Following.objects.exists()
    assert "<form" not in strict.get(path).text.partition("<main")[2].partition("</main")[0]
    assert strict.post(path, follow=True).redirect_chain == [("/fr/dialogue/follow/left/", 302)]
    assert Client().get("/en/dialogue/follow/leave/x/").status_code == 410


def test_a_discreet_mail_says_only_that_something_waits(dialogue, author, mailoutbox):
    follower = make_member("follower@example.org", discreet=True)
    choose(follower, dialogue, "daily")
    said = say(dialogue, author, "Canary.")
    following_mails.begin_daily()
    [mail] = mailoutbox
    everything = f"{mail.subject}{mail.body}{mail.alternatives}"
    for word in ("Canary", "Law or no law", "Asha", "Peace"):
        assert word not in everything
    assert paths_in(mail) == [f"/en/dialogue/said/{said.pk}/"]


def test_of_a_room_a_mail_says_where_something_is_new_and_only_to_who_may_enter(
    forum, dialogue, author, follower, mailoutbox
):
    guests = Group.objects.create(name="Guests")
    follower.groups.add(guests)
    restrict(forum, "groups", [guests])
    thread = say(dialogue, author, "Canary.")
    assert choose(author, dialogue, "daily").status_code == 404
    assert choose(author, thread, "daily").status_code == 404
    choose(follower, forum, "daily")
    said = say(dialogue, author, "Canary.")
    following_mails.begin_daily()
    [mail] = mailoutbox
    everything = f"{mail.subject}{mail.body}{mail.alternatives}"
    for word in ("Canary", "Law or no law", "law-or-no-law", "Asha"):
        assert word not in everything
    assert paths_in(mail)[0] == f"/fr/dialogue/said/{said.pk}/"
    assert "Law or no law" not in Client().get(paths_in(mail)[-1]).text

    follower.groups.remove(guests)
    say(dialogue, author, "More.")
    following_mails.begin_daily()
    assert len(mailoutbox) == 1


@pytest.fixture
def no_server(settings):
    """Mails wait."""
    settings.EMAIL_BACKEND = "core.mails.Queue"
    settings.MAIL_SERVER = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1  # nobody is there


def waiting_words():
    """What the mails that wait say, one after the other."""
    return [json.loads(mail.sealed)["body"] for mail in OutgoingMail.objects.order_by("pk")]


def test_what_is_taken_back_is_taken_out_of_mails_that_wait(
    forum, dialogue, author, follower, no_server
):
    choose(follower, dialogue, "daily")
    moderator = make_editor(forum, "moderator@example.org")
    admin = make_member("admin@example.org", is_superuser=True)
    for take_back in (
        lambda said: actions.withdraw(said, author),
        lambda said: actions.hide(said, moderator, "No."),
        lambda said: core_actions.withdraw(dialogue, admin),
    ):
        said = say(dialogue, author, "Canary.", approved=True)
        following_mails.begin_daily()
        mine = OutgoingMail.objects.filter(about__contains=str(said.translation_key))
        assert mine.count() == 1
        with committed():
            take_back(said)
        assert not mine.exists()


@pytest.mark.parametrize("how", ["at_once", "daily"])
@pytest.mark.parametrize("taken_back", [0, 1])
def test_what_else_a_forgotten_mail_told_is_told_in_the_next_one(
    forum, dialogue, author, follower, no_server, how, taken_back
):
    choose(follower, forum, how)
    other = make_dialogue(forum, "Who pays")
    begin = {"at_once": following_mails.begin_at_once, "daily": following_mails.begin_daily}[how]
    said = []
    for place, text in ((dialogue, "Canary."), (other, "The state."), (dialogue, "A law.")):
        said.append(say(place, author, text, approved=True))
        if text != "The state.":
            begin()
    first, last = waiting_words()
    assert "Canary." in first
    assert "A law." in last
    actions.withdraw(said[taken_back], author)
    begin()
    told = "".join(waiting_words())
    for number, text in enumerate(("Canary.", "The state.", "A law.")):
        assert told.count(text) == (number != taken_back)
    begin()
    assert "".join(waiting_words()) == told


def test_a_correction_costs_the_same_however_many_wait_to_be_told_of_it(
    forum, dialogue, author, no_server
):
    costs = []
    for number in (2, 20):
        for n in range(number):
            member = make_member(f"{number}-{n}@example.org")
            Following.objects.create(member=member, forum=forum.translation_key, how="daily")
        said = say(dialogue, author, "A law.", approved=True)
        other = say(dialogue, author, "Which?", approved=True)
        following_mails.begin_daily()
        assert OutgoingMail.objects.filter(about__contains=said.translation_key).exists()
        queries, _done = count_queries(actions.correct, said, author, f"No law {number}.")
        costs.append(queries)
        assert not OutgoingMail.objects.filter(about__contains=other.translation_key).exists()
        following_mails.begin_daily()
    assert costs[1] <= costs[0]
    assert sum(words.count("Which?") for words in waiting_words()) == 2 + 22


def test_what_a_sender_has_in_hand_is_not_told_twice(forum, dialogue, author, follower, no_server):
    choose(follower, forum, "daily")
    first = say(dialogue, author, "First.")
    say(dialogue, author, "Second.")
    following_mails.begin_daily()
    mail = OutgoingMail.objects.get()
    mail.claimed_at = timezone.now()
    mail.save()
    said = [say(dialogue, author, text) for text in ("Third.", "Fourth.")]
    following_mails.begin_daily()
    for taken_back in (first, said[0]):
        actions.withdraw(taken_back, author)
        following_mails.begin_daily()
    told = "".join(waiting_words())
    assert [told.count(text) for text in ("Second.", "Third.", "Fourth.")] == [0, 0, 1]


def test_of_a_withdrawn_dialogue_only_the_others_are_told(
    forum, dialogue, author, follower, admin, no_server
):
    choose(follower, forum, "daily")
    say(dialogue, author, "Canary.")
    say(make_dialogue(forum, "Who pays"), author, "The state.")
    following_mails.begin_daily()
    with committed():
        core_actions.withdraw(dialogue, admin)
    following_mails.begin_daily()
    [words] = waiting_words()
    assert "The state." in words
    assert "Canary." not in words


def test_mails_wait_while_another_version_of_the_dialogue_is_public(
    dialogue, author, follower, no_server
):
    french = translate(dialogue, "fr")
    choose(follower, dialogue, "daily")
    say(dialogue, author, "A law.")
    following_mails.begin_daily()
    french.unpublish()
    assert len(waiting_words()) == 1
    DialoguePage.objects.get(pk=dialogue.pk).unpublish()
    assert waiting_words() == []


@pytest.mark.parametrize("what", ["restrict", "unpublish", "move"])
def test_mails_that_wait_tell_nothing_of_what_is_closed_meanwhile(
    site, forum, dialogue, author, follower, no_server, what
):
    guests = Group.objects.create(name="Guests")
    guest = make_member("guest@example.org")
    guest.groups.add(guests)
    room = make_forum(site, "A room")
    restrict(room, "groups", [guests])
    for member in (follower, guest):
        choose(member, dialogue, "daily")
    said = say(dialogue, author, "Canary.")
    following_mails.begin_daily()
    assert len(waiting_words()) == 2
    with committed():
        if what == "restrict":
            restrict(forum, "groups", [guests])
        elif what == "unpublish":
            dialogue.unpublish()
        else:
            DialoguePage.objects.get().move(room, "last-child")
    following_mails.begin_daily()
    words = waiting_words()
    assert "Canary." not in "".join(words)
    if what == "unpublish":
        assert words == []
    else:
        [to_guest] = words
        assert f"/said/{said.pk}/" in to_guest


def test_following_no_more_asks_as_much_however_much_is_withdrawn(forum, dialogue, author, admin):
    choose(author, dialogue, "daily")
    actions.follow_no_more(author.pk, str(dialogue.translation_key))
    for number in range(3):
        with committed():
            core_actions.withdraw(make_dialogue(forum, f"Question {number}"), admin)
    queries, _done = count_queries(actions.follow_no_more, author.pk, str(dialogue.translation_key))
    assert queries <= 6


def test_following_rests_with_a_withdrawn_dialogue_and_may_be_ended_there(
    dialogue, author, follower, admin
):
    thread = say(dialogue, author, "A law.")
    for item in (dialogue, thread):
        choose(follower, item, "daily")
        choose(author, item, "daily")
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    assert not Following.objects.exists()
    leave = following_mails.LEAVERS.token(author.pk, thread.translation_key)
    page = Client().get(f"/en/dialogue/follow/leave/{leave}/").text
    assert "Get no more mails of it" in page
    for item in (dialogue, thread):
        actions.follow_no_more(author.pk, str(item.translation_key))
    with committed():
        core_actions.bring_back(record, admin)
    assert [following.member for following in Following.objects.all()] == [follower] * 2


def test_a_member_sees_what_they_follow_and_erased_follows_nothing(forum, dialogue, follower):
    choose(follower, dialogue, "daily")
    choose(follower, forum, "weekly")
    choose(follower, say(dialogue, make_member(), "A law."), "at_once")
    told = {place.name: rows for place, rows in personal_data.told(follower)}
    assert told["dialogue.Following.member"] == [
        {"title": "Law or no law", "how": "Once a day"},
        {"title": "Peace", "how": "Once a week"},
        {"title": "Law or no law", "how": "At once, each time"},
    ]
    restrict(dialogue, "groups")
    told = {place.name: rows for place, rows in personal_data.told(follower)}
    titles = [row["title"] for row in told["dialogue.Following.member"]]
    assert titles == ["–", "Peace", "–"], "what one may not read is not named"
    erase(follower)
    assert not Following.objects.exists()


def test_a_member_sees_all_that_they_follow_and_changes_and_ends_it_there(
    forum, dialogue, author, follower
):
    thread = say(dialogue, author, "A law.")
    for item, how in ((forum, "daily"), (dialogue, "weekly"), (thread, "at_once")):
        choose(follower, item, how)
    client = signed_in(follower)
    assert client.get("/en/account/").text.count('href="/en/dialogue/follow/"') == 1
    page = client.get("/en/dialogue/follow/")
    assert [address_of(item) in page.text for item in (forum, dialogue, thread)] == [True] * 3
    assert "A law." in page.text
    restrict(dialogue, "groups", [Group.objects.create(name="Guests")])
    page = client.get("/en/dialogue/follow/").text
    assert page.count("You may not read this any more.") == 2
    assert "Law or no law" not in page
    assert "A law." not in page
    for item in (dialogue, thread, forum):
        client.post("/en/dialogue/follow/", {"key": str(item.translation_key)})
    assert not Following.objects.exists()
    assert "Nothing yet." in client.get("/en/dialogue/follow/").text
    for key in ("x", ""):
        assert client.post("/en/dialogue/follow/", {"key": key}).status_code == 302


def test_what_one_follows_costs_the_same_however_much_it_is(forum, author, follower):
    costs = []
    for number in (2, 6):
        for n in range(number):
            dialogue = make_dialogue(forum, f"Question {number} {n}")
            choose(follower, dialogue, "daily")
            choose(follower, say(dialogue, author, "A law."), "daily")
        costs.append(count_queries(signed_in(follower).get, "/en/dialogue/follow/")[0])
    assert costs[0] == costs[1]


def test_of_what_is_gone_for_good_no_following_is_left(forum, dialogue, follower):
    thread = say(dialogue, make_member(), "A law.")
    for item in (forum, dialogue, thread):
        choose(follower, item, "daily")
    actions.withdraw(thread, thread.author)
    with committed():
        dialogue.delete()
    actions.forget_contributions()
    actions.forget_followings()
    assert Following.objects.get().forum == forum.translation_key
