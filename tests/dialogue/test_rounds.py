"""A dialogue in rounds: one part of the question after the other."""

import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core import actions as core_actions
from dialogue import actions
from dialogue.models import Contribution, DialoguePage, SummaryPage
from dialogue.rounds import rounds_of
from tests.dialogue.doing import say_in, say_much, signed_in
from tests.makers import (
    committed,
    count_queries,
    make_dialogue,
    make_member,
    publish,
    rows,
    say,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PLACE = "/{}/dialogue/peace/who-pays/"
TODAY = timezone.localdate()
LAW, MONEY, LATER = "What does a law give?", "Who pays the fare?", "What remains?"


def day(days):
    return TODAY + timedelta(days=days)


@pytest.fixture
def dialogue(forum):
    """Of three rounds one is over, one runs and one comes."""
    dialogue = make_dialogue(
        forum, "Who pays", slug="who-pays", opens_on=day(-30), closes_on=day(30), live=False
    )
    dialogue.rounds = [
        ("round", {"opens_on": day(days), "question": question})
        for question, days in ((LAW, -20), (MONEY, -5), (LATER, 10))
    ]
    return publish(dialogue)


@pytest.fixture
def asha():
    return make_member("asha@example.org", name="Asha", language="ne")


def said_on(dialogue, member, days, text="A law.", **fields):
    said = say(dialogue, member, text, **fields)
    Contribution.objects.filter(pk=said.pk).update(written_at=timezone.now() + timedelta(days=days))
    return said


def get(language="en", query="", client=None):
    with override("en"):
        return (client or Client()).get(PLACE.format(language) + query)


def outline(page):
    return page.text.partition('aria-labelledby="rounds"')[2].partition("</nav>")[0]


def close(dialogue):
    DialoguePage.objects.filter(translation_key=dialogue.translation_key).update(closes_on=day(-1))
    actions.follow_dates()


# The outline -----------------------------------------------------------------------------


def test_an_outline_tells_what_each_round_asks_how_far_it_is_and_how_much_was_said(dialogue, asha):
    for days in (-25, -18, -17):
        said_on(dialogue, asha, days)
    said_on(dialogue, asha, -2)
    rounds = get().context["rounds"]
    assert [(one.question, one.state, one.contributions) for one in rounds] == [
        (LAW, "over", 2),
        (MONEY, "now", 1),
        (LATER, "comes", 0),
    ]
    assert [one.closes_on for one in rounds] == [day(-6), day(9), day(30)]
    shown = outline(get())
    assert "over · " in shown
    assert 'aria-current="step"' in shown
    assert f'<a href="?page=1#round-1" lang="en" dir="ltr">{LAW}</a>' in shown
    assert f'<span lang="en" dir="ltr">{LATER}</span>' in shown
    assert "2 contributions" in shown
    close(dialogue)
    assert {one.state for one in get().context["rounds"]} == {"over"}


def test_a_thread_stays_in_the_round_in_which_it_was_begun(dialogue, asha):
    first = said_on(dialogue, asha, -18)
    said_on(dialogue, asha, -2, "Still of the law.", answers=first)
    said_on(dialogue, asha, -1, "The state pays.")
    assert [one.contributions for one in get().context["rounds"]] == [2, 1, 0]


def test_a_heading_stands_where_a_round_begins_and_on_top_of_each_page_which_one_goes_on(
    dialogue, asha, monkeypatch
):
    monkeypatch.setattr("dialogue.thread.PER_PAGE", 2)
    for days in (-25, -18, -17, -2, -1):
        said_on(dialogue, asha, days)

    def headings(query):
        page = get("en", query)
        return [
            one.round and (one.round.question, one.goes_on) for one in page.context["thread"]
        ], page.text

    first, text = headings("")
    assert first == [None, (LAW, False)]
    assert f'<h3 id="round-1" lang="en" dir="ltr">{LAW}</h3>' in text
    second, text = headings("?page=2")
    assert second == [(LAW, True), (MONEY, False)]
    assert 'id="round-1"' not in text
    assert headings("?page=3")[0] == [(MONEY, True)]
    links = outline(get())
    assert "?page=1#round-1" in links
    assert "?page=2#round-2" in links


def test_a_dialogue_without_rounds_has_no_outline(forum, dialogue, asha):
    other = make_dialogue(forum, "Other", slug="other")
    say(other, asha, "A law.")
    page = Client().get("/en/dialogue/peace/other/").text
    assert 'id="rounds"' not in page


def test_rounds_are_read_in_each_language_and_keep_the_days_of_the_original(dialogue, asha):
    translate(dialogue, "fr")
    said_on(dialogue, asha, -18)
    page = get("fr").text
    assert f"[{MONEY}]" in page
    assert f'<h3 id="round-1" lang="fr" dir="ltr">[{LAW}]</h3>' in page
    before = [(one.key, one.opens_on) for one in rounds_of(rows(dialogue)["fr"])]
    assert before == [(one.key, one.opens_on) for one in rounds_of(dialogue)]

    dialogue.rounds[2].value["opens_on"] = day(12)
    publish(dialogue)
    french = rounds_of(rows(dialogue)["fr"])
    assert french[2].opens_on == day(12)
    assert french[2].question == f"[{LATER}]"


@pytest.mark.parametrize("number", [3, 60])
def test_rounds_cost_one_query_however_many_there_are_and_however_much_was_said(
    dialogue, asha, number
):
    for n in range(number):
        say_in(said_on(dialogue, asha, -20 + 19 * n / number), "fr", f"No {n}.")
    get("fr")
    queries, page = count_queries(get, "fr")
    assert sum(one.contributions for one in page.context["rounds"]) == number
    assert queries <= 12


# Writing ---------------------------------------------------------------------------------


def test_who_writes_is_told_what_the_round_asks(dialogue, asha):
    early = said_on(dialogue, asha, -18)
    client = signed_in(asha)
    page = client.get(f"/en/dialogue/write/{dialogue.translation_key}/").text
    assert MONEY in page
    assert LAW not in page
    page = client.get(f"/en/dialogue/answer/{early.pk}/").text
    assert LAW in page
    assert MONEY not in page


def test_editors_are_told_which_round_opens_at_a_wrong_time(admin_client, forum):
    address = reverse("wagtailadmin_pages:add", args=["dialogue", "dialoguepage", forum.pk])

    def write(*days):
        rounds = [("round", {"opens_on": day(one), "question": "What?"}) for one in days]
        data = {"title": "Who pays", "slug": "", "introduction": "The fare.", "comments": ""}
        data |= {"opens_on": day(0), "closes_on": day(20), "rounds": streamfield(rounds)}
        data |= {name: inline_formset([]) for name in ("hosts", "cases", "comments")}
        data |= {"body": streamfield([])}
        return admin_client.post(address, nested_form_data(data), follow=True).text

    for days in ((3, 3), (5, 3)):
        assert "It must open after the round before it." in write(*days)
    for days in ((-1, 3), (3, 21)):
        assert "It must open while the dialogue is open." in write(*days)
    found = DialoguePage.objects.filter(title="Who pays")
    assert not found.exists()
    write(0, 10)
    assert [one.opens_on for one in rounds_of(found.get())] == [day(0), day(10)]


def test_dates_that_leave_a_round_outside_are_refused(dialogue):
    dialogue.closes_on = day(5)
    with pytest.raises(ValidationError, match="StreamBlock"):
        dialogue.full_clean()


# Summaries of rounds ---------------------------------------------------------------------


def summarise(dialogue, number=None, live=True, **fields):
    """A summary of a round, or of the whole."""
    key = rounds_of(dialogue)[number - 1].key if number else ""
    fields = {"title": f"What came of {number}", "introduction": "A law."} | fields
    summary = SummaryPage(live=False, round=key, **fields)
    with committed():
        dialogue.add_child(instance=summary)
        summary = SummaryPage.objects.get(pk=summary.pk)
        return publish(summary) if live else summary


def states(dialogue):
    versions = DialoguePage.objects.filter(translation_key=dialogue.translation_key)
    return set(versions.values_list("state", flat=True))


def test_a_summary_of_a_round_stands_beside_it_and_says_so(dialogue, asha):
    translate(dialogue, "fr")
    summary = summarise(dialogue, 1)
    whole = summarise(dialogue, title="The whole")
    page = get("fr")
    assert summary.title in outline(page)
    assert whole.title not in outline(page)
    assert page.context["summary"].title == whole.title
    text = Client().get(PLACE.format("fr") + f"{summary.slug}/").text
    assert f"[{LAW}]" in text
    assert LAW not in Client().get(PLACE.format("fr") + f"{whole.slug}/").text


def test_only_a_summary_of_the_whole_makes_a_dialogue_summarised(dialogue):
    summarise(dialogue, 1)
    close(dialogue)
    assert states(dialogue) == {"closed"}
    whole = summarise(dialogue)
    assert states(dialogue) == {"summarised"}
    with committed():
        whole.unpublish()
    assert states(dialogue) == {"closed"}


def test_each_round_and_the_whole_have_one_summary(dialogue):
    for number in (1, 2, 3, None):
        assert SummaryPage.can_create_at(dialogue)
        summarise(dialogue, number)
        with pytest.raises(ValidationError, match="already"):
            summarise(dialogue, number)
    assert not SummaryPage.can_create_at(dialogue)


def test_editors_choose_the_round_until_the_summary_is_published(admin_client, dialogue):
    summarise(dialogue, 2)
    first, second, _third = rounds_of(dialogue)
    add = reverse("wagtailadmin_pages:add", args=["dialogue", "summarypage", dialogue.pk])
    assert LAW in admin_client.get(add).text

    def write(address, **fields):
        data = {"title": "What came", "slug": "", "introduction": "A law."} | fields
        data |= {name: inline_formset([]) for name in ("contributions", "comments")}
        data |= {"body": streamfield([])}
        return admin_client.post(address, nested_form_data(data), follow=True).text

    assert "This round has a summary already" in write(add, round=second.key)
    write(add, round="")
    summary = SummaryPage.objects.get(round="")
    edit = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    write(edit, round=first.key)
    assert SummaryPage.objects.get(pk=summary.pk).round == first.key
    write(edit, round=first.key, **{"action-publish": "1"})
    write(edit, round="", **{"action-publish": "1"})
    assert SummaryPage.objects.get(pk=summary.pk).round == first.key


def test_who_spoke_in_a_round_is_asked_about_its_summary(dialogue, asha, mailoutbox):
    said_on(dialogue, asha, -18)
    said_on(dialogue, make_member("bina@example.org"), -2)
    summarise(dialogue, 1)
    assert [mail.to for mail in mailoutbox] == [["asha@example.org"]]
    summarise(dialogue)
    assert len(mailoutbox) == 3


def test_a_summary_stays_when_its_round_is_taken_out(admin_client, dialogue, asha):
    said_on(dialogue, asha, -18)
    summary = summarise(dialogue, 1)
    del dialogue.rounds[0]
    publish(dialogue)
    page = Client().get(PLACE.format("en") + f"{summary.slug}/")
    assert page.status_code == 200
    assert summary.title not in get().text
    edit = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    assert admin_client.get(edit).status_code == 200


# All of it on one page -------------------------------------------------------------------


def test_the_whole_stands_on_one_page_as_far_as_it_can_hold_it(dialogue, asha, monkeypatch):
    monkeypatch.setattr("dialogue.thread.PER_PAGE", 2)
    for n in range(5):
        said_on(dialogue, asha, -18 + n * 4, f"No {n}.")
    assert '<a href="?whole#thread" rel="nofollow">' in get().text
    queries, page = count_queries(get, "en", "?whole")
    assert [f"No {n}." in page.text for n in range(5)] == [True] * 5
    assert "?whole=&amp;page=1#round-2" in page.text
    assert queries <= 12
    assert "of them" not in page.text

    monkeypatch.setattr("dialogue.thread.WHOLE", 4)
    page = get("en", "?whole").text
    assert "No 4." not in page
    assert "There are 5 contributions. A page holds 4 of them" in page
    assert "No 4." in get("en", "?whole&page=2").text


@pytest.mark.slow
def test_five_hundred_on_one_page_in_rounds_cost_no_more(dialogue, asha, record_figure):
    say_much(dialogue, asha, 1200)
    get("fr")
    begun = time.monotonic()
    queries, page = count_queries(get, "fr", "?whole")
    took = round(1000 * (time.monotonic() - begun))
    record_figure("milliseconds for 500 contributions on one page", took)
    assert len(page.context["thread"]) == 500
    assert queries <= 12


def test_all_as_written_leads_back_to_each_in_the_language_of_the_reader(dialogue, asha):
    said_on(dialogue, asha, -18)
    assert "Show each in my language" in get("en", "?as-written").text


def test_rounds_come_back_with_a_dialogue_that_was_withdrawn(dialogue, asha, admin):
    said_on(dialogue, asha, -18)
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    with committed():
        core_actions.bring_back(record, admin)
    assert [one.contributions for one in get().context["rounds"]] == [1, 0, 0]
