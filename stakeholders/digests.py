"""Updates by mail: asking for them, confirming it, leaving.

Nothing is sent to an address before the link in a first mail was followed. A later one is left by
one click, also of a mail program (RFC 8058). What is sent: `stakeholders.digest_mails`.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from core.models import WithdrawnItem
from core.own_data.withdrawn import forget_rows
from core.public_forms import TooMany
from core.turns import turn
from members.links import MailLink
from members.mails import link_to, write_to_address
from stakeholders.models import DigestSubscription, ProfilePage
from stakeholders.models.contact import mark_of
from stakeholders.relay import Gone

# Of one address, and mails in an hour to one that somebody has typed.
PER_ADDRESS, QUESTIONS = 20, 5
HOUR = timedelta(hours=1)
ASKERS = MailLink("stakeholders.digest.asker", timedelta(days=14))
LEAVERS = MailLink("stakeholders.digest.leaver", None)


def ask(address, language, country="", committee=None):
    """Ask whoever reads mails to this address whether they want updates there.

    Of one country, of one committee (its key), or of all. Whether they get them already is told to
    nobody else: they are asked again. Within an hour they are asked once.
    """
    mark, an_hour_ago = mark_of(address), timezone.now() - HOUR
    with turn():
        asked = DigestSubscription.objects.filter(email_mark=mark, asked_at__gt=an_hour_ago)
        if asked.unanswered().count() >= QUESTIONS:
            return
        same = DigestSubscription.objects.with_key(mark, language, country, committee).first()
        if same and same.asked_at > an_hour_ago:
            return
        subscription = same or DigestSubscription(
            email_mark=mark, language=language, country=country, committee=committee
        )
        if not subscription.confirmed_at:
            subscription.email = address
        subscription.asked_at = timezone.now()
        subscription.save()
        link = link_to("confirm_digest", ASKERS.token(*subscription.key), language=language)
        template = "stakeholders/mails/confirm_digest.txt"
        write_to_address(address, template, language, {"link": link}).send()


def subscription_of(token):
    """The one of a link in a first mail, or None where the link is wrong, old or it is gone."""
    key = ASKERS.read(token)
    return DigestSubscription.objects.with_key(*key).first() if key else None


def confirm(subscription):
    """Tell them from now on what is published; again, it does nothing.

    Raises Gone, and TooMany where the address gets very many already.
    """
    with turn():
        subscription = DigestSubscription.objects.filter(pk=subscription.pk).first()
        if subscription is None:
            raise Gone
        if subscription.confirmed_at:
            return
        others = DigestSubscription.objects.filter(email_mark=subscription.email_mark).confirmed()
        if others.count() >= PER_ADDRESS:
            raise TooMany
        subscription.confirmed_at = subscription.told_until = timezone.now()
        subscription.save()


def leaving_link(subscription):
    """The link by which it is left, in each mail: it works for ever."""
    token = LEAVERS.token(*subscription.key)
    return link_to("leave_digest", token, language=subscription.language)


def key_of_leaver(token):
    """What a leaving link is about (`DigestSubscription.key`), or None where it is not ours."""
    return LEAVERS.read(token)


def can_be_left(key):
    """Whether it is there, or may rest with a committee that was withdrawn, and come back."""
    committee = key[3]
    if committee and WithdrawnItem.objects.standing().filter(key=committee).exists():
        return True
    return DigestSubscription.objects.with_key(*key).exists()


def leave(key):
    """Nothing of it stays, nor where it rests with a committee that was withdrawn; again, it does
    nothing."""
    mark, language, _country, committee = key
    with turn():
        deleted, _rows = DigestSubscription.objects.with_key(*key).delete()
        if committee and not deleted:
            known_by = {"email_mark": mark, "language": language, "committee": str(committee)}
            forget_rows(DigestSubscription, **known_by)


def purge():
    """Delete what was never confirmed, and whose committee is gone for good.

    What rests with a committee that was withdrawn is not here.
    """
    never = Q(confirmed_at=None, asked_at__lt=timezone.now() - ASKERS.lasts)
    there = ProfilePage.objects.values("translation_key")
    gone = ~Q(committee=None) & ~Q(committee__in=there)
    DigestSubscription.objects.filter(never | gone).delete()
