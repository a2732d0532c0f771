"""Updates come by mail to whoever asked for them, in their language, until they leave."""

import re
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from core import actions, mails
from core.languages import known
from core.public_forms import SIGNER
from members.actions import erase
from stakeholders import digest_mails, digests
from stakeholders.models import DigestSubscription, UpdatePage
from stakeholders.tasks import send_digests
from tests.makers import (
    count_queries,
    make_committee,
    make_member,
    make_profile,
    make_update,
    restrict,
    translate,
)
from tests.test_personal_data import rows_of_everything
from tests.test_relay import INJECTIONS

pytestmark = pytest.mark.django_db

READER = "kanari.reader@example.org"
WORDS = [("text", "<p>We met and agreed.</p>")]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def typed(**fields):
    return {"form_number": SIGNER.sign(uuid.uuid4().hex), "email": READER} | fields


def paths_in(message):
    return re.findall(r"http://localhost:8000(/\S+)", message.body)


def ask(client, address="/en/digest/", **fields):
    return client.post(address, typed(**fields), follow=True)


def subscribe(client, address="/en/digest/", **fields):
    """Ask, and follow the link in the mail; gives the subscription."""
    mail.outbox.clear()
    ask(client, address, **fields)
    [link] = paths_in(mail.outbox[0])
    client.post(link)
    mail.outbox.clear()
    return DigestSubscription.objects.latest("pk")


def send():
    """What happens once a week; gives the mails."""
    mail.outbox.clear()
    digest_mails.begin()
    return list(mail.outbox)


def told(message):
    """The titles in a mail, as its HTML links them."""
    [(html, _type)] = message.alternatives
    return re.findall(r"<h2 [^>]*><a [^>]*>(.*?)</a></h2>", html)


def leaving_path(message):
    return message.extra_headers["List-Unsubscribe"].removeprefix("<http://localhost:8000")[:-1]


# From asking to leaving ------------------------------------------------------------------


@pytest.mark.parametrize(("language", "direction"), [("ne", "ltr"), ("ar", "rtl")])
def test_a_reader_asks_confirms_is_told_and_leaves(client, committee, language, direction):
    page = client.get(f"/{language}/digest/")
    assert f'<html lang="{language}" dir="{direction}"' in page.text
    sent = ask(client, f"/{language}/digest/")
    assert sent.redirect_chain == [(f"/{language}/digest/waits/", 302)]
    [question] = mail.outbox
    assert question.to == [READER]
    make_update(committee, "Before")
    assert send() == [], "nothing comes before the address is confirmed"

    [link] = paths_in(question)
    assert "<form" in client.get(link).text
    assert not DigestSubscription.objects.confirmed(), "looking confirms nothing"
    done = client.post(link, follow=True)
    assert done.redirect_chain == [(f"/{language}/digest/confirmed/", 302)]
    make_update(committee, "भेला", "ne", slug="gathering", body=WORDS, date="2026-03-01")
    [message] = send()

    assert message.to == [READER]
    assert "भेला\nCommittee\n" in message.body
    assert "We met and agreed." in message.body
    assert f"/{language}/stakeholders/committee/gathering/" in paths_in(message)
    assert "Before" not in message.body
    [(html, _type)] = message.alternatives
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert '<h2 lang="ne" dir="ltr"><a href="http://localhost:8000/' in html
    assert '<span lang="en" dir="ltr">Committee</span>' in html

    leave = paths_in(message)[-1]
    assert leave == leaving_path(message)
    assert "<form" in client.get(leave).text
    assert DigestSubscription.objects.exists(), "looking leaves nothing"
    left = client.post(leave, follow=True)
    assert left.redirect_chain == [(f"/{language}/digest/left/", 302)]
    assert not DigestSubscription.objects.exists()
    make_update(committee, "After")
    assert send() == []


def test_pages_lead_to_the_form_for_what_they_show(client, committee):
    make_update(committee, "Gathering")
    for page, form in (
        ("updates/", "digest/"),
        ("knowledge/countries/np/", "digest/np/"),
        ("stakeholders/committee/", f"digest/{committee.translation_key}/"),
    ):
        assert f'href="/fr/{form}"' in client.get(f"/fr/{page}").text
        assert "<form" in client.get(f"/fr/{form}").text


def test_the_form_says_what_it_is_for(client, committee):
    translate(committee, "fr")

    assert "Népal" in client.get("/fr/digest/np/").text
    html = client.get(f"/fr/digest/{committee.translation_key}/").text
    assert '<span lang="fr" dir="ltr">[Committee]</span>' in html


