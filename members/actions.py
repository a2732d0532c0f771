"""What is done with accounts."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from members import mails, personal_data
from members.models import Erasure, Invitation, Member

# How long somebody who signed up has to confirm the address.
TIME_TO_CONFIRM = timedelta(days=7)


@transaction.atomic
def invite(invitation, user):
    """Store an invitation and send its mail."""
    invitation.invited_by = user
    invitation.save()
    link = mails.link_to("account_signup", language=invitation.language)
    link += f"?invitation={invitation.token}"
    mails.write(
        "members/mails/invitation.txt", invitation.email, invitation.language, {"link": link}
    ).send()
    log(instance=invitation, action="members.invite", user=user)


def admit(address, language, invited_by):
    """Let somebody open an account who came by the link in another mail to this address.

    Gives the invitation to it, for which no mail is sent.
    """
    standing = Invitation.objects.standing().filter(email=address).first()
    return standing or Invitation.objects.create(
        email=address, language=language, invited_by=invited_by
    )


def accept(address):
    """Note that whoever was invited at this address has come."""
    Invitation.objects.filter(email=address, accepted_at=None).update(accepted_at=timezone.now())


def forget_unconfirmed():
    """Delete accounts whose address was never confirmed, and invitations that ran out."""
    since = timezone.now() - TIME_TO_CONFIRM
    Member.objects.filter(
        date_joined__lt=since, last_login=None, emailaddress__verified=False
    ).exclude(emailaddress__verified=True).delete()
    Invitation.objects.filter(created_at__lt=timezone.now() - 2 * Invitation.LASTS).delete()


@transaction.atomic
def erase(member, by=None):
    """Take a person off the site; `by` is the administrator who does it, if they do not themselves.

    What they wrote for the site stays without a name, what is only theirs goes: each app says which
    (`members.personal_data`; `members.signals.forget_person` asks them all). Raises ValidationError
    for the last administrator.
    """
    personal_data.begin()
    member = Member.objects.select_for_update().get(pk=member.pk)
    administrators = Member.objects.filter(is_superuser=True, is_active=True)
    if member.is_superuser and not administrators.exclude(pk=member.pk).exists():
        raise ValidationError(
            _("The last administrator stays. Make somebody else an administrator first.")
        )
    member.delete()
    log(Erasure.objects.get(number=member.number), "members.erase", user=by)
