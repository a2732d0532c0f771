"""The relay: strangers write to an organisation, and neither side learns the other's address.

A message goes on its way when its writer has followed the link in a mail. The contact gets it as
plain text, and can refuse it, block the writer or stop the relay. The limits of a day are exact,
because each message takes its turn.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from core.languages.ladder import ladder
from core.public_forms import TooMany
from core.turns import turn
from members.links import MailLink
from members.mails import link_to, write_to_address
from members.mails import write as write_mail
from stakeholders.models import Block, Contact, Message, ProfilePage
from stakeholders.models.contact import mark_of

# Messages that are handed on in a day.
PER_SENDER, PER_RECEIVER = 5, 10
DAY = timedelta(days=1)
# Mails in an hour to an address that somebody has typed.
QUESTIONS = 5
HOUR = timedelta(hours=1)
KEEP = timedelta(days=30)
WRITERS = MailLink("stakeholders.relay.writer", timedelta(days=3))
RECEIVERS = MailLink("stakeholders.relay.receiver", KEEP)


class Gone(Exception):
    """There is no such message any more."""


def write(item, number, sender, name, words, may_be_answered, language, *, is_known):
    """Take a message for the organisation with the key `item`.

    Unless `is_known` (it is a member's confirmed address) the writer gets a mail to confirm it. Of
    an address that was typed very often nothing is said and nothing kept: it may be another's. The
    same `number` counts once. Raises Contact.DoesNotExist; TooMany of a known writer.
    """
    mark = mark_of(sender)
    with turn():
        contact = Contact.objects.for_messages(item).first()
        if contact is None:
            raise Contact.DoesNotExist
        if Message.objects.filter(pk=number).exists():
            return
        asked = Message.objects.filter(sent_at=None, created_at__gt=timezone.now() - HOUR)
        if not is_known and asked.filter(sender_mark=mark).count() >= QUESTIONS:
            return
        message = Message.objects.create(
            number=number,
            contact=contact,
            sender_mark=mark,
            sender=sender,
            sender_name=name,
            words=words,
            may_be_answered=may_be_answered,
            language=language,
        )
        if is_known:
            _deliver(message)
        else:
            _ask_writer(message)


def message_of_writer(token):
    """The message of a writer's link, or None where the link is wrong, old or its message gone."""
    parts = WRITERS.read(token)
    return _find(parts[0]) if parts else None


def message_of_receiver(token):
    """The same for a contact's link, which is bound to the person who got it."""
    parts = RECEIVERS.read(token)
    message = _find(parts[0]) if parts else None
    return message if message and message.contact.email_mark == parts[1] else None


def confirm(message):
    """Send a message on that its writer has confirmed; again, it does nothing. Raises Gone, and
    TooMany: then it is kept, and can be confirmed another day."""
    with turn():
        message = _read(message)
        if not message.sent_at:
            _deliver(message)


def refuse(message):
    """Tell the writer that no answer will come; the words are gone at once. Raises Gone."""
    with turn():
        message = _read(message)
        if message.refused_at:
            return
        _forget_words(message)
        link = link_to("message_refused", language=message.language)
        template = "stakeholders/mails/refused.txt"
        write_to_address(message.sender, template, message.language, {"link": link}).send()


def block(message):
    """The writer is told nothing, now or later, and nothing of theirs arrives any more. Raises
    Gone."""
    with turn():
        message = _read(message)
        _forget_words(message)
        Block.objects.get_or_create(contact=message.contact, sender_mark=message.sender_mark)


def stop(message):
    """The contact takes no more messages of strangers, until they agree anew. Raises Gone."""
    with turn():
        contact = _read(message).contact
        contact.scope = Contact.Scope.QUESTION
        contact.save(update_fields=["scope"])
        Message.objects.filter(contact=contact).delete()
        log(instance=contact, action="stakeholders.stop_messages")


def purge():
    """Delete what is 30 days old, and what was never confirmed."""
    now = timezone.now()
    never = Q(sent_at=None, created_at__lt=now - WRITERS.lasts)
    Message.objects.filter(Q(created_at__lt=now - KEEP) | never).delete()


def profile_for(item, languages):
    """The version of an organisation's profile that a reader with this ladder is shown, or None."""
    versions = ProfilePage.objects.filter(translation_key=item).readable()
    return versions.best_version(languages).select_related("locale").first()


def _find(number):
    return Message.objects.select_related("contact").filter(pk=number).first()


def _read(message):
    """The message as it is in this turn."""
    if found := _find(message.pk):
        return found
    raise Gone


def _ask_writer(message):
    link = link_to("confirm_message", WRITERS.token(message.pk), language=message.language)
    template = "stakeholders/mails/confirm_message.txt"
    write_to_address(message.sender, template, message.language, {"link": link}).send()


def _deliver(message):
    """Hand a message to the mails; within a turn. A blocked writer's goes nowhere, silently."""
    contact, now = message.contact, timezone.now()
    profile = profile_for(contact.item, ladder(contact.language))
    is_blocked = contact.blocks.filter(sender_mark=message.sender_mark).exists()
    if is_blocked or profile is None or not contact.takes_messages:
        _forget_words(message)
        return
    lately = Message.objects.filter(sent_at__gt=now - DAY)
    if lately.filter(sender_mark=message.sender_mark).count() >= PER_SENDER:
        raise TooMany
    if lately.filter(contact=contact).count() >= PER_RECEIVER:
        raise TooMany
    message.sent_at = now
    message.save(update_fields=["sent_at"])
    token = RECEIVERS.token(message.pk, contact.email_mark)
    write_mail(
        "stakeholders/mails/message.txt",
        contact.email,
        contact.language,
        {
            "organisation": profile.title,
            "name": message.sender_name,
            "lines": message.words.splitlines(),
            "may_be_answered": message.may_be_answered,
            "link": link_to("answer_message", token, language=contact.language),
        },
        reply_to=[message.sender] if message.may_be_answered else None,
        is_plain=True,
        about=[contact.item],
    ).send()


def _forget_words(message):
    message.words = message.sender_name = ""
    message.refused_at = timezone.now()
    message.save(update_fields=["words", "sender_name", "refused_at"])
