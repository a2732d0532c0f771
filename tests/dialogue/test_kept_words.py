"""Nothing that somebody typed is lost, whatever happens while they type it."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connection
from django.test import Client
from django.utils import timezone

from core import sealed_words
from core.schedule import run_tick
from core.sealed_words import SEALED
from dialogue import actions
from dialogue.models import Contribution, Pause, Report
from dialogue.vocabularies import Status
from members.actions import erase
from tests.dialogue.doing import signed_in
from tests.dialogue.test_summary import question, summarise
from tests.dialogue.test_translations import shown
from tests.dialogue.test_translations_taken_out import reported
from tests.makers import committed, make_member, make_reader, restrict, say
from tests.signed_out import end_all_sessions, form_on, sign_in_again
from tests.test_health import refuse

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WORDS = "Une loi <b>& rien d’autre</b>.\r\n\r\n- शान्ति"
SHOWN = "Une loi &lt;b&gt;&amp; rien d’autre&lt;/b&gt;."
NOTICE = "You were signed out meanwhile."
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def asha():
    return make_reader("asha@example.org", "en", writes=["fr"])


def write_address(dialogue):
    return f"/en/dialogue/write/{dialogue.translation_key}/"


def places(dialogue, asha):
    """Every form in which a member types: {name: (address, name of the field)}."""
    other = make_member("other@example.org")
    shown = say(dialogue, other, "No law.")
    own = say(dialogue, asha, "A law.")
    declined = say(dialogue, asha, "Names.", status=Status.DECLINED)
    Contribution.objects.update(written_at=timezone.now() - timedelta(days=2))  # else it is much
    said = "/en/dialogue/said"
    return {
        "write": (write_address(dialogue), "text"),
        "answer": (f"/en/dialogue/answer/{shown.pk}/", "text"),
        "correct": (f"{said}/{own.pk}/correct/", "text"),
        "reply": (f"{said}/{declined.pk}/reply-to-moderators/", "answer"),
        "translate": (f"/fr/dialogue/said/{shown.pk}/translate/", "text"),
        "confirm": (question(summarise(dialogue, own)), "remark"),
    }


every_place = pytest.mark.parametrize(
    "place", ["write", "answer", "correct", "reply", "translate", "confirm"]
)


# Signed out meanwhile --------------------------------------------------------------------


@every_place
def test_who_was_signed_out_meanwhile_finds_what_they_typed(dialogue, asha, place):
    address, field = places(dialogue, asha)[place]
    client = signed_in(asha)
    sent = form_on(client.get(address), **{field: WORDS})
    if place == "confirm":
        sent["says"] = "no"
    end_all_sessions()

    page = sign_in_again(client, client.post(address, sent), asha)

    assert page.redirect_chain[-1][0] == address
    again = form_on(page)
    assert again[field].splitlines() == WORDS.splitlines()
    assert again["form_number"] == sent["form_number"]
    assert page.text.count('<p class="notice" role="status">') == 1
    with committed():
        done = client.post(address, again)
    assert done.status_code == 302
    assert NOTICE not in client.get(address).text


def test_what_was_kept_is_said_once(dialogue, asha):
    client, address = signed_in(asha), write_address(dialogue)
    sent = form_on(client.get(address), text=WORDS)
    with committed():
        client.post(address, sent)  # it came, and its answer did not
    end_all_sessions()
    page = sign_in_again(client, client.post(address, sent), asha)
    assert NOTICE in page.text
    with committed():
        client.post(address, form_on(page))
    assert Contribution.objects.count() == 1
    page = client.get(address)
    assert NOTICE not in page.text
    assert form_on(page)["text"] == ""


def test_on_a_shared_phone_nobody_else_reads_what_was_typed(dialogue, asha):
    client, address = signed_in(asha), write_address(dialogue)
    sent = form_on(client.get(address), text=WORDS)
    end_all_sessions()
    page = sign_in_again(client, client.post(address, sent), make_member())
    assert page.status_code == 200
    assert NOTICE not in page.text
    assert "Une loi" not in page.text


def test_what_was_kept_is_kept_sealed_and_for_an_hour(dialogue, asha, monkeypatch):
    client, address = signed_in(asha), write_address(dialogue)
    sent = form_on(client.get(address), text=WORDS)
    end_all_sessions()
    door = client.post(address, sent)
    session = Session.objects.get()
    assert address in str(session.get_decoded())
    assert "Une loi" not in str(session.get_decoded())
    assert sent["csrfmiddlewaretoken"] not in str(session.get_decoded())
    now = time.time()
    monkeypatch.setattr(sealed_words.time, "time", lambda: now + 3601)
    assert NOTICE not in sign_in_again(client, door, asha).text


def typed_while_signed_out(client, address, number=1):
    """Somebody is signed out while they type; gives the door that they are led to."""
    sent = form_on(client.get(address), text=WORDS)
    end_all_sessions()
    for _ in range(number):
        door = client.post(address, sent)
    return door


def kept_in_sessions():
    """{path: …} of all that is kept in sessions."""
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return {path: one for data in sessions for path, one in data.get(SEALED, {}).items()}


def lasts(client):
    return timedelta(seconds=client.session.get_expiry_age())


def test_of_who_does_not_come_back_the_session_ends_with_what_was_kept(dialogue, asha):
    client = signed_in(asha)
    usual = lasts(client)
    typed_while_signed_out(client, write_address(dialogue))
    assert Session.objects.get().expire_date <= timezone.now() + timedelta(hours=1)
    client.force_login(asha)  # by a passkey
    assert lasts(client) == usual
    assert NOTICE in client.get(write_address(dialogue)).text


@pytest.mark.parametrize("remember", ["", "on"])
def test_who_signs_in_again_stays_signed_in_as_they_chose(dialogue, asha, remember):
    client = signed_in(asha)
    door = typed_while_signed_out(client, write_address(dialogue))["Location"]
    data = {"login": asha.email, "password": "pass", "remember": remember}
    client.post(door, data)
    assert client.session.get_expire_at_browser_close() == (not remember)
    assert lasts(client) == timedelta(days=14)
    client.force_login(asha)  # as after a second factor
    assert client.session.get_expire_at_browser_close() == (not remember)


def test_what_is_late_goes_also_where_somebody_signed_in_and_never_came_back(
    dialogue, asha, monkeypatch
):
    client, address = signed_in(asha), write_address(dialogue)
    typed_while_signed_out(client, address)
    client.force_login(asha)
    run_tick()
    assert kept_in_sessions().keys() == {address}
    now = time.time()
    monkeypatch.setattr(sealed_words.time, "time", lambda: now + 3601)
    sealed_words.forget_late()
    assert kept_in_sessions() == {}
    assert client.get("/en/account/").status_code == 200  # still signed in


def test_what_is_late_goes_when_more_is_kept(dialogue, asha, monkeypatch):
    client, address = signed_in(asha), write_address(dialogue)
    sent = form_on(client.get(address), text=WORDS)
    end_all_sessions()
    client.post(address, sent)
    now = time.time()
    monkeypatch.setattr(sealed_words.time, "time", lambda: now + 3601)
    other = f"/fr/{address[4:]}"
    client.post(other, sent)
    assert kept_in_sessions().keys() == {other}


def test_who_signs_in_in_anothers_place_does_not_carry_their_words_on(dialogue, asha):
    client = signed_in(asha)
    door = typed_while_signed_out(client, write_address(dialogue))
    sign_in_again(client, door, make_member())
    assert kept_in_sessions() == {}


def test_of_who_is_erased_what_was_kept_goes_too(dialogue, asha):
    client, other = signed_in(asha), signed_in(make_member())
    addresses = write_address(dialogue), f"/fr/{write_address(dialogue)[4:]}"
    sent = [
        (one, address, form_on(one.get(address), text=WORDS))
        for one, address in zip((client, other), addresses, strict=True)
    ]
    end_all_sessions()
    for one, address, data in sent:
        one.post(address, data)
    assert kept_in_sessions().keys() == {*addresses}
    erase(asha)
    assert kept_in_sessions().keys() == {addresses[1]}


def test_one_network_fills_no_disk_with_sessions(dialogue, asha, settings):
    settings.ACCOUNT_RATE_LIMITS = {"kept_words": "2/h/ip"}
    address = write_address(dialogue)
    sent = form_on(signed_in(asha).get(address), text=WORDS)
    end_all_sessions()
    pages = [Client().post(address, sent) for _ in range(3)]
    assert [page.status_code for page in pages] == [302, 302, 403]
    assert SHOWN in pages[2].text
    assert Session.objects.count() == 2


@pytest.mark.parametrize("made_for", ["", "1:1:x"])
def test_of_others_the_session_keeps_nothing(dialogue, made_for):
    sent = {"text": WORDS, "made_for": made_for}
    assert "/account/login/" in Client().post(write_address(dialogue), sent)["Location"]
    assert not Session.objects.exists()


def test_what_is_too_long_for_the_session_can_be_copied(dialogue, asha):
    client, address = signed_in(asha), write_address(dialogue)
    sent = form_on(client.get(address), text="x" * sealed_words.LONGEST)
    end_all_sessions()
    page = client.post(address, sent)
    assert page.status_code == 403
    assert sent["text"] in page.text
    assert not Session.objects.exists()


def test_a_moderator_who_was_signed_out_finds_the_reason_that_they_typed(dialogue, desk, moderator):
    said = say(dialogue, make_member(), "Names.", status=Status.WAITING)
    address = f"/admin/dialogue/{said.pk}/"
    sent = form_on(desk.get(address), reason=WORDS, days="7", answer="pause")
    end_all_sessions()

    page = sign_in_again(desk, desk.post(address, sent), moderator)

    assert page.redirect_chain[-1][0] == address
    assert page.text.count(NOTICE) == 1
    assert page.text.count(" open><summary") == 1
    assert "errorlist" not in page.text
    again = form_on(page, answer="pause")
    assert again["reason"].splitlines() == WORDS.splitlines()
    assert again["days"] == "7"
    with committed():
        assert desk.post(address, again).status_code == 302
    assert Pause.objects.get().reason.splitlines() == WORDS.splitlines()
    assert NOTICE not in desk.get(address).text


def test_the_same_where_they_had_chosen_many(dialogue, desk, moderator):
    said = say(dialogue, make_member(), "Names.", status=Status.WAITING)
    address = "/admin/dialogue/"
    sent = form_on(desk.get(address), reason=WORDS, answer="decline", chosen=said.standing)
    end_all_sessions()
    page = sign_in_again(desk, desk.post(address, sent), moderator)
    assert page.text.count(NOTICE) == 1
    assert f'value="{said.standing}" checked>' in page.text
    assert form_on(page)["reason"].splitlines() == WORDS.splitlines()


def test_the_same_where_a_translation_was_reported(dialogue, desk, moderator):
    said = say(dialogue, make_member(), "No law.")
    translator = make_reader("t@example.org", writes=["fr"])
    for position, code in enumerate(("en", "fr")):
        moderator.languages.create(code=code, position=position)
    translation = shown(said, translator, moderator, "Pas de loi.")
    reported(translation)
    address = f"/admin/dialogue/translations/{translation.pk}/"
    sent = form_on(desk.get(address), reason=WORDS, answer="take_out")
    end_all_sessions()
    page = sign_in_again(desk, desk.post(address, sent), moderator)
    assert page.text.count(NOTICE) == 1
    assert "errorlist" not in page.text
    assert form_on(page)["reason"].splitlines() == WORDS.splitlines()


def test_a_moderator_who_is_late_with_what_they_typed_is_shown_it_all_the_same(
    dialogue, desk, moderator
):
    said = say(dialogue, make_member(), "Names.", status=Status.WAITING)
    address = f"/admin/dialogue/{said.pk}/"
    sent = form_on(desk.get(address), reason=WORDS, answer="decline")
    end_all_sessions()
    door = desk.post(address, sent)
    Contribution.objects.update(status=Status.SHOWN)  # by another moderator
    page = sign_in_again(desk, door, moderator)
    assert SHOWN in page.text


# The page was open for too long -----------------------------------------------------------


def careful(member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    return client


@every_place
def test_from_a_page_that_was_open_for_too_long_it_is_sent_all_the_same(dialogue, asha, place):
    address, field = places(dialogue, asha)[place]
    client = careful(asha)
    sent = form_on(client.get(address), **{field: WORDS})
    if place == "confirm":
        sent["says"] = "no"
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32  # they signed in again elsewhere

    page = client.post(address, sent, headers=HERE)

    assert page.status_code == 403
    assert SHOWN in page.text
    assert "no-store" in page["Cache-Control"]
    again = form_on(page)
    assert again.pop("csrfmiddlewaretoken") != sent.pop("csrfmiddlewaretoken")
    assert again.pop(field).splitlines() == sent.pop(field).splitlines()
    assert again == sent
    with committed():
        assert client.post(address, form_on(page), headers=HERE).status_code == 302


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Referer": "http://["}]
)
def test_what_another_site_sends_is_nobodys_words(dialogue, asha, headers):
    client = careful(asha)
    page = client.post(write_address(dialogue), {"text": WORDS}, headers=headers)
    assert page.status_code == 403
    assert "Une loi" not in page.text


@pytest.mark.parametrize("address", ["/en/account/login/", "/en/account/password/change/"])
def test_a_password_is_never_shown_again(asha, address):
    sent = {"login": "asha@example.org", "password": "kanari", "text": "kanari"}
    page = careful(asha).post(address, sent, headers=HERE)
    assert page.status_code == 403
    assert "kanari" not in page.text


# The database is away ----------------------------------------------------------------------


def test_without_a_database_what_was_typed_is_on_the_page_that_says_so(dialogue, asha):
    client, address = careful(asha), f"/ar{write_address(dialogue)[3:]}"
    client.raise_request_exception = False
    sent = form_on(client.get(address), text=WORDS)

    with connection.execute_wrapper(refuse):
        page = client.post(address, sent, headers=HERE)
        elsewhere = client.post(address, sent, headers={"Origin": "https://evil.example"})
    assert page.status_code == elsewhere.status_code == 503
    assert '<html lang="ar" dir="rtl">' in page.text
    assert SHOWN in page.text
    assert "Une loi" not in elsewhere.text
    for _ in range(2):
        with committed():
            assert client.post(address, form_on(page), headers=HERE).status_code == 302
    assert Contribution.objects.get().text == WORDS


# Somebody else is signed in ------------------------------------------------------------------


def test_on_a_shared_phone_what_one_typed_is_not_sent_in_anothers_name(dialogue, asha):
    client, bola = careful(asha), make_member()
    address = write_address(dialogue)
    sent = form_on(client.get(address), text=WORDS)
    end_all_sessions()
    client.force_login(bola)  # in another tab; the token of the first is of no use then
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32

    page = client.post(address, sent, headers=HERE)
    assert page.status_code == 403
    refused = client.post(address, form_on(page), headers=HERE)

    assert refused.status_code == 403
    assert "not sent in your name" in refused.text
    assert "Une loi" not in refused.text
    assert not Contribution.objects.exists()

    client.logout()
    client.force_login(asha)
    client.cookies[settings.CSRF_COOKIE_NAME] = "b" * 32
    page = client.post(address, sent, headers=HERE)
    with committed():
        assert client.post(address, form_on(page), headers=HERE).status_code == 302
    assert Contribution.objects.get().author == asha


def test_nor_is_it_where_the_form_was_open_for_weeks(dialogue, asha, monkeypatch):
    address = write_address(dialogue)
    now = time.time()
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: now - 30 * 24 * 3600)
        sent = form_on(signed_in(asha).get(address), text=WORDS)
    assert signed_in(make_member()).post(address, sent).status_code == 403
    assert not Contribution.objects.exists()


def test_nor_does_a_report_bear_anothers_name(dialogue, asha):
    said = say(dialogue, make_member(), "Names.")
    address = f"/en/dialogue/said/{said.pk}/report/"
    sent = form_on(signed_in(asha).get(address), reason=WORDS)
    bola = signed_in(make_member("bola@example.org"))
    assert bola.post(address, sent).status_code == 403
    assert not Report.objects.exists()
    assert signed_in(asha).post(address, sent).status_code == 302
    assert Report.objects.get().reported_by == asha


# What they wrote about is not there any more -------------------------------------------------


@pytest.mark.parametrize("place", ["answer", "correct", "reply", "translate"])
def test_what_was_taken_away_meanwhile_leaves_what_was_typed(dialogue, asha, place):
    address, field = places(dialogue, asha)[place]
    client = signed_in(asha)
    sent = form_on(client.get(address), **{field: WORDS})
    Contribution.objects.update(status=Status.WITHDRAWN, text="")
    page = client.post(address, sent)
    assert page.status_code == 404
    assert SHOWN in page.text
    assert client.get(address).status_code == 404


def test_who_signs_in_again_where_it_was_taken_away_finds_what_they_typed(dialogue, asha):
    address, _field = places(dialogue, asha)["answer"]
    client = signed_in(asha)
    sent = form_on(client.get(address), text=WORDS)
    end_all_sessions()
    Contribution.objects.update(status=Status.HIDDEN)
    page = sign_in_again(client, client.post(address, sent), asha)
    assert page.status_code == 404
    assert SHOWN in page.text


def test_a_report_of_what_was_taken_away_is_not_lost(dialogue):
    said = say(dialogue, make_member(), "Names.")
    address = f"/en/dialogue/said/{said.pk}/report/"
    sent = form_on(Client().get(address), reason=WORDS)
    Contribution.objects.update(status=Status.WAITING, appeared_at=None)
    page = Client().post(address, sent)
    assert page.status_code == 404
    assert SHOWN in page.text


def test_a_room_by_invitation_answers_as_one_that_does_not_exist(dialogue, asha):
    client = signed_in(asha)
    said = say(dialogue, make_member(), "Canary.")
    restrict(dialogue, "groups")
    numbers = {str(dialogue.translation_key): str(uuid4()), str(said.pk): str(said.pk + 1)}
    for address in (write_address(dialogue), f"/en/dialogue/answer/{said.pk}/"):
        [(inside, nowhere)] = [pair for pair in numbers.items() if f"/{pair[0]}/" in address]
        pages = [
            client.post(address.replace(f"/{inside}/", f"/{number}/"), {"text": WORDS})
            for number in (inside, nowhere)
        ]
        assert [page.status_code for page in pages] == [404, 404]
        assert SHOWN in pages[0].text
        assert pages[0].text.replace(f"/{inside}/", f"/{nowhere}/") == pages[1].text


# Moderators ----------------------------------------------------------------------------------


@pytest.fixture
def waiting(dialogue):
    return say(dialogue, make_member(), "Names.", status=Status.WAITING)


def test_a_moderators_reason_stays_where_the_contribution_was_changed_meanwhile(desk, waiting):
    address = f"/admin/dialogue/{waiting.pk}/"
    seen = waiting.standing
    Contribution.objects.update(text="Worse.")
    page = desk.post(address, {"answer": "decline", "reason": WORDS, "standing": seen})
    assert page.status_code == 422
    assert "It was changed meanwhile." in page.text
    assert "Worse." in page.text
    [form] = [form for _decision, form in page.context["decisions"] if form.is_bound]
    assert form["reason"].value() == WORDS
    standing = page.context["said"].original.standing
    assert standing != seen
    sent = {"answer": "decline", "reason": form["reason"].value(), "standing": standing}
    with committed():
        assert desk.post(address, sent).status_code == 302
    waiting.refresh_from_db()
    assert waiting.status == Status.DECLINED


def test_a_moderators_reason_stays_where_another_was_faster(desk, waiting, moderator):
    actions.approve(waiting, moderator)
    sent = {"answer": "decline", "reason": WORDS, "standing": waiting.standing}
    page = desk.post(f"/admin/dialogue/{waiting.pk}/", sent)
    assert page.status_code == 422
    assert SHOWN in page.text


def test_a_moderators_reason_stays_where_its_author_was_faster(desk, waiting):
    sent = {"answer": "decline", "reason": WORDS, "standing": waiting.standing}
    with committed():
        actions.withdraw(waiting, waiting.author)
    page = desk.post(f"/admin/dialogue/{waiting.pk}/", sent)
    assert page.status_code == 404
    assert SHOWN in page.text


def test_a_moderators_reason_is_sent_from_a_page_that_was_open_for_too_long(waiting, moderator):
    desk, address = careful(moderator), f"/admin/dialogue/{waiting.pk}/"
    desk.get(address)
    sent = {"answer": "decline", "reason": WORDS, "standing": waiting.standing}
    page = desk.post(address, sent, headers=HERE)
    assert page.status_code == 403
    with committed():
        assert desk.post(address, form_on(page), headers=HERE).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.status, waiting.note) == (Status.DECLINED, WORDS)