def test_what_is_no_country_and_no_committee_cannot_be_asked_for(client, directory):
    council = make_profile(directory, "Council")
    hidden = make_committee(directory, "Kanari")
    restrict(hidden)

    for name in ("xx", "NP", council.translation_key, hidden.translation_key, uuid.uuid4(), "all"):
        assert client.get(f"/en/digest/{name}/").status_code == 404
        assert client.post(f"/en/digest/{name}/", typed()).status_code == 404


def test_no_page_takes_the_address_of_the_form(site):
    site.knowledge.slug = "digest"
    with pytest.raises(ValidationError):
        site.knowledge.full_clean()


# Asking ----------------------------------------------------------------------------------


def test_nobody_finds_out_whether_an_address_is_known(client, site):
    subscribe(client, email="known@example.org")
    make_member("member@example.org")
    DigestSubscription.objects.update(asked_at=timezone.now() - timedelta(hours=2))

    answers = set()
    for name in ("known", "member", "nobody"):
        answer = ask(client, email=f"{name}@example.org")
        answers.add((answer.status_code, tuple(answer.redirect_chain), answer.text))

    assert len(answers) == 1
    assert [message.to[0].partition("@")[0] for message in mail.outbox] == [
        "known", "member", "nobody",
    ]  # fmt: skip


def test_who_gets_them_already_and_asks_again_is_told_so_and_loses_nothing(client, committee):
    subscription = subscribe(client)
    DigestSubscription.objects.update(asked_at=timezone.now() - timedelta(hours=2))
    ask(client, email="Kanari.Reader+other@Example.org")
    [link] = paths_in(mail.outbox[0])

    assert "You have confirmed it already." in client.get(link).text
    client.post(link)

    again = DigestSubscription.objects.get()
    assert (again.email, again.told_until) == (READER, subscription.told_until)


def test_a_mailbox_gets_five_questions_an_hour_and_nobody_is_told_why(client, site):
    countries = ("np", "ke", "gh", "rw", "bi", "co", "ph")
    answers = {ask(client, f"/en/digest/{iso}/").text for iso in countries for _ in range(2)}

    assert len(answers) == 1
    assert len(mail.outbox) == digests.QUESTIONS
    assert len({message.body for message in mail.outbox}) == digests.QUESTIONS


def test_who_confirms_at_once_may_ask_for_many(client, site):
    for iso in ("np", "ke", "gh", "rw", "bi", "co", "ph"):
        subscribe(client, f"/en/digest/{iso}/")

    assert DigestSubscription.objects.confirmed().count() == 7


def test_an_address_gets_twenty_at_most_and_is_told_so(client, site, monkeypatch):
    monkeypatch.setattr(digests, "PER_ADDRESS", 2)
    for iso in ("np", "ke"):
        subscribe(client, f"/en/digest/{iso}/")
    mail.outbox.clear()
    ask(client)
    [link] = paths_in(mail.outbox[0])

    answer = client.post(link)
    assert answer.status_code == 422
    assert "Leave one of them first" in answer.text
    DigestSubscription.objects.filter(country="KE").delete()
    assert client.post(link).status_code == 302


def test_very_many_forms_of_one_network_are_refused(client, site, settings):
    settings.ACCOUNT_RATE_LIMITS = {"public_form": "3/h/ip"}
    for n in range(3):
        assert ask(client, email=f"{n}@example.org").status_code == 200

    answer = ask(client, email="late@example.org")

    assert answer.status_code == 429
    assert "late@example.org" in answer.text
    assert answer["Retry-After"] == "3600"
    assert "You can send it again in 60 minutes." in answer.text


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, site):
    answer = ask(client, email="nowhere at all")

    assert answer.status_code == 422
    assert 'class="problems"' in answer.text
    assert 'value="nowhere at all"' in answer.text
    assert not mail.outbox


def test_a_program_that_fills_all_fields_is_told_that_all_went_well(client, site):
    answer = ask(client, homepage="https://spam.example/")

    assert answer.redirect_chain == [("/en/digest/waits/", 302)]
    assert not DigestSubscription.objects.exists()
    assert not mail.outbox


