"""The mails that wait for the mail server, sealed; each is handed on in order, and once.

`Queue` is Django's EMAIL_BACKEND, so that all mails go this way, those of libraries too. A mail
that was handed on leaves no row. While the server is away everything waits; a mail to one person
never overtakes an earlier one to them. A sender that is killed between the server's yes and its own
note sends that one mail again, five minutes later and under the same Message-ID.
"""

import json
import logging
from contextlib import suppress
from datetime import timedelta
from email.utils import make_msgid
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from core.models.mail import OutgoingMail
from members.mails import nameless
from members.models import Member
from members.sealing import fingerprint, is_closed

logger = logging.getLogger(__name__)

PURPOSE = "core.mails"
# How long a sender may take; after that its mail is another's. Longer than EMAIL_TIMEOUT.
CLAIM = timedelta(minutes=5)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
GIVE_UP = timedelta(days=3)
# Deleted at a time.
CHUNK = 500
PERMANENT = range(500, 600)
# It answers, but not to us: nothing is wrong with the mails.
SHUT = (SMTPAuthenticationError, SMTPConnectError, SMTPHeloError, SMTPSenderRefused)

_retellers = []


class ServerAway(Exception):
    """The mail server takes nothing now."""


class Queue(BaseEmailBackend):
    """Stores mails in the transaction that makes them necessary; the worker sends them."""

    def send_messages(self, messages):
        from core.tasks import send_mails

        messages = [message for message in messages if message.recipients()]
        with transaction.atomic():
            for message in messages:
                put(message)
            if messages:
                send_mails.enqueue()
        return len(messages)


def put(message):
    """Store a mail, for each of its receivers by itself. Raises ValueError for a torn header."""
    message.message()
    parts = {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        "reply_to": message.reply_to,
        "alternatives": [list(part) for part in getattr(message, "alternatives", [])],
    }
    for receiver in message.recipients():
        headers = {"Message-ID": make_msgid(domain=_host(message.from_email))}
        own = {"to": [receiver], "headers": headers | message.extra_headers}
        if Member.objects.filter(email=receiver.lower(), discreet=True).exists():
            own["from_email"] = nameless(message.from_email)
        OutgoingMail.objects.create(
            receiver=mark_of(receiver),
            sealed=json.dumps(parts | own),
            about=",".join(map(str, getattr(message, "about", ()))),
        )


def waiting_for(address):
    """The mails that wait for one person."""
    return OutgoingMail.objects.filter(receiver=mark_of(address))


def mark_of(address):
    """By what the mails to an address are known (`OutgoingMail.receiver`)."""
    return fingerprint(address, PURPOSE)


def is_in_hand(mail):
    """Whether a sender is handing on this mail now."""
    return mail.claimed_at is not None and mail.claimed_at >= timezone.now() - CLAIM


def tells_again(function):
    """Have `function(mails)` see that what else such mails tell is told again: each is about to be
    forgotten because of one item it is about. What a sender has in hand is told already."""
    _retellers.append(function)


def forget_items(keys):
    """Delete the mails that say that they are about one of these items (`members.mails.write`)."""
    keys = set(map(str, keys))
    tagged = OutgoingMail.objects.exclude(about="").defer("sealed")
    told = [mail for mail in tagged.iterator() if keys & mail.keys]
    for function in _retellers if told else ():
        function([mail for mail in told if not mail.has_failed and not is_in_hand(mail)])
    for start in range(0, len(told), CHUNK):
        pks = [mail.pk for mail in told[start : start + CHUNK]]
        OutgoingMail.objects.filter(pk__in=pks).delete()


def forget_pages(pages):
    """Delete the mails about these pages: those that say so, and those of Wagtail's, which lead to
    a page in the admin."""
    forget_items({page.translation_key for page in pages})
    links = [f"/pages/{page.pk}/" for page in pages]
    for mail in OutgoingMail.objects.filter(about="").iterator():
        if any(link in mail.sealed for link in links):
            mail.delete()


def is_due():
    """Whether anything could be handed on now."""
    return _due().exists()


def send_waiting():
    """Hand on what waits, until nothing does or the server is away. One connection for all."""
    if not is_due():
        return
    server = get_connection(settings.MAIL_SERVER)
    try:
        server.open()
        while pk := _claim():
            _send(pk, server)
    except (ServerAway, OSError, SMTPException) as error:
        logger.warning("The mail server is away (%s); mails wait.", type(error).__name__)
    finally:
        with suppress(OSError, SMTPException):
            server.close()


def give_up_old():
    """Give up what could not be sent for days, and say so in the log; later it is deleted."""
    late = OutgoingMail.objects.filter(created_at__lt=timezone.now() - GIVE_UP)
    if number := late.filter(has_failed=False).update(has_failed=True):
        logger.error("%s mails could not be sent for %s days.", number, GIVE_UP.days)
    late.filter(created_at__lt=timezone.now() - 10 * GIVE_UP).delete()


def _due():
    """What may be handed on now: of each person's mails the earliest."""
    now = timezone.now()
    waiting = OutgoingMail.objects.filter(has_failed=False)
    earlier = waiting.filter(receiver=OuterRef("receiver"), pk__lt=OuterRef("pk"))
    return waiting.filter(
        ~Exists(earlier),
        Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM),
        due_at__lte=now,
    ).order_by("pk")


def _claim():
    """The key of the next mail, for this sender alone; None when nothing is due."""
    while pk := _due().values_list("pk", flat=True).first():
        now = timezone.now()
        free = OutgoingMail.objects.filter(pk=pk, has_failed=False)
        free = free.filter(Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM))
        if free.update(claimed_at=now):
            return pk
    return None


def _send(pk, server):
    """Hand one on. Raises ServerAway."""
    mail = OutgoingMail.objects.get(pk=pk)
    if is_closed(mail.sealed):
        logger.error("None of FIELD_KEYS opens mail %s.", pk)
        _give_up(pk)
        return
    try:
        server.send_messages([_message(mail)])
    except SHUT as error:
        _put_off(mail)
        raise ServerAway(type(error).__name__) from error
    except SMTPRecipientsRefused as error:
        [(code, _said)] = error.recipients.values()
        _refused(mail, code)
    except SMTPResponseException as error:
        _refused(mail, error.smtp_code)
    except (SMTPException, OSError) as error:
        _put_off(mail)
        raise ServerAway(type(error).__name__) from error
    else:
        mail.delete()


def _refused(mail, code):
    """The server answered, and did not take this mail."""
    if code in PERMANENT:
        logger.error("The mail server refused mail %s for good (%s).", mail.pk, code)
        _give_up(mail.pk)
    else:
        _put_off(mail)


def _give_up(pk):
    OutgoingMail.objects.filter(pk=pk).update(has_failed=True, claimed_at=None)


def _put_off(mail):
    pause = min(FIRST_PAUSE * 2 ** min(mail.tries, 10), LONGEST_PAUSE)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        claimed_at=None, tries=F("tries") + 1, due_at=timezone.now() + pause
    )


def _message(mail):
    parts = json.loads(mail.sealed)
    parts["alternatives"] = [tuple(part) for part in parts["alternatives"]]
    return EmailMultiAlternatives(**parts)


def _host(address):
    return address.rpartition("@")[2].rstrip(">") or "localhost"
