"""A mail server that speaks SMTP, on a port of this machine."""

from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from tests.postgresql import free_port


class MailServer:
    """Takes mails, or answers each receiver as `answers` says: {address: "451 later"}."""

    def __init__(self):
        self.taken, self.answers, self.shut = [], {}, ""

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.shut or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append((envelope.rcpt_tos, message))
        return "250 OK"

    @property
    def subjects(self):
        return [message["Subject"] for _, message in self.taken]


@contextmanager
def running_mail_server():
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()


@contextmanager
def mail_server(settings):
    """Within the block, mails are queued and handed on to the server that is given."""
    with running_mail_server() as server:
        settings.EMAIL_BACKEND = "core.mails.Queue"
        settings.MAIL_SERVER = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = server.port
        yield server
