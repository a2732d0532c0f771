"""Moderators who decide on the same at the same moment."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from dialogue import actions
from dialogue.models import Contribution, Pause
from dialogue.vocabularies import Status
from tests.dialogue.doing import only_dialogue, signed_in
from tests.makers import make_editor, make_member, say
from tests.threads import at_once

MODERATORS = 4


@pytest.fixture
def dialogue(shared):
    return only_dialogue()


@pytest.fixture
def moderator(dialogue):
    return make_editor(dialogue.get_parent(), "moderator@example.org")


def all_at_once(*decisions):
    """Do each in a thread of its own; gives how many were told that another was faster."""
    waiting, refused = list(decisions), []

    def one():
        try:
            waiting.pop()()
        except ValidationError as error:
            refused.append(error)

    at_once(len(decisions), one)
    return len(refused)


def test_of_those_who_decide_at_once_one_does_and_the_author_is_told_once(dialogue, moderator):
    member = make_member()
    said = say(dialogue, member, "Names.", status=Status.WAITING)
    mail.outbox.clear()
    refused = all_at_once(
        lambda: actions.approve(said, moderator),
        lambda: actions.decline(said, moderator, "No."),
        lambda: actions.ask_to_rephrase(said, moderator, "What?"),
        lambda: actions.ask_to_rephrase(said, moderator, "Why?"),
    )
    assert refused == MODERATORS - 1
    assert Contribution.objects.get().status != Status.WAITING
    assert len(mail.outbox) == ModelLogEntry.objects.count() == 1


def test_a_member_is_paused_once(dialogue, moderator):
    said = say(dialogue, make_member(), "Names.")
    mail.outbox.clear()
    refused = all_at_once(*[lambda: actions.pause(said, moderator, 7, "No.")] * MODERATORS)
    assert refused == MODERATORS - 1
    assert Pause.objects.count() == len(mail.outbox) == 1


def test_what_many_choose_at_once_is_shown_once(dialogue, moderator):
    said = [
        say(dialogue, make_member(f"m{n}@example.org"), f"No {n}.", status=Status.WAITING)
        for n in range(10)
    ]
    chosen = [one.standing for one in said]
    mail.outbox.clear()
    desks = [signed_in(moderator) for _ in range(MODERATORS)]
    answers = []
    at_once(
        MODERATORS,
        lambda: answers.append(
            desks.pop().post("/admin/dialogue/", {"chosen": chosen, "answer": "approve"})
        ),
    )
    assert {answer.status_code for answer in answers} == {302}
    assert not Contribution.objects.waiting().exists()
    assert sorted(mail.to[0] for mail in mail.outbox) == [f"m{n}@example.org" for n in range(10)]
