"""The summary of a dialogue, and what those who took part say of it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core import actions as core_actions
from core.languages.shelves import shelf_of
from core.models import OutgoingMail
from dialogue import actions, summary_mails
from dialogue.models import Confirmation, DialoguePage, SummaryContribution, SummaryPage
from tests.dialogue.doing import say_in, send, signed_in
from tests.makers import (
    committed,
    count_queries,
    make_dialogue,
    make_member,
    publish,
    restrict,
    say,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PLACE = "/{}/dialogue/peace/law-or-no-law/"
ADDRESS = PLACE + "what-came-of-it/"


@pytest.fixture
def asha():
    return make_member("asha@example.org", name="Asha", language="ne")


def summarise(dialogue, *contributions, live=True, **fields):
    """A summary in English that rests on these contributions."""
    fields = {"title": "What came of it", "introduction": "Most want a law."} | fields
    summary = SummaryPage(live=False, **fields)
    summary.contributions = [SummaryContribution(number=said.pk) for said in contributions]
    with committed():
        dialogue.add_child(instance=summary)
        summary = SummaryPage.objects.get(pk=summary.pk)
        return publish(summary) if live else summary


def close(dialogue):
    DialoguePage.objects.filter(translation_key=dialogue.translation_key).update(
        opens_on=timezone.localdate() - timedelta(days=9),
        closes_on=timezone.localdate() - timedelta(days=1),
    )
    actions.follow_dates()


def states(dialogue):
    versions = DialoguePage.objects.filter(translation_key=dialogue.translation_key)
    return set(versions.values_list("state", flat=True))


def question(summary, language="en"):
    return f"/{language}/dialogue/summary/{summary.translation_key}/"


def answer(member, summary, language="en", **words):
    return send(signed_in(member), question(summary, language), **{"says": "yes"} | words)


def get(address, language="en"):
    with override("en"):
        return Client().get(address.format(language))


# The summary -----------------------------------------------------------------------------


def test_a_summary_links_what_it_rests_on_in_the_language_of_its_reader(dialogue, asha):
    said = say(dialogue, asha, "कानून चाहिन्छ", "ne", approved=True)
    say_in(said, "fr", "Il faut une loi")
    hidden = say(dialogue, asha, "Kanari.", status="hidden")
    translate(summarise(dialogue, hidden, said), "fr")
    french, english = get(ADDRESS, "fr").text, get(ADDRESS).text
    assert "[Most want a law.]" in french
    for page, language, words in (
        (french, "fr", "Il faut une loi"),
        (english, "ne", "कानून चाहिन्छ"),
    ):
        assert f'<div lang="{language}" dir="ltr">{words}</div>' in page
        assert "Kanari." not in page
    assert f'href="/fr/dialogue/said/{said.pk}/"' in french


def test_on_the_page_of_the_dialogue_stand_how_it_begins_and_the_counts(dialogue, asha):
    say(dialogue, asha, "A law.", approved=True)
    summary = summarise(dialogue)
    answer(asha, summary)
    page = get(PLACE, "ar").text
    assert "Most want a law." in page
    assert f'href="{ADDRESS.format("ar")}"' in page
    with override("en"):
        assert "1 person who took part says: this says what I said." in get(PLACE).text


def test_a_closed_dialogue_is_summarised_while_its_summary_is_out(dialogue):
    translate(dialogue, "fr")
    summary = summarise(dialogue, live=False)
    assert states(dialogue) == {"open"}
    close(dialogue)
    assert states(dialogue) == {"closed"}
    publish(summary)
    assert states(dialogue) == {"summarised"}
    actions.follow_dates()
    assert states(dialogue) == {"summarised"}
    SummaryPage.objects.get().unpublish()
    assert states(dialogue) == {"closed"}


def test_a_summary_that_is_closed_by_itself_summarises_nothing(forum, dialogue):
    summary = summarise(dialogue)
    close(dialogue)
    restriction = restrict(summary)
    actions.follow_dates()
    assert states(dialogue) == {"closed"}
    restriction.delete()
    restrict(forum)  # a room, whose guests read both
    actions.follow_dates()
    assert states(dialogue) == {"summarised"}


@pytest.mark.parametrize("number", [2, 12])
def test_following_the_dates_costs_the_same_however_many_dialogues_there_are(
    forum, dialogue, number
):
    for n in range(number):
        translate(make_dialogue(forum, f"Question {n}"), "fr")
    for one in DialoguePage.objects.originals():
        close(one)
    DialoguePage.objects.update(state="open")
    queries, _done = count_queries(actions.follow_dates)
    assert queries <= 6
    assert set(DialoguePage.objects.values_list("state", flat=True)) == {"closed"}


def test_a_summary_of_an_open_dialogue_leaves_it_open(dialogue):
    summarise(dialogue)
    assert states(dialogue) == {"open"}
    close(dialogue)
    assert states(dialogue) == {"summarised"}


def test_a_dialogue_has_one_summary_whatever_its_language(site, forum, dialogue):
    summarise(dialogue, live=False)
    shelf = shelf_of(dialogue, site.languages["fr"])
    for place in (dialogue, shelf):
        assert not SummaryPage.can_create_at(place)
        with pytest.raises(ValidationError, match="already"):
            shelf.add_child(instance=SummaryPage(title="Ce qui reste", introduction="Une loi."))
    assert not SummaryPage.objects.get().can_move_to(make_dialogue(forum, "Who pays"))


def test_editors_choose_contributions_that_can_be_read_in_this_dialogue(
    admin_client, forum, dialogue, asha
):
    here = say(dialogue, asha, "A law.")
    elsewhere = say(make_dialogue(forum, "Who pays"), asha, "The state.")
    waits = say(dialogue, asha, "Waits.", status="waiting")
    address = reverse("wagtailadmin_pages:add", args=["dialogue", "summarypage", dialogue.pk])

    def write(*numbers):
        rows = inline_formset([{"number": number, "ORDER": n} for n, number in enumerate(numbers)])
        data = {"title": "What came", "slug": "", "introduction": "A law.", "contributions": rows}
        data |= {"body": streamfield([]), "comments": inline_formset([])}
        return admin_client.post(address, nested_form_data(data), follow=True).text

    for number in (elsewhere.pk, waits.pk, 10**15):
        assert "No such contribution can be read in this dialogue." in write(here.pk, number)
    assert "chosen twice" in write(here.pk, here.pk)
    assert not SummaryPage.objects.exists()
    write(here.pk)
    assert [row.number for row in SummaryPage.objects.get().contributions.all()] == [here.pk]


# Asking ----------------------------------------------------------------------------------


def test_published_first_each_who_took_part_is_asked_once_in_their_language(
    dialogue, asha, mailoutbox, caplog
):
    for text in ("One.", "Two."):
        say(dialogue, asha, text)
    bina = make_member("bina@example.org", discreet=True)
    say(dialogue, bina, "Three.")
    say(dialogue, make_member("waits@example.org"), "Four.", status="waiting")
    summary = summarise(dialogue, live=False)
    assert mailoutbox == []
    with committed():
        summary = publish(summary)
    translate(publish(summary, introduction="All want a law."), "fr")
    assert "could not be asked" not in caplog.text
    to_asha, to_bina = sorted(mailoutbox, key=lambda mail: mail.to)
    assert (to_asha.to, to_bina.to) == (["asha@example.org"], ["bina@example.org"])
    assert question(summary, "ne") in to_asha.body
    assert "Law or no law" in to_asha.subject
    assert set(to_asha.about) == {dialogue.translation_key, summary.translation_key}
    discreet = f"{to_bina.subject}{to_bina.body}{to_bina.alternatives}"
    assert question(summary) in discreet
    assert "Law or no law" not in discreet


def test_of_a_room_a_mail_names_nothing_and_goes_to_who_may_enter(
    forum, dialogue, asha, mailoutbox
):
    guests = Group.objects.create(name="Guests")
    asha.groups.add(guests)
    say(dialogue, asha, "A law.")
    say(dialogue, make_member("left@example.org"), "No law.")
    restrict(forum, "groups", [guests])
    summarise(dialogue)
    [mail] = mailoutbox
    assert mail.to == ["asha@example.org"]
    everything = f"{mail.subject}{mail.body}{mail.alternatives}"
    for word in ("Law or no law", "law-or-no-law", "What came of it", "Most want"):
        assert word not in everything


@pytest.fixture
def worker(monkeypatch, settings):
    """Does what is due when it is called; mails wait, as nobody takes them."""
    settings.EMAIL_BACKEND = "core.mails.Queue"
    settings.MAIL_SERVER = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    due = []
    monkeypatch.setattr("dialogue.tasks.ask_speakers", SimpleNamespace(enqueue=due.append))

    def work():
        while due:
            summary_mails.send(due.pop())

    return work


@pytest.mark.parametrize("what", ["unpublish", "restrict", "withdraw"])
def test_who_was_not_asked_as_the_mail_was_forgotten_is_asked_later(
    forum, dialogue, asha, admin, worker, what
):
    guests = Group.objects.create(name="Guests")
    asha.groups.add(guests)
    bina = make_member("bina@example.org")
    for member in (asha, bina):
        say(dialogue, member, "A law.")
    summary = summarise(dialogue)
    answer(bina, summary)
    worker()

    if what == "unpublish":
        summary.unpublish()
    elif what == "restrict":
        restrict(forum, "groups", [guests])
    else:
        with committed():
            record = core_actions.withdraw(dialogue, admin)
    assert not OutgoingMail.objects.exists()
    worker()
    if what == "unpublish":
        publish(SummaryPage.objects.get())
    elif what == "withdraw":
        with committed():
            core_actions.bring_back(record, admin)
    worker()

    [mail] = OutgoingMail.objects.all()
    assert "asha@example.org" in mail.sealed
    assert ("Law or no law" in mail.sealed) == (what != "restrict")
    assert {one.member: one.says for one in Confirmation.objects.all()} == {asha: "", bina: "yes"}
