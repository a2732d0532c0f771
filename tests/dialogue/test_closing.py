"""How a dialogue is closed and slowed down, and its threads moved."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry

from core.public_forms import TooMany
from dialogue import actions
from dialogue.actions.writing import Words
from dialogue.models import Contribution, DialoguePage
from dialogue.vocabularies import Status
from tests.dialogue.doing import send, signed_in
from tests.dialogue.test_moderation import QUEUE, decide
from tests.makers import (
    committed,
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
def member():
    return make_member()


def words(text):
    return Words(text, "en")


# Closing and slowing down ----------------------------------------------------------------


def test_a_dialogue_closed_by_hand_stays_closed_until_it_is_opened_again(
    dialogue, desk, moderator, member, admin
):
    translate(dialogue, "fr")
    address = f"/admin/dialogue/pages/{dialogue.pk}/"
    assert address in desk.get(f"/admin/pages/{dialogue.pk}/edit/").text
    # Who has no right on the French version closes it there all the same: it is one item.
    with committed():
        desk.post(address, {"answer": "close"})
    actions.follow_dates()
    assert set(DialoguePage.objects.values_list("state", flat=True)) == {"closed"}
    page = DialoguePage.objects.get(pk=dialogue.pk)
    with committed():
        page.revisions.order_by("pk").first().publish()
    assert DialoguePage.objects.get(pk=dialogue.pk).closed_by_hand
    with pytest.raises(ValidationError, match="not open"):
        actions.contribute(member, uuid4(), dialogue, words("A law."))
    assert "Open it again" in desk.get(address).text
    desk.post(address, {"answer": "open_again"})
    assert set(DialoguePage.objects.values_list("state", flat=True)) == {"open"}


def test_in_a_slow_dialogue_each_says_one_thing_in_so_many_minutes(
    forum, dialogue, moderator, member
):
    actions.slow_down(dialogue, moderator, 600)
    assert "10 minutes" in Client().get("/en/dialogue/peace/law-or-no-law/").text
    say(dialogue, member, "One.")
    Contribution.objects.update(written_at=timezone.now() - timedelta(minutes=5))
    elsewhere = make_dialogue(forum, "Another", slug="another")
    with pytest.raises(TooMany) as refused:
        actions.contribute(member, uuid4(), dialogue, words("Two."))
    pace = "each says one thing in 10 minutes here."
    assert pace in refused.value.words
    assert pace in signed_in(member).get(f"/en/dialogue/write/{dialogue.translation_key}/").text
    assert actions.contribute(member, uuid4(), elsewhere, words("Three."))
    Contribution.objects.update(written_at=timezone.now() - timedelta(minutes=11))
    assert actions.contribute(member, uuid4(), dialogue, words("Two."))


def test_what_is_taken_back_was_said_all_the_same(forum, dialogue, moderator, member):
    for text in ("One.", "Two."):
        say(dialogue, member, text, approved=True)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Contribution.objects.update(written_at=an_hour_ago)
    actions.slow_down(dialogue, moderator, 600)
    actions.withdraw(actions.contribute(member, uuid4(), dialogue, words("Three.")), member)
    elsewhere = make_dialogue(forum, "Another", slug="another")
    with pytest.raises(TooMany) as error:
        actions.contribute(member, uuid4(), elsewhere, words("Four."))
    assert timedelta(0) < error.value.wait <= timedelta(seconds=5)
    ModelLogEntry.objects.update(timestamp=timezone.now() - timedelta(minutes=4))
    with pytest.raises(TooMany) as error:
        actions.contribute(member, uuid4(), dialogue, words("Four."))
    assert timedelta(minutes=5) < error.value.wait <= timedelta(minutes=6)
    assert actions.contribute(member, uuid4(), elsewhere, words("Four."))


def test_who_is_told_to_wait_is_told_how_long(dialogue, moderator, member):
    actions.slow_down(dialogue, moderator, 600)
    say(dialogue, member, "One.")
    for minutes, words_said in (
        (5, "You can send it again in 5 minutes."),
        (9.5, "Please wait a little and send it again."),
    ):
        Contribution.objects.update(written_at=timezone.now() - timedelta(minutes=minutes))
        client, address = signed_in(member), f"/en/dialogue/write/{dialogue.translation_key}/"
        response = send(client, address, text="Two.")
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 60 * (10 - minutes)
        assert words_said in response.text


def test_ten_a_day_are_ten_also_where_they_were_taken_back(dialogue, member):
    for number in range(10):
        said = actions.contribute(member, uuid4(), dialogue, words(f"N{number}."))
        actions.withdraw(said, member)
        ModelLogEntry.objects.update(timestamp=timezone.now() - timedelta(hours=3))
    with pytest.raises(TooMany) as error:
        actions.contribute(member, uuid4(), dialogue, words("Eleven."))
    assert timedelta(hours=20) < error.value.wait <= timedelta(hours=21)


def test_who_may_not_publish_a_dialogue_neither_closes_nor_slows_it(site, dialogue):
    other = make_editor(make_forum(site, "Water"), "other@example.org")
    address = f"/admin/dialogue/pages/{dialogue.pk}/"
    for answer in ("close", "slow_down"):
        data = {"answer": answer, "seconds": "60"}
        assert signed_in(other).post(address, data).status_code in (302, 403)
    with pytest.raises(PermissionDenied):
        actions.close(dialogue, other)
    assert not DialoguePage.objects.get(pk=dialogue.pk).closed_by_hand


# Moving ----------------------------------------------------------------------------------


def test_a_moved_thread_takes_all_along_and_its_link_leads_there(
    forum, dialogue, desk, member, mailoutbox
):
    first = say(dialogue, member, "A well.", approved=True)
    second = say(dialogue, make_member("b@example.org"), "Where?", answers=first)
    say(dialogue, member, "There.", answers=second)
    Contribution.objects.create(
        translation_key=second.translation_key,
        locale=Locale.objects.get(language_code="fr"),
        original_locale=second.original_locale,
        dialogue=second.dialogue,
        thread=first,
        text="Où ?",
        status=Status.SHOWN,
    )
    water = make_dialogue(forum, "Water", slug="water")
    assert desk.get(f"{QUEUE}{second.pk}/").text.count("Move the thread") == 0
    decide(desk, first, "move", dialogue=water.pk)

    assert "A well." not in Client().get("/en/dialogue/peace/law-or-no-law/").text
    page = Client().get("/fr/dialogue/peace/water/").text
    for text in ("A well.", "Où ?", "There."):
        assert text in page
    location = Client().get(f"/en/dialogue/said/{second.pk}/")["Location"]
    assert location == f"/en/dialogue/peace/water/#{second.anchor}"
    assert sorted(mail.to[0] for mail in mailoutbox) == ["b@example.org", "member@example.org"]


def test_nothing_is_moved_out_of_a_room_or_into_a_forum_of_others(
    site, forum, dialogue, moderator, member
):
    said = say(dialogue, member, "A well.", approved=True)
    others = make_dialogue(make_forum(site, "Water"), "Wells", slug="wells")
    with pytest.raises(PermissionDenied):
        actions.move(said, moderator, others)
    target = make_dialogue(forum, "Springs", slug="springs")
    restrict(dialogue, "groups", [Group.objects.create(name="Guests")])
    with pytest.raises(ValidationError, match="room"):
        actions.move(said, moderator, target)
    assert Contribution.objects.get().dialogue == dialogue.translation_key
