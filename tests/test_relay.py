"""Strangers write to an organisation, and neither side learns the other's address."""

import re
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.public_forms import SIGNER
from members.models import Member
from stakeholders import relay
from stakeholders.models import Block, Contact, Message
from tests.makers import make_member, make_profile
from tests.signed_out import form_on
from tests.test_health import refuse

pytestmark = pytest.mark.django_db

SECRET = "kanari.contact@example.org"


@pytest.fixture
def council(directory):
    return make_profile(directory, "Village Peace Council")


@pytest.fixture
def contact(council):
    return Contact.objects.create(
        item=council.translation_key, name="Kanari Name", email=SECRET, phone="0123", language="fr"
    )


def form_address(profile, language="en"):
    return f"/{language}/stakeholders/message/{profile.translation_key}/"


def typed(**fields):
    return {
        "form_number": form_number(),
        "email": "writer@example.org",
        "words": "Good day.",
    } | fields


def form_number():
    return SIGNER.sign(uuid.uuid4().hex)


def link_in(message):
    return re.search(r"http://localhost:8000(/\S+)", message.body)[1]


def write(client, council, **fields):
    """A stranger writes and follows the link; gives the mail that the contact got."""
    mail.outbox.clear()
    client.post(form_address(council), typed(**fields))
    client.post(link_in(mail.outbox[0]))
    return mail.outbox[1] if len(mail.outbox) > 1 else None


# Writing -----------------------------------------------------------------------------


def test_a_stranger_writes_and_the_contact_gets_it_as_plain_text(client, council, contact):
    html = client.get("/en/stakeholders/village-peace-council/").text
    assert f'href="{form_address(council)}"' in html
    sent = client.post(form_address(council), typed(name="A friend"), follow=True)
    assert sent.redirect_chain[-1][0] == "/en/stakeholders/message/waits/"
    [question] = mail.outbox
    assert question.to == ["writer@example.org"]

    assert len(mail.outbox) == 1, "nothing goes on before the writer confirms"
    client.get(link_in(question))
    assert len(mail.outbox) == 1, "a mail program that looks sends nothing"
    client.post(link_in(question))

    message = mail.outbox[1]
    assert message.to == [SECRET]
    assert "Village Peace Council" in message.subject
    assert "> Good day." in message.body
    assert "A friend" in message.body
    assert "writer@example.org" not in message.message().as_string()
    assert not message.alternatives
    assert not message.reply_to


@pytest.mark.parametrize("status", [403, 503])
def test_a_message_that_could_not_be_taken_is_sent_again_from_the_page_that_says_so(
    council, contact, status
):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    address, here = form_address(council), {"Origin": "http://testserver"}
    words = {"words": "Good day.", "email": "writer@example.org"}
    sent = form_on(client.get(address), **words)
    if status == 403:
        page = client.post(address, sent | {"csrfmiddlewaretoken": "a" * 32}, headers=here)
    else:
        with connection.execute_wrapper(refuse):
            page = client.post(address, sent, headers=here)
    assert page.status_code == status
    for _ in range(2):
        done = client.post(address, form_on(page), headers=here)
        assert done["Location"] == "/en/stakeholders/message/waits/"
    assert Message.objects.get().words == "Good day."


def test_the_writer_can_be_answered_only_if_they_want_it(client, council, contact):
    message = write(client, council, may_be_answered="on")

    assert message.reply_to == ["writer@example.org"]


def test_the_mail_speaks_the_language_of_the_contact(client, council, contact):
    message = write(client, council)

    assert "/fr/stakeholders/message/answer/" in message.body


def test_a_member_needs_no_link(client, council, contact):
    client.force_login(make_member("asha@example.org", name="Asha"))

    sent = client.post(form_address(council), typed(), follow=True)

    assert sent.redirect_chain[-1][0] == "/en/stakeholders/message/sent/"
    [message] = mail.outbox
    assert message.to == [SECRET]
    assert "asha@example.org" not in message.message().as_string()


