"""Mails wait for the mail server: none is lost, none goes twice, and they keep their order."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage, send_mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from core import mails
from core.models import OutgoingMail
from tests.mail_server import mail_server
from tests.makers import make_case, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with mail_server(settings) as server:
        yield server


@pytest.fixture
def away(server, settings):
    """The mail server is away until the test says otherwise."""
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1

    def come_back():
        settings.EMAIL_PORT = port
        OutgoingMail.objects.update(due_at=timezone.now())
        mails.send_waiting()

    return come_back


def write(subject, to="asha@example.org", **more):
    EmailMessage(subject, "Words", "site@example.org", [to], **more).send()


def test_a_mail_is_handed_on_and_leaves_no_trace(server):
    send_mail("Hello", "Words", "site@example.org", ["a@example.org", "b@example.org"])

    assert [to for to, _ in server.taken] == [["a@example.org"], ["b@example.org"]]
    assert server.taken[0][1]["To"] == "a@example.org"
    assert not OutgoingMail.objects.exists()


def test_while_the_server_is_away_mails_wait_and_keep_their_order(away, server):
    for number in range(5):
        write(str(number))
    assert not server.taken
    assert OutgoingMail.objects.count() == 5

    away()
    away()

    assert server.subjects == ["0", "1", "2", "3", "4"]
    assert not OutgoingMail.objects.exists()


def test_what_is_taken_back_is_never_sent(away, server):
    with transaction.atomic():
        write("Hello")
        transaction.set_rollback(True)

    away()

    assert not server.taken


def test_what_waits_cannot_be_read_in_the_database(away):
    write("kanari", "kanari@example.org")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_outgoingmail")
        assert "kanari" not in str(cursor.fetchall())


def test_a_receiver_who_is_unknown_stops_nobody_else(server):
    server.answers["gone@example.org"] = "550 no such person"

    write("One", "gone@example.org")
    write("Two")

    assert server.subjects == ["Two"]
    assert OutgoingMail.objects.get().has_failed


def test_a_receiver_who_cannot_be_reached_now_gets_it_later_and_in_order(server):
    server.answers["full@example.org"] = "452 mailbox full"
    write("One", "full@example.org")
    write("Two", "full@example.org")
    write("Three")
    assert server.subjects == ["Three"]

    server.answers.clear()
    OutgoingMail.objects.update(due_at=timezone.now())
    mails.send_waiting()

    assert server.subjects == ["Three", "One", "Two"]


def test_a_mail_whose_sender_died_goes_out_later_under_the_same_number(away, server):
    write("Hello")
    mail = OutgoingMail.objects.get()
    OutgoingMail.objects.update(claimed_at=timezone.now())
    away()
    assert not server.taken, "it may still be on its way"

    OutgoingMail.objects.update(claimed_at=timezone.now() - mails.CLAIM - timedelta(seconds=1))
    mails.send_waiting()

    [(_, message)] = server.taken
    assert message["Message-ID"] in mail.sealed


def test_a_server_that_takes_nothing_from_us_loses_no_mail(server):
    server.shut = "530 Authentication required"
    write("One")
    write("Two", "other@example.org")
    assert not OutgoingMail.objects.filter(has_failed=True).exists()

    server.shut = ""
    OutgoingMail.objects.update(due_at=timezone.now())
    mails.send_waiting()

    assert sorted(server.subjects) == ["One", "Two"]


def test_after_days_those_who_run_the_site_are_told(away, caplog):
    write("Hello")
    OutgoingMail.objects.update(created_at=timezone.now() - mails.GIVE_UP)

    mails.give_up_old()

    assert OutgoingMail.objects.get().has_failed
    assert "could not be sent" in caplog.text
    assert "example.org" not in caplog.text


def test_who_wants_discreet_mails_gets_all_of_them_from_an_address_without_a_name(server, db):
    make_member("asha@example.org", discreet=True)
    for to in ("asha@example.org", "bina@example.org"):
        send_mail("Hello", "Words", "Infrastructures for Peace <site@example.org>", [to])

    senders = [message["From"] for _, message in server.taken]
    assert senders == ["site@example.org", "Infrastructures for Peace <site@example.org>"]


def test_mails_of_the_admin_say_only_that_something_waits(server, site):
    moderator = make_member("moderator@example.org", name="Kanari")
    moderator.groups.add(Group.objects.get(name="Moderators"))
    case = make_case(site, "A kanari case", live=False)
    case.save_revision()
    case.get_workflow().start(case, make_member("editor@example.org", name="Kanari Editor"))

    [(to, message)] = server.taken
    assert to == ["moderator@example.org"]
    assert "anari" not in str(message)
    assert "/admin/" in str(message)


def test_the_subject_of_a_mail_is_one_line(server):
    with pytest.raises(ValueError, match="newlines"):
        write("Hello\nBcc: other@example.org")

    assert not server.taken


# Keys --------------------------------------------------------------------------------


def test_after_a_change_of_the_key_the_old_one_can_be_taken_away(away, server, settings):
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    write("Hello")

    settings.FIELD_KEYS = [new, old]
    call_command("rotate_field_keys")
    call_command("rotate_field_keys")
    settings.FIELD_KEYS = [new]
    away()

    assert server.subjects == ["Hello"]


def test_what_no_key_opens_stays_and_is_told(away, settings):
    [key] = settings.FIELD_KEYS
    write("Hello")
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(CommandError, match="opens 1 of them"):
        call_command("rotate_field_keys")
    mail = OutgoingMail.objects.get()
    assert mail.sealed == ""
    mail.save()
    settings.FIELD_KEYS = [key]
    assert "Hello" in OutgoingMail.objects.get().sealed


def test_what_no_key_opens_does_not_hold_up_the_others(away, server, settings):
    write("Hello")
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    write("Two", "other@example.org")

    away()

    assert server.subjects == ["Two"]