def test_no_injection_adds_a_header_or_a_receiver(client, site, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for text in INJECTIONS:
        mail.outbox.clear()
        DigestSubscription.objects.all().delete()
        answer = client.post("/en/digest/", typed(email=text))
        assert answer.status_code in {302, 422}
        assert mail.outbox == []


def test_what_was_never_confirmed_goes_after_fourteen_days(client, site):
    ask(client)
    digests.purge()
    assert DigestSubscription.objects.exists()

    DigestSubscription.objects.update(asked_at=timezone.now() - digests.ASKERS.lasts)
    digests.purge()

    assert not DigestSubscription.objects.exists()
    [link] = paths_in(mail.outbox[0])
    assert client.post(link).status_code == 410


def test_what_was_confirmed_stays_until_its_committee_is_gone_for_good(client, committee):
    subscribe(client)
    subscribe(client, f"/en/digest/{committee.translation_key}/")
    DigestSubscription.objects.update(asked_at=timezone.now() - timedelta(days=900))
    record = actions.withdraw(committee)
    digests.purge()
    committee = actions.bring_back(record)
    digests.purge()
    assert DigestSubscription.objects.count() == 2

    committee.delete()
    digests.purge()

    assert DigestSubscription.objects.get().committee is None


# Links -----------------------------------------------------------------------------------


@pytest.fixture
def message(client, committee):
    """The mail to somebody who gets what one committee tells."""
    subscribe(client, f"/en/digest/{committee.translation_key}/")
    make_update(committee, "Gathering")
    [message] = send()
    return message


def test_a_mail_program_leaves_with_one_click(message):
    headers = message.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://localhost:8000/en/digest/leave/")
    without_cookies = Client(enforce_csrf_checks=True)

    answers = [without_cookies.post(leaving_path(message), ONE_CLICK) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200], "no redirect is followed"
    assert answers[0].text == answers[1].text
    assert not any(answer.cookies for answer in answers)
    assert not DigestSubscription.objects.exists()


def test_the_headers_reach_the_mail_server_whole(message):
    lines = message.message().as_bytes().split(b"\n\n")[0].replace(b"\n ", b" ").split(b"\n")

    [link] = [line for line in lines if line.startswith(b"List-Unsubscribe:")]
    assert link.split() == [b"List-Unsubscribe:", f"<{paths_with_host(message)[-1]}>".encode()]
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def paths_with_host(message):
    return re.findall(r"http://localhost:8000/\S+", message.body)


def test_years_later_the_link_still_leaves(message, monkeypatch):
    now = timezone.now().timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 10 * 365 * 86400)

    assert Client().post(leaving_path(message), ONE_CLICK).status_code == 200
    assert not DigestSubscription.objects.exists()


def test_who_has_left_is_told_so_again(client, message):
    client.post(leaving_path(message))

    assert client.get(leaving_path(message)).text == client.get("/en/digest/left/").text.replace(
        "/digest/left/", leaving_path(message).removeprefix("/en")
    )
    assert client.post(leaving_path(message)).status_code == 302


def test_who_comes_back_leaves_by_an_old_mail_as_well(client, committee, message):
    client.post(leaving_path(message))
    subscribe(client, f"/en/digest/{committee.translation_key}/")

    client.post(leaving_path(message))

    assert not DigestSubscription.objects.exists()


def test_leaving_one_keeps_the_others(client, message):
    subscribe(client)

    client.post(leaving_path(message))

    assert DigestSubscription.objects.get().committee is None


def test_links_of_another_kind_and_torn_ones_open_nothing(client, message):
    subscription = DigestSubscription.objects.get()
    leave = digests.LEAVERS.token(*subscription.key)
    confirm = digests.ASKERS.token(*subscription.key)

    for path, tokens in (("confirm", (leave, confirm[:-2])), ("leave", (confirm, leave[:-2]))):
        for token in (*tokens, "x", "a" * 3000):
            for answer in (
                client.get(f"/en/digest/{path}/{token}/"),
                client.post(f"/en/digest/{path}/{token}/", ONE_CLICK),
            ):
                assert answer.status_code == 410
                assert "This link no longer works" in answer.text
    assert DigestSubscription.objects.exists()


def test_an_old_link_confirms_nothing(client, site, monkeypatch):
    ask(client)
    [link] = paths_in(mail.outbox[0])
    monkeypatch.setattr(digests, "ASKERS", replace(digests.ASKERS, lasts=timedelta(seconds=-1)))

    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410
    assert not DigestSubscription.objects.confirmed()


