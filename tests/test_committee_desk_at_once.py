"""Many posts of committees at the same moment."""

import uuid

import pytest
from django.test import Client

from home import accounts
from stakeholders.models import Appointment, Post, UpdatePage
from stakeholders.rights import sync_rights
from tests.makers import (
    make_committee,
    make_directory,
    make_languages,
    make_member,
    make_site,
    read_site,
)
from tests.threads import at_once

THREADS, EACH = 10, 5


@pytest.fixture
def asha(shared):
    accounts.make_groups()
    make_languages()
    make_site()
    committee = make_committee(make_directory(read_site()), "Committee")
    member = make_member("asha@example.org")
    Appointment.objects.create(committee=committee.translation_key, member=member)
    sync_rights(committee.translation_key)
    return member


def test_fifty_posts_at_once_arrive_once_each_and_none_is_refused(asha):
    numbers = [str(uuid.uuid4()) for _ in range(THREADS * EACH)]
    waiting, answers = list(numbers), []

    def send():
        client = Client(headers={"accept": "application/json"})
        client.force_login(asha)
        for _ in range(EACH):
            number = waiting.pop()
            post = {
                "number": number,
                "title": f"Water {number[:8]}",
                "text": "We met.",
                "date": "2026-03-01",
                "language": "ne",
                "committee": "committee",
                "checked": "on",
            }
            for _again in range(2):  # as a phone does that did not hear the answer
                answers.append(client.post("/ne/desk/", post).status_code)

    at_once(THREADS, send)

    assert answers == [201] * THREADS * EACH * 2
    assert sorted(str(post.number) for post in Post.objects.all()) == sorted(numbers)
    updates = UpdatePage.objects.all()
    assert len(updates) == len({update.title for update in updates}) == THREADS * EACH
    assert all(update.workflow_in_progress for update in updates)
