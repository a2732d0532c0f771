"""Who edits a committee, and how what they write appears."""

from django.core.exceptions import PermissionDenied
from wagtail.log_actions import log

from core.languages.ladder import ladder
from core.turns import turn
from members.mails import link_to, write_to_address
from stakeholders.models import Appointment, EditorInvitation, ProfilePage
from stakeholders.models.contact import mark_of
from stakeholders.relay import Gone, profile_for
from stakeholders.rights import sync_rights


def invite_editor(committee, email, language, user):
    """Ask somebody by mail to edit a committee, of which `committee` is any version.

    An earlier mail to the same address for it no longer works. The mail names no committee that
    not everybody may read.
    """
    key, mark = committee.translation_key, mark_of(email)
    with turn():
        EditorInvitation.objects.filter(committee=key, email_mark=mark).delete()
        invitation = EditorInvitation.objects.create(
            committee=key,
            email=email.strip().lower(),
            email_mark=mark,
            language=language,
            invited_by=user,
        )
        public = profile_for(key, ladder(language))
        link = link_to("take_on_editing", invitation.token, language=language)
        write_to_address(
            invitation.email,
            "stakeholders/mails/appointment.txt",
            language,
            {"committee": public and public.title, "link": link},
            about=[key],
        ).send()
        log(instance=committee.original, action="stakeholders.invite_editor", user=user)


def take_back_invitation(invitation, user):
    """The link in the mail no longer works."""
    with turn():
        invitation.delete()
        if committee := invitation.profile:
            log(instance=committee, action="stakeholders.take_back_invitation", user=user)


def accept_appointment(invitation, member):
    """Take on the editing of a committee: with it, the rights. The invitation is used up.

    Raises Gone where it was taken back, is too old or its committee is no more, and
    PermissionDenied for anybody but the member whose address it went to.
    """
    with turn():
        invitation = EditorInvitation.objects.standing().filter(pk=invitation.pk).first()
        committee = invitation and invitation.profile
        if committee is None:
            raise Gone
        if invitation.email != member.email:
            raise PermissionDenied
        Appointment.objects.get_or_create(
            committee=invitation.committee,
            member=member,
            defaults={"appointed_by": invitation.invited_by},
        )
        invitation.delete()
        sync_rights(committee.translation_key)
        log(instance=committee, action="stakeholders.accept_appointment", user=member)


def end_appointment(appointment, user):
    """From their next request on, somebody edits a committee no longer."""
    with turn():
        appointment.delete()
        sync_rights(appointment.committee)
        committees = ProfilePage.objects.originals()
        if committee := committees.filter(translation_key=appointment.committee).first():
            log(instance=committee, action="stakeholders.end_appointment", user=user)


def set_review_of_updates(committee, is_reviewed, user):
    """Whether what the editors of a committee write is looked at first, or appears at once."""
    key = committee.translation_key
    with turn():
        ProfilePage.objects.filter(translation_key=key).update(reviews_updates=is_reviewed)
        sync_rights(key)
        log(instance=committee.original, action="stakeholders.set_review_of_updates", user=user)


def forget_unanswered():
    """Nothing stays of an invitation that has run out."""
    EditorInvitation.objects.run_out().delete()
