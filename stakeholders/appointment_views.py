"""The link in the mail that asks somebody to edit a committee."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from core.languages.ladder import ladder
from core.visitors import member_of
from members.actions import admit
from members.models import SignUpSetting
from stakeholders.actions import accept_appointment
from stakeholders.models import Appointment, EditorInvitation
from stakeholders.models.appointment import LINK
from stakeholders.relay import Gone, profile_for
from stakeholders.relay_views import link_ran_out

NOT_THEIRS = 403


@never_cache
def take_on_editing(request, token):
    """Ask whoever is signed in, and lead the others to the door; looking changes nothing."""
    member = member_of(request)
    invitation = EditorInvitation.objects.by_token(token)
    committee = invitation and invitation.profile
    if committee is None:
        return (
            redirect("editing_taken_on") if _has_accepted(member, token) else link_ran_out(request)
        )
    if member is None:
        return _door(request, invitation, committee)
    if member.email != invitation.email:
        return render(request, "stakeholders/editing_of_another.html", status=NOT_THEIRS)
    if request.method != "POST":
        return _page(request, "take_on_editing", committee)
    try:
        accept_appointment(invitation, member)
    except Gone:  # by a second click that overtook this one, or taken back
        return redirect(request.path)
    return redirect("editing_taken_on")


def _has_accepted(member, token):
    """Whether a link that was used up was this person's, who edits the committee."""
    parts = LINK.read(token)
    return bool(
        member and parts and Appointment.objects.filter(member=member, committee=parts[1]).exists()
    )


def _door(request, invitation, committee):
    """Signing in, or opening the account that this mail is an invitation to as well.

    Whether there is an account already is not told.
    """
    is_open = SignUpSetting.load(request).is_by_invitation
    if request.method != "POST" or not is_open:
        return _page(request, "editing_door", committee, may_open=is_open, here=request.path)
    account = admit(invitation.email, get_language(), invitation.invited_by)
    where = {"invitation": account.token, "next": request.path}
    return redirect(reverse("account_signup", query=where))


def _page(request, name, committee, **context):
    """A page that names the committee, in the version nearest to the reader."""
    shown = profile_for(committee.translation_key, ladder(get_language())) or committee
    context |= {"committee": shown}
    return render(request, f"stakeholders/{name}.html", context)