def test_the_same_form_sent_twice_counts_once(client, council, contact):
    fields = typed()
    for _ in range(3):
        assert client.post(form_address(council), fields).status_code == 302

    assert len(mail.outbox) == 1
    for _ in range(3):
        client.post(link_in(mail.outbox[0]))
    assert len(mail.outbox) == 2


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, council, contact):
    answer = client.post(form_address(council), typed(email="not an address", name="A friend"))

    assert answer.status_code == 422
    assert "Good day." in answer.text
    assert 'value="A friend"' in answer.text
    assert not mail.outbox


@pytest.mark.parametrize("number", ["", "x", "1:2:3"])
def test_a_torn_form_can_be_sent_as_it_comes_back(client, council, contact, number):
    answer = client.post(form_address(council), typed() | {"form_number": number})
    assert answer.status_code == 422

    again = re.search(r'name="form_number" value="([^"]+)"', answer.text)[1]
    assert client.post(form_address(council), typed() | {"form_number": again}).status_code == 302


def test_a_form_that_comes_back_at_once_is_asked_for_again(client, council, contact, settings):
    settings.QUICKEST_FORM_SECONDS = 2

    assert client.post(form_address(council), typed()).status_code == 422
    assert not mail.outbox


def test_a_program_that_fills_all_fields_is_told_that_all_went_well(client, council, contact):
    answer = client.post(form_address(council), typed(homepage="https://spam.example/"))

    assert answer.status_code == 302
    assert not mail.outbox


def test_who_has_no_contact_cannot_be_written_to(client, council):
    assert client.get(form_address(council)).status_code == 404
    assert "stakeholders/message/" not in client.get("/en/stakeholders/village-peace-council/").text


@pytest.mark.parametrize("change", ["ended", "question only", "withdrawn"])
def test_who_takes_no_messages_cannot_be_written_to(client, council, contact, change):
    fields = typed()
    client.post(form_address(council), fields)
    if change == "withdrawn":
        council.unpublish()
    else:
        ends = timezone.now().date() if change == "ended" else contact.consent_ends_on
        scope = "question" if change == "question only" else contact.scope
        Contact.objects.update(consent_ends_on=ends, scope=scope)

    assert client.post(form_address(council), typed()).status_code == 404
    client.post(link_in(mail.outbox[0]))
    assert [message.to for message in mail.outbox] == [["writer@example.org"]]


# Limits ------------------------------------------------------------------------------


def test_a_writer_sends_five_messages_a_day_and_the_others_wait(client, council, contact):
    for _ in range(relay.PER_SENDER):
        assert write(client, council, email="Writer+more@Example.org")
    client.post(form_address(council), typed())
    link = link_in(mail.outbox[-1])

    answer = client.post(link)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"]
    assert "is kept" in answer.text
    assert write(client, council, email="other@example.org")

    Message.objects.exclude(sent_at=None).update(sent_at=timezone.now() - timedelta(hours=25))
    assert client.post(link).status_code == 302


def test_a_member_who_writes_too_often_is_told_and_keeps_the_words(client, council, contact):
    client.force_login(make_member("asha@example.org"))
    for _ in range(relay.PER_SENDER):
        assert client.post(form_address(council), typed()).status_code == 302

    answer = client.post(form_address(council), typed())

    assert answer.status_code == 429
    assert "Good day." in answer.text


def test_nobodys_mailbox_is_filled_and_nobody_is_told_why(client, council, contact):
    answers = set()
    for _ in range(relay.QUESTIONS + 3):
        answer = client.post(form_address(council), typed(), follow=True)
        answers.add((answer.status_code, answer.text))

    assert len(answers) == 1
    assert len(mail.outbox) == relay.QUESTIONS


def test_very_many_forms_of_one_network_are_refused(client, council, contact, settings):
    settings.ACCOUNT_RATE_LIMITS = {"public_form": "3/h/ip"}
    for n in range(3):
        fields = typed(email=f"{n}@example.org")
        assert client.post(form_address(council), fields).status_code == 302

    answer = client.post(form_address(council), typed(email="late@example.org"))

    assert answer.status_code == 429
    assert "Good day." in answer.text
    assert answer["Retry-After"] == "3600"
    assert "You can send it again in 60 minutes." in answer.text


