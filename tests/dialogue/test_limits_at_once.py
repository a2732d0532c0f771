"""Somebody who sends very much at the same moment."""

from uuid import uuid4

from core.public_forms import TooMany
from dialogue import actions
from dialogue.actions.writing import Words
from dialogue.models import Contribution
from home import accounts
from tests.makers import (
    make_dialogue,
    make_forum,
    make_languages,
    make_member,
    make_site,
    read_site,
)
from tests.threads import at_once

TOGETHER = 50


def test_of_what_is_said_at_once_one_is_taken(shared):
    accounts.make_groups()
    make_languages()
    make_site()
    dialogue = make_dialogue(make_forum(read_site(), "Peace"), "Law or no law")
    member, said, refused = make_member(), [f"No {n}." for n in range(TOGETHER)], []

    def say():
        try:
            actions.contribute(member, uuid4(), dialogue, Words(said.pop(), "en"))
        except TooMany as error:
            refused.append(error)

    at_once(TOGETHER, say)
    assert Contribution.objects.count() == 1
    assert len(refused) == TOGETHER - 1
