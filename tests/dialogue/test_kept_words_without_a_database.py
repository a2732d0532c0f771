"""The database is lost while somebody posts: nothing is lost with it, and nothing is said twice."""

import pytest
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client

from dialogue.models import Contribution
from tests.dialogue.doing import only_dialogue
from tests.makers import make_member
from tests.signed_out import form_on

WORDS = "A law gives money.\r\n\r\nश्रम"
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def dialogue(shared):
    return only_dialogue()


def lose_database(**kwargs):
    """End the connection of this process from outside; on SQLite, let nothing pass any more."""
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(lambda: True, 1)
        return
    with connection.copy().cursor() as other:
        pid = connection.connection.info.backend_pid
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
        other.connection.close()


@pytest.mark.parametrize("when", ["before", "in the middle"])
def test_who_posts_while_the_database_is_lost_sends_the_same_again_and_it_is_said_once(
    dialogue, when
):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(make_member())
    address = f"/en/dialogue/write/{dialogue.translation_key}/"
    sent = form_on(client.get(address), text=WORDS)

    if when == "before":
        lose_database()
    else:
        post_save.connect(lose_database, sender=Contribution)
    try:
        page = client.post(address, sent, headers=HERE)
    finally:
        post_save.disconnect(lose_database, sender=Contribution)
        connection.close()  # it is there again

    assert page.status_code == 503
    assert "What you typed is below, nothing is lost" in page.text
    assert not Contribution.objects.exists()
    again = form_on(page)
    assert again["text"].splitlines() == WORDS.splitlines()
    for _ in range(2):
        assert client.post(address, again, headers=HERE).status_code == 302
    assert Contribution.objects.get().text.splitlines() == WORDS.splitlines()