def test_a_contact_gets_ten_messages_a_day_and_the_others_wait(client, council, contact):
    for n in range(relay.PER_RECEIVER):
        assert write(client, council, email=f"{n}@example.org")

    client.post(form_address(council), typed(email="late@example.org"))
    link = link_in(mail.outbox[-1])
    answer = client.post(link)
    assert answer.status_code == 429
    assert "is kept" in answer.text

    Message.objects.exclude(sent_at=None).update(sent_at=timezone.now() - timedelta(hours=25))
    assert client.post(link).status_code == 302
    assert "> Good day." in mail.outbox[-1].body


# Links in the mails ------------------------------------------------------------------


def test_a_contact_refuses_and_the_writer_is_told(client, council, contact):
    message = write(client, council, words="kanari words")
    client.get(link_in(message))
    assert Message.objects.get().words

    client.post(link_in(message), {"answer": "refuse"})
    client.post(link_in(message), {"answer": "refuse"})

    assert mail.outbox[-1].to == ["writer@example.org"]
    assert "Peace Council" not in mail.outbox[-1].subject + mail.outbox[-1].body
    assert client.get(link_in(mail.outbox[-1])).status_code == 200
    assert len(mail.outbox) == 3
    assert not Message.objects.get().words


def test_a_blocked_writer_reaches_nobody_and_is_not_told(client, council, contact):
    message = write(client, council)
    client.post(link_in(message), {"answer": "block"})
    assert Block.objects.count() == 1

    for _ in range(3):
        assert write(client, council) is None
    assert write(client, council, email="other@example.org")


def test_after_a_change_of_the_person_the_former_ones_links_open_nothing(client, council, contact):
    message = write(client, council)
    contact.refresh_from_db()
    contact.email = "successor@example.org"
    contact.save()

    assert client.post(link_in(message), {"answer": "stop"}).status_code == 410
    assert Contact.objects.get().takes_messages


def test_a_contact_stops_all_messages(client, council, contact):
    message = write(client, council)

    client.post(link_in(message), {"answer": "stop"})

    assert client.get(form_address(council)).status_code == 404
    assert not Message.objects.exists()
    assert client.get(link_in(message)).status_code == 410


def test_links_of_others_open_nothing(client, council, contact):
    question = link_in(write_only(client, council)).split("/")[-2]
    answer = link_in(write(client, council)).split("/")[-2]

    for token in ("x", question[:-2], answer):
        assert client.post(f"/en/stakeholders/message/send/{token}/").status_code == 410
    for token in ("x", question):
        address = f"/en/stakeholders/message/answer/{token}/"
        assert client.post(address, {"answer": "stop"}).status_code == 410
    assert Contact.objects.get().scope == "messages"


def write_only(client, council):
    client.post(form_address(council), typed())
    return mail.outbox[-1]


def test_an_old_link_says_so(client, council, contact, monkeypatch):
    question = write_only(client, council)
    monkeypatch.setattr(relay, "WRITERS", replace(relay.WRITERS, lasts=timedelta(seconds=-1)))

    assert client.get(link_in(question)).status_code == 410
    assert client.post(link_in(question)).status_code == 410


# What stays, and where ---------------------------------------------------------------


def test_after_thirty_days_nothing_is_left(client, council, contact):
    write(client, council)
    relay.purge()
    assert Message.objects.exists()

    Message.objects.update(created_at=timezone.now() - relay.KEEP - timedelta(minutes=1))
    relay.purge()

    assert not Message.objects.exists()


def test_what_is_never_confirmed_goes_after_three_days(client, council, contact):
    write_only(client, council)
    Message.objects.update(created_at=timezone.now() - relay.WRITERS.lasts)
    relay.purge()

    assert not Message.objects.exists()


def test_neither_addresses_nor_words_can_be_read_in_the_database_or_the_log(
    client, council, contact, caplog
):
    caplog.set_level("DEBUG")
    caplog.handler.setLevel("DEBUG")
    write(client, council, words="kanari words", name="kanari name", email="kanari@example.org")

    stored = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            stored += [table for row in cursor.fetchall() if "kanari" in str(row).lower()]
    assert stored == []
    assert "kanari" not in caplog.text.lower()


