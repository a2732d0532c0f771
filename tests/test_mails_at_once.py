"""Several workers send what waits, at the same moment."""

from django.core.mail import send_mail

from core import mails
from core.models import OutgoingMail
from tests.mail_server import mail_server
from tests.threads import at_once


def test_several_senders_send_each_mail_once_and_in_order(shared, settings):
    with mail_server(settings) as server:
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1  # nobody is there
        for number in range(20):
            send_mail(str(number), "Words", "site@example.org", [f"{number % 4}@example.org"])
        settings.EMAIL_PORT = port
        OutgoingMail.objects.update(due_at="2026-01-01T00:00Z")

        at_once(4, mails.send_waiting)

    assert sorted(map(int, server.subjects)) == list(range(20))
    for person in range(4):
        own = [int(subject) for subject in server.subjects if int(subject) % 4 == person]
        assert own == sorted(own)