def test_the_page_of_a_link_leads_to_what_it_is_about(client, committee, message):
    html = client.get(leaving_path(message)).text

    assert ">Committee</span>" in html
    assert 'href="/en/updates/?committee=committee"' in html

    actions.withdraw(committee)
    assert "cannot be read at the moment" in client.get(leaving_path(message)).text


# What is told ----------------------------------------------------------------------------


def test_each_update_is_told_once_in_the_best_version_of_each_language(client, committee):
    for language in ("ne", "fr"):
        subscribe(client, f"/{language}/digest/")
    update = make_update(committee, "भेला", "ne", slug="gathering")
    translate(update, "en")
    translate(committee, "fr")

    nepali, french = sorted(send(), key=lambda message: "/fr/" in message.body)

    assert told(nepali) == ["भेला"]
    assert told(french) == ["[भेला]"], "an English version is nearer than a Nepali one"
    assert '<span lang="fr" dir="ltr">[Committee]</span>' in french.alternatives[0][0]
    assert "/fr/stakeholders/committee/gathering/" in paths_in(french)
    translate(update, "fr")
    assert send() == [], "a translation is no news"


def test_a_digest_holds_what_its_reader_chose(client, directory, committee):
    other = make_committee(directory, "Kamati", "KE")
    for number, scope in enumerate(("", "ke/", f"{committee.translation_key}/")):
        subscribe(client, f"/en/digest/{scope}", email=f"{number}@example.org")
    make_update(committee, "Nepali", date="2026-01-01")
    make_update(other, "Kenyan", date="2026-02-01")

    found = {message.to[0][0]: message for message in send()}

    assert [told(found[number]) for number in "012"] == [
        ["Kenyan", "Nepali"], ["Kenyan"], ["Nepali"],
    ]  # fmt: skip
    assert [found[number].subject for number in "012"] == [
        "New from committees",
        "New from committees: Kenya",
        "New from committees: Committee",
    ]


def test_where_nothing_is_new_no_mail_comes(client, committee):
    subscribe(client, "/en/digest/ke/")
    make_update(committee, "Nepali")

    assert send() == []
    assert send() == []


def test_who_comes_later_is_told_what_came_after(client, committee):
    subscribe(client, email="early@example.org")
    make_update(committee, "First")
    subscribe(client, email="late@example.org")
    make_update(committee, "Second")

    found = {message.to[0]: sorted(told(message)) for message in send()}

    assert found == {"early@example.org": ["First", "Second"], "late@example.org": ["Second"]}


@pytest.mark.parametrize("closed", ["draft", "unpublished", "restricted", "withdrawn"])
def test_what_nobody_may_read_is_told_to_nobody(client, committee, closed):
    subscribe(client)
    update = make_update(committee, "Kanari", live=closed != "draft")
    if closed == "unpublished":
        update.unpublish()
    elif closed == "restricted":
        restrict(committee)
    elif closed == "withdrawn":
        actions.withdraw(UpdatePage.objects.get())

    assert send() == []


def test_of_very_many_the_newest_stand_in_the_mail(client, committee, monkeypatch):
    monkeypatch.setattr(digest_mails, "MOST", 2)
    subscribe(client)
    for day in (1, 2, 3):
        make_update(committee, f"Day {day}", date=f"2026-01-0{day}")

    [message] = send()

    assert told(message) == ["Day 3", "Day 2"]
    assert "There is still more of it on the site." in message.body
    assert send() == []


def test_a_title_writes_no_line_of_its_own_and_no_tag(client, committee):
    subscribe(client, f"/en/digest/{committee.translation_key}/")
    title = "Bell \x07\x0b\u2028Bcc: evil@example.org <script>"
    make_update(committee, title, slug="bell", body=[("text", "<p>&lt;b&gt;</p>")])

    [message] = send()

    assert message.body.startswith("Bell Bcc: evil@example.org <script>\nCommittee\n")
    assert told(message) == ["Bell Bcc: evil@example.org &lt;script&gt;"]
    assert "<b>" not in message.alternatives[0][0]
    assert message.recipients() == [READER]


def test_who_wants_discreet_mails_learns_only_that_something_waits(client, committee):
    make_member(READER, discreet=True)
    subscribe(client)
    make_update(committee, "Kanari gathering", "ne")

    [message] = send()

    said = message.message().as_string()
    assert "athering" not in said
    assert "ommittee" not in said
    assert message.subject == "Something waits for you"
    assert "Infrastructures" not in message.from_email
    [link] = paths_in(message)
    assert 'href="/en/updates/"' in client.get(link).text
    assert leaving_path(message) == link