INJECTIONS = [
    f"{before}{end}{header}: {value}"
    for before in ("a@example.org", "A friend")
    for end in ("\n", "\r\n", "\r", "%0a", "\\n", "\u2028", "\x0b", "\x0c", "\x85", "\n\t")
    for header, value in (("Bcc", "evil@example.org"), ("Subject", "evil"))
]


def test_forty_injections_add_no_header_and_no_receiver(
    client, council, contact, monkeypatch, settings
):
    assert len(INJECTIONS) == 40
    for limit in ("PER_SENDER", "PER_RECEIVER", "QUESTIONS"):
        monkeypatch.setattr(relay, limit, 1000)
    settings.ACCOUNT_RATE_LIMITS = False
    for text in INJECTIONS:
        for field in ("name", "email", "words"):
            mail.outbox.clear()
            answer = client.post(form_address(council), typed(may_be_answered="on") | {field: text})
            assert answer.status_code in {302, 422}
            for message in list(mail.outbox):
                client.post(link_in(message))
            for message in mail.outbox:
                lines = message.message().as_bytes().split(b"\n\n")[0].lower()
                assert b"\nbcc" not in lines
                assert message.recipients() in (["writer@example.org"], [SECRET])
                assert "evil" not in message.subject
                assert not re.search("^(bcc|subject): ", message.body, re.I | re.M)


@pytest.mark.parametrize("number", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_nobody_finds_out_by_the_relay_who_is_a_member(client, council, contact, settings, number):
    settings.ACCOUNT_RATE_LIMITS = False
    answers = set()
    for n in range(number):
        make_member(f"known{n}@example.org")
        for email in (f"known{n}@example.org", f"nobody{n}@example.org"):
            answer = client.post(form_address(council), typed(email=email), follow=True)
            answers.add((answer.status_code, tuple(answer.redirect_chain), answer.text))

    assert len(answers) == 1
    assert len(mail.outbox) == 2 * number


# Contacts in the admin ---------------------------------------------------------------


def test_an_administrator_says_why_before_a_contact_is_shown(admin_client, council, contact):
    listing = admin_client.get("/admin/contacts/").text
    assert "Village Peace Council" in listing
    assert SECRET not in listing
    address = f"/admin/contacts/{contact.pk}/"
    assert SECRET not in admin_client.get(address).text
    assert SECRET not in admin_client.post(address, {"reason": ""}).text

    assert SECRET in admin_client.post(address, {"reason": "A call from them"}).text

    [entry] = ModelLogEntry.objects.filter(action="stakeholders.look")
    assert entry.data["reason"] == "A call from them"
    assert entry.user == Member.objects.get(email="admin@example.org")
    assert "anari" not in entry.label


def test_an_administrator_adds_changes_and_deletes_a_contact(admin_client, council):
    fields = {
        "name": "Kanari", "email": SECRET, "phone": "", "language": "ne", "scope": "messages",
        "consent_given_on": timezone.now().date(), "consent_note": "By mail",
        "consent_ends_on": timezone.now().date() + timedelta(days=365),
    }  # fmt: skip
    too_long = fields | {"consent_ends_on": timezone.now().date() + timedelta(days=700)}
    add = f"/admin/profiles/{council.pk}/contacts/add/"
    assert "a year at most" in admin_client.post(add, too_long).text
    admin_client.post(add, fields)
    contact = Contact.objects.get()

    admin_client.post(f"/admin/contacts/{contact.pk}/", fields | {"name": "Other"})
    assert Contact.objects.get().name == "Other"
    admin_client.post(f"/admin/contacts/{contact.pk}/delete/")

    assert not Contact.objects.exists()
    said = str(list(ModelLogEntry.objects.values_list("label", "data")))
    assert "anari" not in said


def test_nobody_looks_at_very_many_contacts_in_a_day(admin_client, contact, monkeypatch):
    monkeypatch.setattr("stakeholders.contact_views.LOOKS_A_DAY", 2)
    address = f"/admin/contacts/{contact.pk}/"
    for _ in range(2):
        assert SECRET in admin_client.post(address, {"reason": "Why"}).text

    answer = admin_client.post(address, {"reason": "Why"}, follow=True)

    assert SECRET not in answer.text
    assert "very many" in answer.text
