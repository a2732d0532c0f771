"""Many messages at the same moment."""

import pytest
from django.test import Client

from stakeholders import relay
from stakeholders.models import Contact, Message
from tests.makers import (
    make_directory,
    make_languages,
    make_member,
    make_profile,
    make_site,
    read_site,
)
from tests.test_relay import form_address, typed
from tests.threads import at_once


@pytest.fixture
def council(shared):
    make_languages()
    make_site()
    council = make_profile(make_directory(read_site()), "Village Peace Council")
    Contact.objects.create(
        item=council.translation_key, name="Kanari", email="contact@example.org", language="en"
    )
    return council


def test_fifty_messages_at_once_keep_the_limit_exactly(council, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    member, answers = make_member("asha@example.org"), []

    def send():
        client = Client()
        client.force_login(member)
        for _ in range(5):
            answers.append(client.post(form_address(council), typed()).status_code)

    at_once(10, send)

    assert sorted(set(answers)) == [302, 429]
    assert answers.count(302) == relay.PER_SENDER
    assert Message.objects.count() == relay.PER_SENDER
