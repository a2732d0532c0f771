"""One conversation in many languages: what people say, and how others read it."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale, ModelLogEntry

from core import actions as core_actions
from dialogue import actions
from dialogue.models import Contribution, DialoguePage, FormerText
from dialogue.thread import page_of
from dialogue.vocabularies import DialogueState, Status
from members.actions import erase
from tests.dialogue.doing import say_in, say_much, send, signed_in, typed
from tests.makers import (
    committed,
    count_queries,
    make_case,
    make_dialogue,
    make_directory,
    make_editor,
    make_member,
    make_profile,
    restrict,
    say,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESS = "/{}/dialogue/peace/law-or-no-law/"


def get(language="en", query="", client=None):
    with override("en"):
        return (client or Client()).get(ADDRESS.format(language) + query)


def address_of(dialogue):
    return f"/en/dialogue/write/{dialogue.translation_key}/"


# The pages -------------------------------------------------------------------------------


def test_a_forum_lists_its_dialogues_with_its_house_rules_and_hosts(site, forum, dialogue):
    host = make_profile(make_directory(site), "A network")
    forum.hosts = [type(forum).hosts.rel.related_model(stakeholder=host)]
    with committed():
        forum.save_revision().publish()
    for language in ("en", "fr"):
        page = Client().get(f"/{language}/dialogue/peace/").text
        for words in ("Law or no law", "Name nobody.", "A network"):
            assert words in page


def test_a_dialogue_leads_to_the_cases_that_bear_on_it(site, dialogue):
    case = make_case(site, "A council by law")
    dialogue.cases = [DialoguePage.cases.rel.related_model(case_study=case)]
    with committed():
        dialogue.save_revision().publish()
    assert "A council by law" in get("ne").text


@pytest.mark.parametrize(
    ("opens", "closes", "state"),
    [(1, None, "announced"), (0, None, "open"), (-3, 0, "open"), (-3, -1, "closed")],
)
def test_a_dialogue_opens_and_closes_by_its_dates(forum, opens, closes, state):
    today = timezone.localdate()
    day = [(days is not None and today + timedelta(days=days)) or None for days in (opens, closes)]
    dialogue = make_dialogue(forum, "A question", opens_on=day[0], closes_on=day[1])
    translate(dialogue, "fr")
    versions = DialoguePage.objects.filter(translation_key=dialogue.translation_key)
    versions.update(state="announced" if state != "announced" else "closed")

    actions.follow_dates()

    assert set(versions.values_list("state", flat=True)) == {state}


# Saying something ------------------------------------------------------------------------


def test_what_a_new_member_says_waits_until_a_moderator_approves_it(
    dialogue, moderator, mailoutbox
):
    client = signed_in(make_member())
    response = send(client, address_of(dialogue), text="A law gives money.")
    assert response.status_code == 302
    assert "A law gives money." not in get().text
    assert "A law gives money." in client.get(response["Location"]).text

    desk = signed_in(moderator)
    assert "A law gives money." in desk.get("/admin/dialogue/").text
    said = Contribution.objects.get()
    with committed():
        desk.post(f"/admin/dialogue/{said.pk}/", {"answer": "approve"})
    assert "A law gives money." in get("ar").text
    [mail] = mailoutbox
    assert mail.to == ["member@example.org"]
    assert "A law" not in mail.body


def test_what_is_not_taken_is_told_its_author_with_the_reason(dialogue, moderator, mailoutbox):
    member = make_member()
    said = say(dialogue, member, "Names.", status=Status.WAITING)
    with committed():
        signed_in(moderator).post(
            f"/admin/dialogue/{said.pk}/", {"answer": "decline", "reason": "Leave out the names."}
        )
    assert "Names." not in get().text
    assert "Leave out the names." in signed_in(member).get("/en/dialogue/own/").text
    assert "Leave out" not in mailoutbox[0].body


def test_without_a_reason_nothing_is_declined(dialogue, moderator):
    said = say(dialogue, make_member(), "Names.", status=Status.WAITING)
    response = signed_in(moderator).post(f"/admin/dialogue/{said.pk}/", {"answer": "decline"})
    assert response.status_code == 422
    assert Contribution.objects.get().status == Status.WAITING


def test_of_two_moderators_one_is_told_that_the_other_was_faster(dialogue, moderator, mailoutbox):
    said = say(dialogue, make_member(), "Names.", status=Status.WAITING)
    desk = signed_in(moderator)
    for _ in range(2):
        with committed():
            desk.post(f"/admin/dialogue/{said.pk}/", {"answer": "approve"})
    assert len(mailoutbox) == 1
    with pytest.raises(ValidationError, match="meanwhile"):
        actions.decline(said, moderator, "No.")


def test_once_two_are_approved_what_one_says_flows_but_for_links(dialogue):
    member = make_member()
    for text in ("One.", "Two."):
        say(dialogue, member, text, approved=True)
    Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))
    client = signed_in(member)
    send(client, address_of(dialogue), text="Three.")
    Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))
    send(client, address_of(dialogue), text="See https://example.org/")
    assert "Three." in get().text
    assert "example.org/" not in get().text


def test_a_double_click_says_it_once(dialogue):
    client = signed_in(make_member())
    data = typed(client, address_of(dialogue), text="A law.")
    for _ in range(2):
        assert client.post(address_of(dialogue), data).status_code == 302
    assert Contribution.objects.count() == 1


def test_the_same_text_is_not_said_in_all_dialogues(forum, dialogue):
    asha, other = make_member(), make_dialogue(forum, "Who pays")
    assert send(signed_in(asha), address_of(dialogue), text="Buy.").status_code == 302
    Contribution.objects.update(written_at=timezone.now() - timedelta(minutes=1))
    ModelLogEntry.objects.update(timestamp=timezone.now() - timedelta(minutes=1))
    refused = send(signed_in(asha), address_of(other), text="Buy.")
    assert refused.status_code == 422
    assert "You have said the same a moment ago." in refused.text


def test_who_is_not_signed_in_is_led_to_the_door(dialogue):
    response = Client().get(address_of(dialogue))
    assert response["Location"].startswith("/en/account/login/")


def test_the_language_is_asked_about_where_the_letters_say_another(dialogue):
    client = signed_in(make_member())
    response = send(client, address_of(dialogue), text="القانون وحده لا يكفي", language="fr")
    assert response.status_code == 422
    assert "القانون" in response.text
    assert not Contribution.objects.exists()
    data = typed(client, address_of(dialogue), text="القانون وحده لا يكفي", language="fr")
    assert client.post(address_of(dialogue), data | {"sure": "on"}).status_code == 302
    assert Contribution.objects.get().locale.language_code == "fr"


def test_the_language_one_wrote_in_last_is_proposed(dialogue):
    member = make_member()
    say(dialogue, member, "कानून", "ne")
    form = signed_in(member).get(address_of(dialogue)).context["form"]
    assert form["language"].value() == "ne"


def test_nothing_is_said_in_what_is_not_open(dialogue):
    client = signed_in(make_member())
    data = typed(client, address_of(dialogue), text="A law.")
    DialoguePage.objects.update(state=DialogueState.CLOSED)
    response = client.post(address_of(dialogue), data)
    assert response.status_code == 422
    assert "A law." in response.text
    assert "Say something" not in get().text


def test_who_is_new_says_one_thing_in_half_a_minute_and_ten_a_day(dialogue):
    client = signed_in(make_member())
    send(client, address_of(dialogue), text="One.")
    response = send(client, address_of(dialogue), text="Two.")
    assert response.status_code == 429
    assert response["Retry-After"]
    assert "Two." in response.text
    for number in range(9):
        Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))
        assert send(client, address_of(dialogue), text=f"N{number}.").status_code == 302
    Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))
    assert send(client, address_of(dialogue), text="Eleven.").status_code == 429


# Reading ---------------------------------------------------------------------------------


def test_each_contribution_reads_in_the_nearest_language_with_its_original(dialogue):
    said = say(dialogue, make_member(), "कानून चाहिन्छ", "ne")
    say_in(said, "fr", "Il faut une loi")

    french = get("fr").text
    assert "Il faut une loi" in french
    assert "कानून चाहिन्छ" in french  # one tap away
    assert 'lang="ne" dir="ltr"' in french
    arabic = get("ar").text
    assert "कानून चाहिन्छ" in arabic
    assert "Il faut une loi" not in arabic
    assert "Il faut une loi" not in get("fr", "?as-written").text


def test_a_thread_has_the_same_ids_in_the_same_order_in_all_eight_languages(
    eight_languages, dialogue
):
    first = say(dialogue, make_member("a@example.org"), "Première", "fr")
    second = say(dialogue, make_member("b@example.org"), "Second")
    answer = say(dialogue, make_member("c@example.org"), "जवाफ", "ne", answers=first)
    deeper = say(dialogue, make_member("d@example.org"), "رد", "ar", answers=answer)
    say_in(second, "ar", "الثاني")

    expected = [one.anchor for one in (first, answer, deeper, second)]
    for language in eight_languages:
        page = get(language)
        thread = page.context["thread"]
        assert [one.original.anchor for one in thread] == expected
        assert [one.depth for one in thread] == [0, 1, 1, 0]
        assert all(f'id="{anchor}"' in page.text for anchor in expected)


def test_an_answer_to_an_answer_says_whom_it_answers(dialogue):
    first = say(dialogue, make_member("a@example.org", name="Asha"), "A law.")
    second = say(dialogue, make_member("b@example.org", name="Bola"), "Which?", answers=first)
    say(dialogue, make_member("c@example.org", name="Chen"), "This one.", answers=second)
    page = get().text
    assert page.count("in answer to") == 1
    assert f'href="/en/dialogue/said/{second.pk}/" rel="nofollow">in answer to <bdi>Bola' in page
    Contribution.objects.filter(pk=second.pk).update(status=Status.HIDDEN)
    assert "Bola" not in get().text


def test_a_lasting_link_leads_to_its_page_of_the_thread(dialogue, monkeypatch):
    monkeypatch.setattr("dialogue.thread.PER_PAGE", 2)
    member = make_member()
    said = [say(dialogue, member, f"No {n}.") for n in range(5)]
    answer = say(dialogue, member, "To the first.", answers=said[0])
    for one, page in zip((said[0], answer, *said[1:]), (1, 1, 2, 2, 3, 3), strict=True):
        location = Client().get(f"/en/dialogue/said/{one.pk}/")["Location"]
        query = f"?page={page}" if page > 1 else ""
        assert location == f"{ADDRESS.format('en')}{query}#{one.anchor}"
        shown = get("en", query).context["thread"]
        assert one.pk in [other.original.pk for other in shown]


def test_only_what_can_be_read_is_counted(dialogue):
    for status in (Status.SHOWN, Status.HIDDEN, Status.WITHDRAWN):
        say(dialogue, make_member(f"{status}@example.org"), "A law.", status=status)
    page = get()
    assert len(page.context["thread"]) == 3
    assert "<dt>Contributions</dt><dd>1</dd>" in page.text


@pytest.mark.parametrize("number", [3, 60])
def test_a_thread_costs_the_same_however_long_it_is(dialogue, number):
    member = make_member()
    for n in range(number):
        said = say(dialogue, member, f"No {n}.")
        say_in(said, "fr", f"Numéro {n}")
    get("fr")
    queries, page = count_queries(get, "fr")
    assert len(page.context["thread"]) == min(number, 50)
    assert queries <= 12


@pytest.mark.slow
def test_ten_thousand_contributions_in_eight_languages_cost_no_more(
    eight_languages, dialogue, record_figure
):
    say_much(dialogue, make_member(), 10_000)
    get("fr")
    for query in ("", "?page=200"):
        begun = time.monotonic()
        queries, page = count_queries(get, "fr", query)
        took = round(1000 * (time.monotonic() - begun))
        record_figure(f"milliseconds for a page of 10,000 contributions {query}", took)
        assert len(page.context["thread"]) == 50
        assert queries <= 12
    assert page_of(Contribution.objects.originals().last()) == 200


# Changing one's mind ---------------------------------------------------------------------


def test_one_corrects_freely_for_half_an_hour_and_later_it_is_said(dialogue, moderator):
    member = make_member()
    for text in ("One.", "Two."):
        say(dialogue, member, text, approved=True)
    said = say(dialogue, member, "A lwa.")
    client = signed_in(member)
    address = f"/en/dialogue/said/{said.pk}/correct/"
    send(client, address, text="A law.")
    assert "A law." in get().text
    assert "edited" not in get().text

    Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))
    send(client, address, text="A good law.")
    page = get().text
    assert "A good law." in page
    assert "edited" in page
    assert "A law." in signed_in(moderator).get(f"/admin/dialogue/{said.pk}/").text


def test_who_is_not_trusted_is_read_again_after_a_change(dialogue):
    member = make_member()
    said = say(dialogue, member, "A law.", approved=True)
    send(signed_in(member), f"/en/dialogue/said/{said.pk}/correct/", text="Buy this.")
    assert "Buy this." not in get().text


def test_what_waits_again_keeps_its_place_with_its_answers(dialogue, moderator):
    member = make_member()
    said = say(dialogue, member, "A law.", approved=True)
    say_in(said, "fr", "Une loi.")
    say(dialogue, make_member("b@example.org"), "I agree.", answers=said)
    never = say(dialogue, member, "Never seen.", status=Status.WAITING)
    send(signed_in(member), f"/en/dialogue/said/{said.pk}/correct/", text="Buy this.")
    for language in ("en", "fr"):
        page = get(language)
        for words in ("Buy this.", "A law.", "Une loi.", never.anchor):
            assert words not in page.text
        assert page.context["thread"][0].original == said
        assert "I agree." in page.text
    changed = "The author has changed this; a moderator reads it first."
    assert changed in get().text
    feed = Client().get(f"/fr/feeds/dialogue/{dialogue.translation_key}/").text
    assert "I agree." in feed
    assert "Buy this." not in feed
    link = f"/en/dialogue/said/{said.pk}/"
    assert Client().get(link)["Location"] == f"{ADDRESS.format('en')}#{said.anchor}"
    assert Client().get(f"/en/dialogue/said/{never.pk}/").status_code == 404
    assert "Buy this." not in Client().get(f"{link}report/").text
    said.refresh_from_db()
    with committed():
        actions.decline(said, moderator, "No.")
    page = get().text
    assert said.anchor in page
    assert changed not in page
    assert "Buy this." not in page


def test_withdrawn_its_place_stays_and_nothing_of_its_words(dialogue):
    member = make_member()
    said = say(dialogue, member, "A secret.", approved=True)
    say_in(said, "fr", "Un secret.")
    say(dialogue, make_member("b@example.org"), "I agree.", answers=said)
    send(signed_in(member), f"/en/dialogue/said/{said.pk}/withdraw/")
    for language in ("en", "fr"):
        page = get(language)
        assert "ecret" not in page.text
        assert "I agree." in page.text
        assert said.anchor in page.text
    assert not Contribution.objects.filter(text__contains="ecret").exists()


def test_words_that_were_hidden_are_read_nowhere_and_can_be_taken_back(dialogue, moderator):
    member = make_member()
    said = say(dialogue, member, "A name.", approved=True)
    with committed():
        actions.hide(said, moderator, "No names.")
    other = signed_in(make_member("b@example.org"))
    for address in ("answer/{}/", "said/{}/report/", "said/{}/translate/"):
        assert "A name." not in other.get("/fr/dialogue/" + address.format(said.pk)).text
    send(signed_in(member), f"/en/dialogue/said/{said.pk}/withdraw/")
    assert not Contribution.objects.filter(text__contains="A name.").exists()


def test_nobody_decides_about_themselves(dialogue, moderator):
    said = say(dialogue, moderator, "Mine.", status=Status.WAITING)
    assert "Mine." not in signed_in(moderator).get("/admin/dialogue/").text
    with pytest.raises(PermissionDenied):
        actions.approve(said, moderator)


def test_trust_ends_where_what_earned_it_was_hidden(dialogue, moderator):
    member = make_member()
    for text in ("One.", "Two."):
        said = say(dialogue, member, text, approved=True)
    with committed():
        actions.hide(said, moderator, "Not like this.")
    Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))
    send(signed_in(member), address_of(dialogue), text="Three.")
    assert "Three." not in get().text


def test_nobody_changes_what_another_has_said(dialogue, moderator):
    said = say(dialogue, make_member(), "A law.", approved=True)
    other = signed_in(moderator)
    for what in ("correct", "withdraw"):
        assert other.get(f"/en/dialogue/said/{said.pk}/{what}/").status_code == 404
        assert other.post(f"/en/dialogue/said/{said.pk}/{what}/").status_code == 404


def test_what_a_moderator_hides_leaves_its_place(dialogue, moderator):
    said = say(dialogue, make_member(), "An insult.", approved=True)
    with committed():
        actions.hide(said, moderator, "Not like this.")
    assert "An insult." not in get().text
    assert said.anchor in get().text
    said.refresh_from_db()
    with committed():
        actions.approve(said, moderator)
    assert "An insult." in get().text


# Reporting -------------------------------------------------------------------------------


def test_anybody_reports_something_and_a_moderator_sees_to_it(dialogue, moderator):
    said = say(dialogue, make_member(), "An insult.", approved=True)
    address = f"/en/dialogue/said/{said.pk}/report/"
    response = send(Client(), address, reason="It names my neighbour.")
    assert "Moderators look at it" in Client().get(response["Location"]).text
    assert "my neighbour" not in get().text
    desk = signed_in(moderator)
    assert "It names my neighbour." in desk.get("/admin/dialogue/").text
    with committed():
        desk.post(f"/admin/dialogue/{said.pk}/", {"answer": "keep"})
    assert "my neighbour" not in desk.get("/admin/dialogue/").text
    assert "An insult." in get().text


def test_a_report_is_sent_once_and_a_member_sends_twenty_a_day(dialogue):
    said = say(dialogue, make_member(), "An insult.", approved=True)
    client, address = Client(), f"/en/dialogue/said/{said.pk}/report/"
    data = typed(client, address, reason="It harms.")
    for _ in range(2):
        assert client.post(address, data).status_code == 302
    assert said.reports.count() == 1
    client = signed_in(make_member("b@example.org"))
    for _ in range(20):
        assert send(client, address, reason="It harms.").status_code == 302
    refused = send(client, address, reason="It harms.")
    assert refused.status_code == 429
    assert "It harms." in refused.text


def test_a_network_that_reports_very_much_is_told_that_it_may_again_in_an_hour(dialogue, settings):
    settings.ACCOUNT_RATE_LIMITS = {"public_form": "1/h/ip"}
    said = say(dialogue, make_member(), "An insult.", approved=True)
    address = f"/en/dialogue/said/{said.pk}/report/"
    assert send(Client(), address, reason="It harms.").status_code == 302
    refused = send(Client(), address, reason="It harms.")
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert "You can send it again in 60 minutes." in refused.text


# Who may ---------------------------------------------------------------------------------


def test_a_room_by_invitation_does_not_exist_for_others(forum, dialogue):
    guests = Group.objects.create(name="Guests")
    restrict(forum, "groups", [guests])
    guest = make_member("guest@example.org")
    guest.groups.add(guests)
    said = say(dialogue, guest, "Canary.")
    addresses = [
        ADDRESS.format("fr"),
        "/en/dialogue/peace/",
        f"/en/dialogue/said/{said.pk}/",
    ]
    other = signed_in(make_member("other@example.org"))
    for client in (Client(), other):
        assert {client.get(address).status_code for address in addresses} == {404}
        assert "/en/dialogue/peace/" not in client.get("/en/dialogue/").text
    behind_the_door = [address_of(dialogue), f"/en/dialogue/answer/{said.pk}/"]
    of_nothing = [f"/en/dialogue/write/{uuid4()}/", f"/en/dialogue/answer/{said.pk + 1}/"]
    for address in [*behind_the_door, *of_nothing]:
        assert Client().get(address)["Location"].startswith("/en/account/login/")
        assert other.get(address).status_code == 404
    inside = signed_in(guest)
    assert "Canary." in inside.get(ADDRESS.format("fr")).text
    assert inside.get(address_of(dialogue)).status_code == 200


def test_who_was_put_out_of_a_room_changes_nothing_that_is_read_in_it(forum, dialogue):
    guests = Group.objects.create(name="Guests")
    restrict(forum, "groups", [guests])
    guest = make_member("guest@example.org")
    guest.groups.add(guests)
    said = say(dialogue, guest, "A law.", approved=True)
    guest.groups.clear()
    address = f"/en/dialogue/said/{said.pk}/correct/"
    refused = send(signed_in(guest), address, text="A threat.")
    assert refused.status_code == 422
    assert "A threat." in refused.text
    assert Contribution.objects.get().text == "A law."
    assert send(signed_in(guest), address.replace("correct", "withdraw")).status_code == 302
    assert Contribution.objects.get().text == ""


def test_only_who_moderates_sees_what_waits(site, forum, dialogue):
    other = make_editor(site.cases, "other@example.org")
    said = say(dialogue, make_member(), "Waits.", status=Status.WAITING)
    for address in ("/admin/dialogue/", f"/admin/dialogue/{said.pk}/"):
        assert signed_in(other).get(address).status_code in (302, 403, 404)
    assert "/admin/dialogue/" not in signed_in(other).get("/admin/").text


def test_one_moderates_in_the_languages_of_ones_rights(site, forum, dialogue):
    from core.languages.shelves import shelf_of

    french = shelf_of(forum, Locale.objects.get(language_code="fr"))
    moderator = make_editor(french, "fr@example.org")
    in_french = say(dialogue, make_member(), "Une loi.", "fr", status=Status.WAITING)
    in_english = say(dialogue, make_member("b@example.org"), "A law.", status=Status.WAITING)
    desk = signed_in(moderator)
    assert "Une loi." in desk.get("/admin/dialogue/").text
    assert "A law." not in desk.get("/admin/dialogue/").text
    assert desk.get(f"/admin/dialogue/{in_english.pk}/").status_code == 404
    assert desk.get(f"/admin/dialogue/{in_french.pk}/").status_code == 200


# What must not be forgotten --------------------------------------------------------------


def test_of_an_erased_member_no_word_is_left(dialogue):
    member = make_member(name="Asha")
    said = say(dialogue, member, "My village.", approved=True)
    say(dialogue, make_member("b@example.org"), "I see.", answers=said)
    erase(member)
    page = get().text
    assert "My village." not in page
    assert "Asha" not in page
    assert "I see." in page


def test_who_was_erased_while_a_dialogue_was_withdrawn_says_nothing_when_it_is_back(
    dialogue, admin
):
    member = make_member(name="Asha")
    said = say(dialogue, member, "My village.", approved=True)
    say_in(said, "fr", "Mon village.")
    FormerText.objects.create(contribution=said, text="My village then.", replaced_by=member)
    say(dialogue, make_member("b@example.org"), "I see.", answers=said)
    unseen = say(dialogue, member, "My village waits.", status=Status.WAITING)
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    erase(member)
    with committed():
        core_actions.bring_back(record, admin)
    for language in ("en", "fr"):
        page = get(language).text
        assert "village" not in page
        assert "I see." in page
        assert page.count("What stood here was withdrawn.") == (language == "en")
    assert not FormerText.objects.exists()
    assert not Contribution.objects.filter(pk=unseen.pk).exists()


def test_a_withdrawn_dialogue_takes_what_was_said_along_and_brings_it_back(dialogue, admin):
    say(dialogue, make_member(), "A law.", approved=True)
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    assert not Contribution.objects.exists()
    with committed():
        core_actions.bring_back(record, admin)
    assert "A law." in get().text


def test_a_language_in_which_something_was_said_stays(dialogue):
    say(dialogue, make_member(), "Une loi.", "fr")
    with pytest.raises(ValidationError, match="contributions"):
        core_actions.remove_language(Locale.objects.get(language_code="fr"))


def test_what_was_said_is_not_deleted_with_its_dialogue(admin_client, dialogue):
    said, address = say(dialogue, make_member(), "A law."), f"/admin/pages/{dialogue.pk}/delete/"
    for answer in (admin_client.get(address), admin_client.post(address)):
        told = [str(message) for message in get_messages(answer.wsgi_request)]
        assert "People have said something here." in told[-1]
    assert DialoguePage.objects.exists()
    actions.withdraw(said, said.author)
    admin_client.post(address)
    assert not DialoguePage.objects.exists()


def test_tags_and_signs_do_nothing(dialogue):
    say(dialogue, make_member(), "<script>alert(1)</script>\u202e https://example.org/?a=1&b=2")
    page = get().text
    assert "<script>alert" not in page
    assert '<a rel="nofollow ugc" href="https://example.org/?a=1&amp;b=2">' in page
