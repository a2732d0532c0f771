"""Fifty posts of one member at the same moment: as many are taken as the limits say."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from core.public_forms import SIGNER
from dialogue.actions import reporting
from dialogue.models import Contribution, Report
from dialogue.trust import A_DAY, PAUSE, TRUSTED_PAUSE
from tests.dialogue.doing import only_dialogue, signed_in
from tests.makers import make_member, make_trusted, say
from tests.threads import at_once

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]

# What one network sends in an hour (`ACCOUNT_RATE_LIMITS`).
OF_A_NETWORK = 30
POSTS = 50


@pytest.fixture
def dialogue(shared):
    return only_dialogue()


@pytest.fixture
def asha(dialogue):
    return make_member("asha@example.org")


def send_at_once(clients, address, name, **more):
    """Send so many forms, each with a text of its own; gives {status: how often}.

    Who is refused is told when to try again.
    """
    waiting, answers = list(enumerate(clients)), []

    def send():
        number, client = waiting.pop()
        form_number = SIGNER.sign(uuid4().hex)
        answers.append(
            client.post(address, {"form_number": form_number, name: f"Text {number}."} | more)
        )

    at_once(len(clients), send)
    for answer in answers:
        assert answer.status_code != 429 or int(answer["Retry-After"]) > 0
    return Counter(answer.status_code for answer in answers)


def say_at_once(member, dialogue):
    clients = [signed_in(member) for _ in range(POSTS)]
    address = f"/en/dialogue/write/{dialogue.translation_key}/"
    return send_at_once(clients, address, "text", language="en")


def said_by(member):
    return Contribution.objects.filter(author=member).order_by("written_at")


def is_later(**time):
    """All was said so much earlier."""
    for said in Contribution.objects.all():
        earlier = said.written_at - timedelta(**time)
        Contribution.objects.filter(pk=said.pk).update(written_at=earlier)


def test_of_a_new_member_one_is_taken_in_half_a_minute_and_ten_in_a_day(dialogue, asha):
    for number in range(A_DAY - 1):
        say(dialogue, asha, f"Earlier {number}.", status="waiting")
    is_later(hours=1)
    assert say_at_once(asha, dialogue) == {302: 1, 429: POSTS - 1}
    is_later(seconds=PAUSE.total_seconds())
    assert say_at_once(asha, dialogue) == {429: POSTS}
    assert said_by(asha).count() == A_DAY
    is_later(days=1)
    assert say_at_once(asha, dialogue) == {302: 1, 429: POSTS - 1}


def test_of_a_trusted_member_one_is_taken_in_each_pause(dialogue, asha):
    make_trusted(asha)
    before = timezone.now()
    found = say_at_once(asha, dialogue)
    times = list(said_by(asha).filter(written_at__gt=before).values_list("written_at", flat=True))
    # On a slow machine the fifty take longer than a pause.
    assert found == {302: len(times), 429: POSTS - len(times)}
    for earlier, later in pairwise(times):
        assert later - earlier >= TRUSTED_PAUSE


def test_in_a_dialogue_that_was_slowed_down_one_is_taken(dialogue, asha):
    make_trusted(asha)
    dialogue.pause_between = 3600
    dialogue.save()
    for _ in range(2):
        say_at_once(asha, dialogue)
        is_later(minutes=1)
    assert said_by(asha).filter(dialogue=dialogue.translation_key).count() == 1


def test_of_the_reports_of_a_member_twenty_are_taken_in_a_day(dialogue, asha, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    said = say(dialogue, make_member("kofi@example.org"), "A law gives money.")
    clients = [signed_in(asha) for _ in range(POSTS)]
    found = send_at_once(clients, f"/en/dialogue/said/{said.pk}/report/", "reason")
    assert found == {302: reporting.A_DAY, 429: POSTS - reporting.A_DAY}
    assert Report.objects.count() == reporting.A_DAY


def test_of_the_reports_of_a_network_thirty_are_taken_in_an_hour(dialogue):
    said = say(dialogue, make_member("kofi@example.org"), "A law gives money.")
    clients = [Client() for _ in range(POSTS)]
    found = send_at_once(clients, f"/en/dialogue/said/{said.pk}/report/", "reason")
    assert found == {302: OF_A_NETWORK, 429: POSTS - OF_A_NETWORK}
    assert Report.objects.count() == OF_A_NETWORK
