"""Members come back to a dialogue and find what is new to them."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from core import actions as core_actions
from core.templatetags.core_tags import day
from dialogue import actions
from dialogue.models import Contribution, Visit
from members import personal_data
from members.actions import erase
from tests.dialogue.doing import signed_in
from tests.makers import committed, count_queries, make_dialogue, make_member, say

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESS = "/{}/dialogue/peace/law-or-no-law/"


@pytest.fixture
def asha():
    return make_member("asha@example.org", name="Asha")


@pytest.fixture
def bina():
    return make_member("bina@example.org", name="Bina")


def get(member, query="", language="en"):
    client = signed_in(member) if member else Client()
    with override("en"):
        return client.get(ADDRESS.format(language) + query)


def go_away(**time):
    """Let the visits have been so long ago."""
    for visit in Visit.objects.all():
        visit.last_at -= timedelta(**time)
        visit.save()


def test_on_the_first_visit_nothing_is_called_new(dialogue, asha, bina):
    say(dialogue, bina, "Earlier.")
    page = get(asha)
    assert "you were here" not in page.text
    assert not any(said.is_new for said in page.context["thread"])
    assert Visit.objects.get().seen_until is None


def test_who_comes_back_is_told_how_much_is_new_and_where_it_begins(dialogue, asha, bina):
    first = say(dialogue, bina, "Earlier.")
    Contribution.objects.update(appeared_at=timezone.now() - timedelta(days=9))
    get(asha)
    go_away(days=3)
    when = Visit.objects.get().last_at
    answer = say(dialogue, bina, "An answer.", answers=first)
    say(dialogue, asha, "My own.")
    page = get(asha)
    with override("en"):
        when = day(when)
    assert f"1 contribution is new since you were here on {when}." in page.text
    assert f'href="?page=1#{answer.anchor}"' in page.text
    assert [said.is_new for said in page.context["thread"]] == [False, True, False]
    assert page.text.count("<strong>new</strong>") == 1

    say(dialogue, bina, "One more.")
    assert f"2 contributions are new since you were here on {when}." in get(asha).text


def test_a_visit_lasts_half_an_hour_after_the_last_page(dialogue, asha, bina):
    get(asha)
    go_away(days=1)
    say(dialogue, bina, "A law.")
    Contribution.objects.update(appeared_at=timezone.now() - timedelta(hours=12))
    for _ in range(3):
        assert "1 contribution is new" in get(asha).text
        go_away(minutes=20)
    go_away(minutes=20)
    assert "is new" not in get(asha).text


def test_what_appeared_after_a_visit_is_new_however_soon(dialogue, asha, bina):
    get(asha)
    say(dialogue, bina, "A moment later.")
    go_away(days=1)
    Contribution.objects.update(appeared_at=F("appeared_at") - timedelta(days=1))
    assert "1 contribution is new" in get(asha).text


def test_the_first_new_one_is_found_on_its_page(dialogue, asha, bina, monkeypatch):
    monkeypatch.setattr("dialogue.thread.PER_PAGE", 2)
    for n in range(3):
        say(dialogue, bina, f"No {n}.")
    Contribution.objects.update(appeared_at=timezone.now() - timedelta(days=9))
    get(asha)
    go_away(days=1)
    new = [say(dialogue, bina, f"New {n}.") for n in range(3)]
    assert f'href="?page=2#{new[0].anchor}"' in get(asha, "?page=3").text
    assert f'href="?whole=&amp;page=1#{new[0].anchor}"' in get(asha, "?whole").text


def test_what_is_hidden_or_waits_is_not_new(dialogue, asha, bina):
    get(asha)
    go_away(days=1)
    say(dialogue, bina, "Waits.", status="waiting")
    Contribution.objects.filter(pk=say(dialogue, bina, "Bad.").pk).update(status="hidden")
    assert "you were here" not in get(asha).text


def test_who_is_not_signed_in_leaves_no_trace_and_sees_nothing_of_it(dialogue, asha, bina):
    get(asha)
    go_away(days=1)
    say(dialogue, bina, "A law.")
    assert "you were here" not in get(None).text
    assert get(None).content == get(None).content
    assert Visit.objects.count() == 1


def test_it_is_noted_to_ten_minutes(dialogue, asha, monkeypatch):
    clock = SimpleNamespace()
    monkeypatch.setattr("dialogue.models.visit.timezone", clock)
    for minute, noted in ((7, 0), (9, 0), (10, 10), (29, 20)):
        clock.now = lambda minute=minute: datetime(2026, 5, 1, 12, minute, 59, 123, tzinfo=UTC)
        get(asha)
        assert Visit.objects.get().last_at == datetime(2026, 5, 1, 12, noted, tzinfo=UTC)


def test_each_language_is_the_same_dialogue_and_each_dialogue_another(forum, dialogue, asha):
    other = make_dialogue(forum, "Who pays", slug="who-pays")
    get(asha)
    get(asha, language="fr")
    signed_in(asha).get("/en/dialogue/peace/who-pays/")
    assert set(Visit.objects.values_list("dialogue", flat=True)) == {
        dialogue.translation_key,
        other.translation_key,
    }
    assert Visit.objects.count() == 2


def test_two_pages_opened_at_once_are_one_visit(dialogue, asha):
    get(asha)
    go_away(days=1)
    visit = Visit.objects.get()
    before = visit.last_at
    # Between its reading and its writing another page has noted it.
    assert Visit.objects.note(asha, dialogue.translation_key) == before
    Visit.objects.bulk_create(
        [Visit(member=asha, dialogue=dialogue.translation_key, last_at=before)],
        ignore_conflicts=True,
    )
    assert Visit.objects.note(asha, dialogue.translation_key) == before
    assert Visit.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite has a word for it")
@pytest.mark.django_db(transaction=True)
def test_a_dialogue_is_read_where_nothing_can_be_written(dialogue, asha, bina):
    client = signed_in(asha)
    client.get(ADDRESS.format("en"))
    go_away(days=1)
    say(dialogue, bina, "A law.")
    for visits in (1, 0):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
            try:
                page = client.get(ADDRESS.format("en"))
            finally:
                cursor.execute("PRAGMA query_only = OFF")
        assert page.status_code == 200
        assert ("1 contribution is new" in page.text) == bool(visits)
        Visit.objects.all().delete()


def test_a_member_pays_as_much_for_many_as_for_few(dialogue, asha, bina):
    get(asha)
    costs = []
    for number in (2, 30):
        go_away(days=1)
        for n in range(number):
            say(dialogue, bina, f"No {n}.")
        get(asha)  # the anonymous part is warm
        go_away(days=1)
        client = signed_in(asha)
        costs.append(count_queries(client.get, ADDRESS.format("en"))[0])
    assert costs[0] == costs[1]


# What must not be kept -------------------------------------------------------------------


def test_visits_are_told_and_go_with_the_member(dialogue, asha):
    get(asha)
    told = {place.name: rows for place, rows in personal_data.told(asha)}
    [row] = told["dialogue.Visit.member"]
    assert row["title"] == "Law or no law"
    erase(asha)
    assert not Visit.objects.exists()


def test_visits_go_with_the_dialogue_for_good(dialogue, asha, admin):
    get(asha)
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    assert not Visit.objects.exists()
    with committed():
        core_actions.bring_back(record, admin)
    assert Visit.objects.get().member == asha

    with committed():
        dialogue.delete()
    actions.forget_visits()
    assert not Visit.objects.exists()


def test_after_ninety_days_nobody_knows_that_somebody_was_there(dialogue, asha, bina):
    get(asha)
    go_away(days=91)
    get(bina)
    go_away(days=88)
    actions.forget_visits()
    assert Visit.objects.get().member == bina
