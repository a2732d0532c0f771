"""Staying true: once a year an organisation is asked whether what stands here still holds.

Its contacts answer with one click, and agree with it to another year. Who does not want to be
listed any more says that with one click, too. What readers are told: `stakeholders.confirmation`.
"""

import logging
from datetime import timedelta

from django.db.models import Q
from wagtail.log_actions import log

from core.actions import withdraw
from core.turns import turn
from members.links import MailLink
from members.mails import link_to
from members.mails import write as write_mail
from stakeholders import unlisted
from stakeholders.models import Contact, ProfilePage
from stakeholders.models.contact import today
from stakeholders.relay import Gone

logger = logging.getLogger(__name__)

YEAR = timedelta(days=365)
# So long before a year is over people are asked: what they agreed to ends with it.
BEFORE_THE_END = timedelta(days=30)
YEARLY = MailLink("stakeholders.confirmation", timedelta(days=200))


def ask_contacts():
    """Write to each contact whose year is nearly over, or whose organisation's is; once."""
    for pk in list(_due().values_list("pk", flat=True)):
        try:
            _ask(pk)
        except Exception:
            logger.exception("Contact %s could not be asked; the others are.", pk)


def contact_of(token):
    """The contact whom a link was sent to, or None where it is wrong, old or of another person."""
    parts = YEARLY.read(token)
    return Contact.objects.filter(pk=parts[0], email_mark=parts[1]).first() if parts else None


def profile_of(contact):
    """The original of the profile a contact speaks for, or None where it is not read any more."""
    return _versions(contact.item).originals().first()


def confirmation_link(contact):
    """The link of the yearly question to a contact."""
    token = YEARLY.token(contact.pk, contact.email_mark)
    return link_to("confirm_profile", token, language=contact.language)


def confirm(contact):
    """All of the profile holds, and the contact agrees for another year. Raises Gone."""
    with turn():
        same = Contact.objects.filter(pk=contact.pk, email_mark=contact.email_mark)
        agreed = {"consent_given_on": today(), "consent_ends_on": today() + YEAR}
        profile = profile_of(contact)
        if profile is None or not same.update(**agreed):
            raise Gone
        _versions(contact.item).update(confirmed_on=today())
        log(instance=profile, action="stakeholders.confirm")


def change(contact, answers):
    """What has changed goes into the review, as a draft; the rest of the profile holds.

    `answers` are {name of a field of the profile: value}. Raises Gone.
    """
    with turn():
        confirm(contact)
        if not answers:
            return
        profile = profile_of(contact).get_latest_revision_as_object()
        for name, value in answers.items():
            setattr(profile, name, value)
        # Whoever reviews what was there before has not seen this.
        if review := profile.current_workflow_state:
            review.cancel()
        profile.save_revision(log_action=True)
        if workflow := profile.get_workflow():
            workflow.start(profile, None)


def do_not_list(contact):
    """Withdraw the profile in all languages, forget its contacts, and keep imports away."""
    with turn():
        profile = profile_of(contact)
        if profile is None:
            raise Gone
        unlisted.remember(profile)
        Contact.objects.filter(item=contact.item).delete()
        record = withdraw(profile)
        log(instance=record, action="stakeholders.do_not_list")


def forget_contacts():
    """Nothing stays of a contact a month after what they agreed to has run out, or whose
    organisation is gone."""
    there = ProfilePage.objects.values("translation_key")
    Contact.objects.filter(
        Q(consent_ends_on__lt=today() - BEFORE_THE_END) | ~Q(item__in=there)
    ).delete()


def _versions(item):
    return ProfilePage.objects.filter(translation_key=item, alias_of=None)


def _due():
    """The contacts to be asked today, who were not asked for nearly a year."""
    nearly_a_year_ago = today() - YEAR + BEFORE_THE_END
    readable = ProfilePage.objects.readable().originals()
    old = readable.filter(
        Q(confirmed_on__lte=nearly_a_year_ago)
        | Q(confirmed_on=None, first_published_at__date__lte=nearly_a_year_ago)
    )
    ends = Q(consent_ends_on__lte=today() + BEFORE_THE_END)
    return (
        Contact.objects.with_consent()
        .filter(Q(asked_on=None) | Q(asked_on__lte=nearly_a_year_ago))
        .filter(item__in=readable.values("translation_key"))
        .filter(ends | Q(item__in=old.values("translation_key")))
        .order_by("pk")
    )


def _ask(pk):
    with turn():
        contact = _due().filter(pk=pk).first()
        if contact is None:
            return
        profile = profile_of(contact)
        _versions(contact.item).update(asked_on=today())
        Contact.objects.filter(pk=pk).update(asked_on=today())
        write_mail(
            "stakeholders/mails/yearly_question.txt",
            contact.email,
            contact.language,
            {"organisation": profile.title, "link": confirmation_link(contact)},
            about=[contact.item],
        ).send()
