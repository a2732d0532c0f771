"""What those who took part in a dialogue say of its summary, in their own languages."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale, PageLogEntry

from core import actions as core_actions
from core.languages.shelves import shelf_of
from dialogue import actions
from dialogue.actions.confirming import Opinion
from dialogue.models import Confirmation, Pause, Report, SummaryPage
from members import personal_data
from members.actions import erase
from tests.dialogue.doing import send, signed_in, typed
from tests.dialogue.test_summary import ADDRESS, answer, get, question, summarise
from tests.makers import (
    committed,
    count_queries,
    make_dialogue,
    make_editor,
    make_forum,
    make_member,
    publish,
    restrict,
    say,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def asha(forum):
    """Whose words flow."""
    member = make_member("asha@example.org", name="Asha", language="ne")
    for text in ("One.", "Two."):
        say(make_dialogue(forum, text), member, text, approved=True)
    return member


@pytest.fixture
def bina():
    """Who is new."""
    return make_member("bina@example.org", name="Bina")


def decide(client, remark, answer, **words):
    """What a moderator does on the page of a remark."""
    return send(client, f"/en/dialogue/summary/remark/{remark.pk}/", answer=answer, **words)


# Answering -------------------------------------------------------------------------------


def test_who_took_part_answers_with_a_remark_in_their_language_and_changes_it(dialogue, asha):
    say(dialogue, asha, "कानून", "ne", approved=True)
    summary = summarise(dialogue)
    done = answer(asha, summary, "ne", says="no", remark="बिर्सियो\n\n<b>")
    assert done["Location"] == question(summary, "ne") + "?saved"
    page = get(ADDRESS).text
    assert "1 person says: it does not." in page
    assert '<div lang="ne" dir="ltr"><p>बिर्सियो</p>' in page
    assert "<b>" not in page.partition("बिर्सियो")[2]
    assert "Asha" in page
    form = signed_in(asha).get(question(summary)).context["form"]
    assert [form[name].value() for name in ("says", "language")] == ["no", "ne"]
    answer(asha, summary, remark="")
    page = get(ADDRESS).text
    assert "1 person who took part says: this says what I said." in page
    assert "बिर्सियो" not in page
    assert Confirmation.objects.count() == 1
    assert PageLogEntry.objects.filter(action="dialogue.confirm", user=asha).count() == 2


def test_only_who_can_be_read_in_the_dialogue_answers(dialogue, asha):
    said = say(dialogue, asha, "A law.", approved=True)
    summary = summarise(dialogue)
    assert Client().get(question(summary))["Location"].startswith("/en/account/login/")
    other = signed_in(make_member("other@example.org"))
    assert "Only those are asked" in other.get(question(summary)).text
    assert other.post(question(summary), {"says": "yes"}).status_code == 403
    answer(asha, summary, says="no", remark="Kanari.")
    with committed():
        actions.withdraw(said, asha)
    assert "Kanari." not in get(ADDRESS).text
    with pytest.raises(PermissionDenied):
        actions.confirm(asha, summary.translation_key, Opinion("yes", "", "en", ""))
    restrict(dialogue, "groups")
    assert other.get(question(summary)).status_code == 404


def test_what_is_refused_is_said_and_what_was_typed_is_kept(dialogue, asha):
    say(dialogue, asha, "A law.")
    summary = summarise(dialogue)
    for words in ({"says": ""}, {"remark": "x" * 601}):
        refused = answer(asha, summary, **{"remark": "What I typed."} | words)
        assert refused.status_code == 422
        assert 'class="problems"' in refused.text
        assert words.get("remark", "What I typed.") in refused.text
    assert not Confirmation.objects.exclude(says="").exists()


def test_the_remark_of_who_was_paused_meanwhile_stays_in_the_form(dialogue, asha):
    say(dialogue, asha, "A law.")
    summary = summarise(dialogue)
    until = timezone.now() + timedelta(days=1)
    Pause.objects.create(member=asha, until=until, reason="Please cool down.")
    refused = answer(asha, summary, remark="What I typed.")
    assert refused.status_code == 422
    assert "A moderator has asked you to say nothing" in refused.text
    assert "What I typed." in refused.text


def test_after_a_change_of_the_summary_earlier_answers_say_so(dialogue, asha):
    say(dialogue, asha, "A law.", approved=True)
    summary = summarise(dialogue)
    answer(asha, summary, remark="Well said.")
    say(dialogue, make_member("asked@example.org"), "No law.")
    told = "given before the summary was changed"
    publish(SummaryPage.objects.get())
    assert told not in get(ADDRESS).text
    publish(SummaryPage.objects.get(), introduction="Nobody wants a law.")
    page = get(ADDRESS).text
    assert "1 of these answers was given before the summary was changed." in page
    assert f"· {told}" in page
    answer(asha, summary, remark="Well said.")
    assert told not in get(ADDRESS).text


@pytest.mark.parametrize("number", [1, 30])
def test_a_summary_costs_the_same_however_many_speak_of_it(dialogue, number):
    said = []
    for n in range(number):
        member = make_member(f"{n}@example.org")
        said.append(say(dialogue, member, f"No {n}."))
        Confirmation.objects.create(
            summary=dialogue.translation_key,
            member=member,
            says="yes",
            remark="Yes.",
            language="en",
        )
    summary = summarise(dialogue, *said)
    Confirmation.objects.filter(says="").delete()
    Confirmation.objects.update(summary=summary.translation_key, said_at=timezone.now())
    get(ADDRESS)
    queries, page = count_queries(get, ADDRESS)
    assert len(page.context["rests_on"]) == number
    assert page.text.count("Yes.") == min(number, 20)
    assert queries <= 15


def test_a_moderator_takes_out_a_remark_and_its_author_is_told(forum, dialogue, asha, mailoutbox):
    say(dialogue, asha, "A law.", approved=True)
    answer(asha, summarise(dialogue), says="no", remark="Kanari.")
    moderator, other = make_editor(forum), make_member("other@example.org")
    address = f"/en/dialogue/summary/remark/{Confirmation.objects.get().pk}/"
    pages = [signed_in(who).get(ADDRESS.format("en")).text for who in (moderator, other)]
    assert [f'"{address}"' in page for page in pages] == [True, False]
    assert f'"{address}"' not in get(ADDRESS).text
    remark = Confirmation.objects.get()
    for who in (other, asha):
        assert signed_in(who).post(address).status_code == 404
        with pytest.raises(PermissionDenied):
            actions.take_out_remark(remark, who, remark.standing, "It names somebody.")
    mailoutbox.clear()
    decide(signed_in(moderator), remark, "take_out", reason="It names a neighbour.")
    page = get(ADDRESS).text
    assert "Kanari." not in page
    assert "1 person says: it does not." in page
    [mail] = mailoutbox
    assert mail.to == ["asha@example.org"]
    for words in ("Kanari", "neighbour"):
        assert words not in mail.body
    assert question(SummaryPage.objects.get(), "ne") in mail.body
    asked = signed_in(asha).get(question(SummaryPage.objects.get())).text
    assert "It names a neighbour." in asked


def test_no_remark_is_taken_out_without_a_reason(forum, dialogue, asha):
    say(dialogue, asha, "A law.", approved=True)
    answer(asha, summarise(dialogue), remark="Kanari.")
    refused = decide(signed_in(make_editor(forum)), Confirmation.objects.get(), "take_out")
    assert refused.status_code == 422
    assert "Tell its author what is wrong with it." in refused.text
    assert "Kanari." in get(ADDRESS).text


def test_who_has_chosen_no_language_is_told_in_that_of_their_remark(forum, dialogue, mailoutbox):
    silent = make_member("silent@example.org", language="")
    say(dialogue, silent, "Une loi.", "fr", approved=True)
    answer(silent, summarise(dialogue), "fr", says="no", remark="Kanari.")
    remark = Confirmation.objects.get()
    mailoutbox.clear()
    with override("ar"):
        actions.take_out_remark(
            remark, make_editor(forum), remark.standing, "It names a neighbour."
        )
    [(page, _type)] = mailoutbox[0].alternatives
    assert 'lang="fr"' in page


def test_a_moderator_reads_nothing_that_was_reported_of_their_own_remark(
    dialogue, moderator, desk, admin
):
    say(dialogue, moderator, "A law.", approved=True)
    answer(moderator, summarise(dialogue), remark="Kanari.")
    remark = Confirmation.objects.get()
    actions.report_remark(remark, uuid4(), "They name my neighbour.")
    address = f"/en/dialogue/summary/remark/{remark.pk}/"
    assert f'"{address}"' not in desk.get(ADDRESS.format("en")).text
    assert desk.get(address).status_code == 404
    assert "my neighbour" in signed_in(admin).get(address).text


def test_of_a_remark_that_is_taken_out_no_report_is_left(forum, dialogue, asha):
    say(dialogue, asha, "A law.", approved=True)
    answer(asha, summarise(dialogue), remark="Kanari.")
    remark = Confirmation.objects.get()
    actions.report_remark(remark, uuid4(), "It says: Kanari.")
    moderator = make_editor(forum)
    actions.keep_remark(remark, moderator, remark.standing)
    actions.report_remark(remark, uuid4(), "It still says: Kanari.")
    actions.take_out_remark(remark, moderator, remark.standing, "No names.")
    assert not Report.objects.exists()


def test_who_had_a_remark_taken_out_writes_no_other_but_changes_the_answer(forum, dialogue, asha):
    say(dialogue, asha, "A law.", approved=True)
    summary = summarise(dialogue)
    answer(asha, summary, says="no", remark="Kanari.")
    remark = Confirmation.objects.get()
    actions.take_out_remark(remark, make_editor(forum), remark.standing, "No names.")
    page = signed_in(asha).get(question(summary))
    assert "remark" not in page.context["form"].fields
    assert "A moderator has taken out your remark." in page.text
    again = Opinion("no", "Kanari again.", "en", "")
    with pytest.raises(ValidationError, match="taken out"):
        actions.confirm(asha, summary.translation_key, again)
    answer(asha, summary, says="yes", remark="Kanari again.", language="en")
    assert "Kanari" not in get(ADDRESS).text
    assert Confirmation.objects.get().says == "yes"


def test_who_is_paused_is_told_so_and_keeps_what_was_typed(forum, dialogue, asha):
    said = say(dialogue, asha, "A law.", approved=True)
    summary = summarise(dialogue)
    actions.pause(said, make_editor(forum), 7, "No.")
    refused = answer(asha, summary, remark="What I typed.")
    assert refused.status_code == 422
    assert "What I typed." in refused.text


def test_a_moderator_takes_out_nothing_that_they_have_not_seen(forum, dialogue, asha):
    say(dialogue, asha, "A law.", approved=True)
    summary = summarise(dialogue)
    answer(asha, summary, remark="Kanari.")
    desk = signed_in(make_editor(forum))
    address = f"/en/dialogue/summary/remark/{Confirmation.objects.get().pk}/"
    seen = Confirmation.objects.get().standing
    asked = typed(desk, address, answer="take_out", reason="It names a neighbour.")
    assert asked["seen"] == seen
    answer(asha, summary, remark="I am sorry.")
    response = desk.post(address, asked)
    assert response.status_code == 422
    for words in ("I am sorry.", "It names a neighbour.", Confirmation.objects.get().standing):
        assert words in response.text
    assert "changed meanwhile" in response.text
    assert "I am sorry." in get(ADDRESS).text


def test_anybody_reports_a_remark_and_a_moderator_sees_to_it(site, forum, dialogue, asha):
    say(dialogue, asha, "A law.", approved=True)
    summary = summarise(dialogue)
    answer(asha, summary, remark="Kanari.")
    remark = Confirmation.objects.get()
    address = f"/en/dialogue/summary/remark/{remark.pk}/report/"
    assert address in get(ADDRESS).text
    assert "Kanari." in Client().get(address).text
    response = send(Client(), address, reason="It names my neighbour.")
    assert "Moderators look at it" in Client().get(response["Location"]).text
    queue = "/admin/dialogue/"
    other = signed_in(make_editor(make_forum(site, "Water"), "other@example.org"))
    assert "Kanari." not in other.get(queue).text
    desk = signed_in(make_editor(forum))
    assert "It names my neighbour." in desk.get(queue).text
    assert f"/en/dialogue/summary/remark/{remark.pk}/" in desk.get(queue).text
    assert decide(desk, remark, "keep").status_code == 302
    assert "my neighbour" not in desk.get(queue).text
    assert "Kanari." in get(ADDRESS).text
    send(Client(), address, reason="It harms.")
    answer(asha, summary, remark="")
    assert Client().get(address).status_code == 404
    assert not remark.reports.exists()


def test_a_remark_that_is_read_no_more_is_not_reported(dialogue, asha):
    said = say(dialogue, asha, "A law.", approved=True)
    answer(asha, summarise(dialogue), remark="Kanari.")
    address = f"/en/dialogue/summary/remark/{Confirmation.objects.get().pk}/report/"
    restriction = restrict(dialogue)
    assert Client().get(address).status_code == 404
    restriction.delete()
    actions.withdraw(said, asha)
    assert Client().get(address).status_code == 404


# Read by a moderator first ----------------------------------------------------------------


@pytest.mark.parametrize("remark", ["Kanari.", "Buy at https://kanari.example.org/"])
def test_what_somebody_who_is_not_trusted_remarks_waits_and_the_answer_counts(
    forum, dialogue, asha, bina, remark
):
    member = asha if "https" in remark else bina
    say(dialogue, member, "A law.", approved=True)
    summary = summarise(dialogue)
    answer(member, summary, says="no", remark=remark)
    waits = Confirmation.objects.get()
    page = get(ADDRESS).text
    assert "anari" not in page
    assert "1 person says: it does not." in page
    own = signed_in(member).get(question(summary))
    assert "Your remark waits to be read by a moderator." in own.text
    assert own.context["form"]["remark"].value() == remark
    report = f"/en/dialogue/summary/remark/{waits.pk}/report/"
    assert Client().get(report).status_code == 404
    with pytest.raises(ValidationError):
        actions.report_remark(waits, uuid4(), "No.")

    desk = signed_in(make_editor(forum))
    assert "anari" in desk.get("/admin/dialogue/").text
    assert decide(desk, waits, "show").status_code == 302
    assert "anari" in get(ADDRESS).text
    assert "anari" not in desk.get("/admin/dialogue/").text
    assert PageLogEntry.objects.filter(action="dialogue.show_remark").count() == 1
    answer(member, summary, says="yes", remark=remark)
    assert "anari" in get(ADDRESS).text
    answer(member, summary, says="yes", remark=f"{remark} Now.")
    assert ("Now." in get(ADDRESS).text) is False
    answer(member, summary, says="yes", remark="")
    assert not Confirmation.objects.get().remark_waits


def test_who_may_speak_and_who_moderates_remark_at_once(dialogue, asha, moderator):
    for member in (asha, moderator):
        say(dialogue, member, "A law.")
    summary = summarise(dialogue)
    answer(asha, summary, remark="As I said.")
    answer(moderator, summary, remark="See https://example.org/")
    page = get(ADDRESS).text
    assert "As I said." in page
    assert "https://example.org/" in page


def test_only_who_moderates_its_language_sees_what_waits(site, forum, dialogue, bina):
    say(dialogue, bina, "A law.", approved=True)
    answer(bina, summarise(dialogue), remark="Kanari.")
    waits = Confirmation.objects.get()
    address = f"/en/dialogue/summary/remark/{waits.pk}/"
    french = make_editor(shelf_of(forum, Locale.objects.get(language_code="fr")), "f@example.org")
    elsewhere = make_editor(make_forum(site, "Water"), "w@example.org")
    for who in (french, elsewhere, bina):
        assert signed_in(who).get(address).status_code == 404
        assert "Kanari." not in signed_in(who).get("/admin/dialogue/").text
        with pytest.raises(PermissionDenied):
            actions.show_remark(waits, who, waits.standing)


def test_of_two_moderators_one_shows_it_and_the_other_is_told(forum, dialogue, bina):
    say(dialogue, bina, "A law.", approved=True)
    answer(bina, summarise(dialogue), remark="Kanari.")
    waits, moderator = Confirmation.objects.get(), make_editor(forum)
    actions.show_remark(waits, moderator, waits.standing)
    for decision in (actions.show_remark, actions.keep_remark):
        with pytest.raises(ValidationError, match="meanwhile"):
            decision(waits, moderator, waits.standing)


def test_what_waits_is_taken_out_and_its_author_reads_why(forum, dialogue, bina):
    say(dialogue, bina, "A law.", approved=True)
    summary = summarise(dialogue)
    answer(bina, summary, remark="Kanari.")
    decide(signed_in(make_editor(forum)), Confirmation.objects.get(), "take_out", reason="Names.")
    left = Confirmation.objects.get()
    assert (left.remark, left.remark_waits, left.note) == ("", False, "Names.")
    page = signed_in(bina).get(question(summary)).text
    assert "Names." in page
    assert "waits to be read" not in page


def test_of_a_summary_that_is_not_published_any_more_nothing_waits(forum, dialogue, bina):
    say(dialogue, bina, "A law.", approved=True)
    answer(bina, summarise(dialogue), remark="Kanari.")
    desk = signed_in(make_editor(forum, permissions=("publish",)))
    assert "Kanari." in desk.get("/admin/dialogue/").text
    SummaryPage.objects.get().unpublish()
    assert "Kanari." not in desk.get("/admin/dialogue/").text


def test_what_waits_rests_with_a_withdrawn_dialogue_and_waits_again(dialogue, bina, admin):
    say(dialogue, bina, "A law.", approved=True)
    answer(bina, summarise(dialogue), remark="Kanari.")
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    with committed():
        core_actions.bring_back(record, admin)
    assert "Kanari." not in get(ADDRESS).text
    assert "Kanari." in signed_in(admin).get("/admin/dialogue/").text


# What is kept ----------------------------------------------------------------------------


def test_a_copy_tells_what_one_answered_and_erased_nothing_of_it_is_left(dialogue, asha):
    say(dialogue, asha, "A law.", approved=True)
    answer(asha, summarise(dialogue), remark="Kanari.")
    told = {place.name: rows for place, rows in personal_data.told(asha)}
    [row] = told["dialogue.Confirmation.member"]
    assert (row["says"], row["remark"]) == ("This says what I said", "Kanari.")
    erase(asha)
    assert not Confirmation.objects.exists()
    assert "Kanari." not in get(ADDRESS).text


def test_answers_rest_with_a_withdrawn_dialogue_and_come_back_with_it(dialogue, asha, admin):
    say(dialogue, asha, "A law.", approved=True)
    answer(asha, summarise(dialogue), remark="Well said.")
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    assert not Confirmation.objects.exists()
    with committed():
        core_actions.bring_back(record, admin)
    assert "Well said." in get(ADDRESS).text
    with committed():
        SummaryPage.objects.get().delete()
    actions.forget_confirmations()
    assert not Confirmation.objects.exists()


def test_a_withdrawn_dialogue_comes_back_without_a_reported_remark_of_who_was_erased(
    dialogue, asha, admin
):
    said = say(dialogue, make_member("bina@example.org"), "A law.", approved=True)
    say(dialogue, asha, "No law.", approved=True)
    answer(asha, summarise(dialogue), remark="Kanari.")
    actions.report_remark(Confirmation.objects.get(member=asha), uuid4(), "It says: Kanari.")
    actions.report(said, uuid4(), "It is short.")
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    erase(asha)
    with committed():
        core_actions.bring_back(record, admin)
    assert [report.reason for report in Report.objects.all()] == ["It is short."]
    assert not Confirmation.objects.exclude(remark="").exists()