def test_a_member_reads_them_in_the_language_of_their_choice_for_them(client, committee):
    make_member(READER, language="fr")
    subscribe(client, "/ne/digest/")
    make_update(committee, "Gathering")

    [message] = send()

    assert '<html lang="ne"' in message.alternatives[0][0]


def test_after_a_language_was_taken_away_they_come_in_one_that_runs(client, committee):
    subscribe(client, "/ar/digest/np/")
    DigestSubscription.objects.update(language="so")
    make_update(committee, "Gathering")

    [message] = send()

    assert message.subject == "New from committees: Nepal"
    assert {path.split("/")[1] for path in paths_in(message)} == {"en"}


# Stopped and begun again -------------------------------------------------------------------


def test_begun_twice_one_mail_comes(client, committee):
    subscribe(client)
    make_update(committee, "Gathering")
    until = timezone.now().isoformat()

    for _ in range(2):
        send_digests.enqueue(until, "en", "", None)
        make_update(committee, "Too late for this week")

    [message] = mail.outbox
    assert told(message) == ["Gathering"]
    [message] = send()
    assert told(message) == ["Too late for this week"] * 2


def test_who_confirms_while_it_is_sent_waits_for_the_next(client, committee):
    until = timezone.now()
    make_update(committee, "Before")
    subscription = subscribe(client)

    send_digests.enqueue(until.isoformat(), "en", "", None)

    assert mail.outbox == []
    assert DigestSubscription.objects.get().told_until == subscription.told_until


def test_a_worker_goes_on_until_everybody_is_told(client, committee, monkeypatch):
    monkeypatch.setattr(digest_mails, "CHUNK", 2)
    for n in range(5):
        subscribe(client, email=f"{n}@example.org")
    make_update(committee, "Gathering")

    assert sorted(message.to[0] for message in send()) == [f"{n}@example.org" for n in range(5)]


def test_one_who_cannot_be_written_to_keeps_nobody_waiting(client, committee, settings, caplog):
    [key] = settings.FIELD_KEYS
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    subscribe(client, email="closed@example.org")
    settings.FIELD_KEYS = [key]
    subscribe(client, email="torn@example.org")
    DigestSubscription.objects.filter(pk=DigestSubscription.objects.latest("pk").pk).update(
        email="torn@example.org\nBcc: evil@example.org"
    )
    subscribe(client)
    make_update(committee, "Gathering")

    assert [message.to for message in send()] == [[READER]]
    assert caplog.text.count("opens digest") == 1
    assert caplog.text.count("could not be written") == 1
    assert "kanari" not in caplog.text


# People ----------------------------------------------------------------------------------


def test_what_waits_and_what_is_kept_names_nobody(client, committee, queue, caplog):
    caplog.set_level("DEBUG")
    digests.ask(READER, "en")
    digests.confirm(DigestSubscription.objects.get())
    make_update(committee, "Gathering")
    digest_mails.begin()

    assert mails.waiting_for(READER).count() == 2
    assert not [row for row in rows_of_everything() if "kanari" in row]
    assert "kanari" not in caplog.text


def test_a_member_sees_what_they_get_and_it_goes_with_them(client, committee):
    member = make_member(READER)
    subscribe(client, "/ne/digest/np/")
    client.force_login(member)

    assert "Updates you get by mail: 1" in client.get("/en/account/data/").text
    erase(member)

    assert not DigestSubscription.objects.exists()


# What it costs ---------------------------------------------------------------------------


def cost(number):
    """How many queries one run takes for so many more who get the same."""
    DigestSubscription.objects.update(told_until=timezone.now() - timedelta(days=7))
    queries, _ = count_queries(send)
    assert len(mail.outbox) == number
    return queries


def test_who_gets_the_same_costs_only_their_mail(committee):
    now = timezone.now()
    for n in range(12):
        make_update(committee, f"Update {n}", body=WORDS)

    def add(numbers):
        for n in numbers:
            DigestSubscription.objects.create(
                email=f"{n}@example.org", email_mark=f"{n}", language="en", confirmed_at=now,
            )  # fmt: skip

    add(range(1))
    one = cost(1)
    add(range(1, 3))
    three = cost(3)
    add(range(3, 9))
    nine = cost(9)

    each = (three - one) // 2
    assert nine - one == 8 * each
    assert each <= 10
    for code in known.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    assert cost(9) == nine
