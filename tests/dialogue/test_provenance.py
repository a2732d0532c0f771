"""Wherever a translation stands, it says from what language it was made, by whom and when, and
whether the original was changed since."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from core.models.provenance import How
from dialogue import following_mails
from dialogue.models import Contribution
from members.actions import erase
from tests.dialogue.doing import say_in, signed_in
from tests.dialogue.test_following import no_server, waiting_words  # noqa: F401 (a fixture)
from tests.dialogue.test_moderation import QUEUE
from tests.dialogue.test_summary import ADDRESS, PLACE, summarise
from tests.makers import committed, make_member, make_reader, say

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CHANGED = "The original was changed since."


@pytest.fixture
def said(dialogue):
    """Something in Nepali, whose author has changed it since it was translated."""
    said = say(dialogue, make_member("asha@example.org", name="Asha"), "कानून", "ne", approved=True)
    first = make_member("first@example.org", name="Ana\n\n& Amélie")
    last = make_member("last@example.org", name="Bola")
    translation = say_in(said, "en", "A law.", author=first, changed_by=last)
    Contribution.objects.filter(pk=translation.pk).update(approved_at="2026-03-02T12:00Z")
    Contribution.objects.filter(pk=said.pk).update(text="कानून चाहिन्छ")
    return said


@pytest.fixture
def answer(dialogue, said):
    """One to it, that a moderator has to look at."""
    return say(dialogue, make_member(), "Which?", answers=said, status="waiting")


@pytest.fixture
def pages(dialogue, said, answer, desk):
    """Functions that give each text in which the translation stands."""
    reader = make_reader("reader@example.org", "en", language="en")

    def page(client, address):
        return lambda: client.get(address).text

    return {
        "thread": page(Client(), PLACE.format("en")),
        "feed": page(Client(), f"/en/feeds/dialogue/{dialogue.translation_key}/"),
        "what one answers": page(signed_in(reader), f"/en/dialogue/answer/{said.pk}/"),
        "what one reports": page(Client(), f"/en/dialogue/said/{said.pk}/report/"),
        "queue": page(desk, QUEUE),
        "the thread around it": page(desk, f"{QUEUE}{answer.pk}/"),
    }


TELLS = "Translated by Ana & Amélie, changed by Bola, from: Nepali. March 2, 2026 " + CHANGED


def test_readers_moderators_and_who_answers_are_told_by_whom_and_when(pages):
    for name, page in pages.items():
        text = unescape(unescape(page()))  # the feed holds HTML
        text = " ".join(re.sub("</?strong>", "", text).split())
        assert "A law." in text, name
        assert TELLS in text, name
    assert unescape(pages["the thread around it"]()).count(TELLS) == 2  # and what it answers


def test_a_summary_says_the_same_of_what_it_rests_on(dialogue, said):
    summarise(dialogue, said)
    assert TELLS in unescape(Client().get(ADDRESS.format("en")).text)


def test_a_mail_says_the_same_in_both_of_its_parts(forum, dialogue, said, mailoutbox):
    reader = make_member("reader@example.org", language="en")
    signed_in(reader).post(f"/en/dialogue/follow/{forum.translation_key}/", {"how": "daily"})
    Contribution.objects.filter(pk=said.pk).update(appeared_at="2126-01-01T00:00Z")
    with committed():
        following_mails.send("daily", Contribution.objects.get(pk=said.pk).appeared_at)
    [mail] = mailoutbox
    assert TELLS in mail.body
    assert TELLS in unescape(mail.alternatives[0][0])
    assert "Ana &amp; Amélie" in mail.alternatives[0][0]


@pytest.mark.parametrize(("who", "name"), [("first", "Ana"), ("last", "Bola")])
def test_no_mail_that_waits_names_a_translator_who_was_erased(
    forum,
    said,
    no_server,  # noqa: F811
    who,
    name,
):
    reader = make_member("reader@example.org", language="en")
    signed_in(reader).post(f"/en/dialogue/follow/{forum.translation_key}/", {"how": "daily"})
    appeared = timezone.now() + timedelta(minutes=1)
    Contribution.objects.filter(pk=said.pk).update(appeared_at=appeared)
    with committed():
        following_mails.send("daily", appeared)
    assert name in "".join(waiting_words())
    erase(get_user_model().objects.get(email=f"{who}@example.org"))
    assert not waiting_words()
    with committed():
        following_mails.send("daily", appeared)
    assert "Translated by a person, from: Nepali." in "".join(waiting_words())


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (How.MACHINE, "Translated by a machine and not yet read by a native speaker"),
        (How.MACHINE_CHECKED, "Translated by a machine and checked by a person"),
        (How.PERSON, "Translated by a person"),
    ],
)
def test_a_machine_is_called_so_and_who_has_left_has_no_name(dialogue, said, pages, how, words):
    translations = Contribution.objects.translations()
    translations.update(how=how, author=None, changed_by=None)
    for name, page in pages.items():
        assert f"{words}, from: Nepali. March 2, 2026" in page(), name
    translations.update(approved_at=None)
    if how == How.MACHINE:
        assert f"{words}, from: Nepali. {CHANGED}" in " ".join(pages["queue"]().split())
    translations.update(made_from=Contribution.objects.get(pk=said.pk).digest)
    assert not any(CHANGED in page() for page in pages.values())
