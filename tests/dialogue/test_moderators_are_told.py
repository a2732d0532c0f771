"""Moderators learn that something waits for them, and are not written to about each thing."""

from uuid import uuid4

import pytest
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from core.languages.shelves import shelf_of
from dialogue import actions, moderators
from dialogue.actions.writing import Words
from dialogue.models import Contribution
from dialogue.vocabularies import Status
from tests.makers import (
    committed,
    count_queries,
    make_dialogue,
    make_editor,
    make_member,
    make_standing_page,
    say,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LINK = "http://localhost:8000/admin/dialogue/"


@pytest.fixture
def moderator(moderator):
    """One who wants to be told."""
    UserProfile.objects.filter(user=moderator).update(submitted_notifications=True)
    return moderator


@pytest.fixture
def member():
    return make_member("author@example.org")


def contribute(member, dialogue, text="A law.", language="en"):
    with committed():
        return actions.contribute(member, uuid4(), dialogue, Words(text, language))


def told(mailoutbox):
    return [mail.to for mail in mailoutbox if LINK in mail.body]


def test_one_is_told_when_something_begins_to_wait(dialogue, moderator, member, mailoutbox):
    contribute(member, dialogue)
    assert told(mailoutbox) == [[moderator.email]]
    [mail] = mailoutbox
    assert "law" not in f"{mail.subject}{mail.body}".lower()
    contribute(make_member("b@example.org"), dialogue, "No law.")
    assert len(mailoutbox) == 1, "there was something already"


def test_who_has_decided_is_told_of_the_next_thing(dialogue, moderator, member, mailoutbox):
    said = contribute(member, dialogue)
    with committed():
        actions.approve(said, moderator)
    contribute(make_member("b@example.org"), dialogue, "No law.")
    assert len(told(mailoutbox)) == 2


def test_one_is_told_of_reports_and_of_answers_once(dialogue, moderator, member, mailoutbox):
    said = say(dialogue, member, "An insult.", approved=True)
    with committed():
        for _ in range(2):
            actions.report(said, uuid4(), "It harms.")
    assert len(told(mailoutbox)) == 1
    with committed():
        actions.hide(said, moderator, "Name nobody.")
        for answer in ("Whom?", "Whom did I name?"):
            actions.answer_moderators(said, member, answer)
    assert len(told(mailoutbox)) == 2


def test_one_is_told_of_what_one_moderates(forum, dialogue, member, mailoutbox):
    french = shelf_of(forum, Locale.objects.get(language_code="fr"))
    moderator = make_editor(french, "fr@example.org")
    contribute(member, dialogue)
    assert told(mailoutbox) == []
    contribute(make_member("b@example.org"), dialogue, "Une loi.", "fr")
    assert told(mailoutbox) == [[moderator.email]]


def test_who_says_something_waits_no_longer_for_many_moderators(site, forum, dialogue, moderator):
    costs = []
    for number in (1, 10):
        for n in range(number):
            section = make_dialogue(forum, f"Question {number} {n}")
            moderator.groups.add(*make_editor(section, f"{number}-{n}@example.org").groups.all())
        member = make_member(f"author-{number}@example.org")
        words = Words(f"A law {number}.", "en")
        costs.append(count_queries(actions.contribute, member, uuid4(), dialogue, words)[0])
        Contribution.objects.all().delete()
    assert costs[1] <= costs[0]


def test_who_publishes_elsewhere_is_not_told(site, dialogue, moderator, member, mailoutbox):
    make_editor(make_standing_page(site), "elsewhere@example.org")
    contribute(member, dialogue)
    assert told(mailoutbox) == [[moderator.email]]


def test_who_wants_no_such_mails_gets_none(dialogue, moderator, member, mailoutbox):
    UserProfile.objects.filter(user=moderator).update(submitted_notifications=False)
    contribute(member, dialogue)
    moderators.begin_to_remind()
    assert told(mailoutbox) == []


def test_who_leaves_something_waiting_is_reminded(dialogue, moderator, member, mailoutbox):
    moderators.begin_to_remind()
    assert told(mailoutbox) == []
    say(dialogue, member, "A law.", status=Status.WAITING)
    moderators.begin_to_remind()
    assert told(mailoutbox) == [[moderator.email]]


def test_the_first_page_of_the_admin_says_how_much_waits(dialogue, desk, member):
    assert 'href="/admin/dialogue/"' not in desk.get("/admin/").text.partition("<main")[2]
    say(dialogue, member, "A law.", status=Status.WAITING)
    assert "1 waits for you to decide." in desk.get("/admin/").text
