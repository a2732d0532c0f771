"""What sign-in and accounts keep of a person."""

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import personal_data
from members.models import Invitation, Member

NAME = pgettext_lazy("site", "Name")
# All that is kept of an account but the password, which nobody can read.
ACCOUNT = {
    name: Member._meta.get_field(name).verbose_name
    for name in ("email", "name", "language", "discreet", "date_joined", "last_login", "is_active")
} | {
    "is_superuser": pgettext_lazy("site", "Administrator"),
    "number": _("A number that means nothing outside this site"),
}


def account(member):
    return Member.objects.filter(pk=member.pk).values(*ACCOUNT)


def factors(member):
    """The ways to show who one is. Of the secrets nothing is told: who has them can sign in."""
    kinds = {
        Authenticator.Type.WEBAUTHN: _("Passkey"),
        Authenticator.Type.TOTP: _("Codes of an app"),
        Authenticator.Type.RECOVERY_CODES: pgettext_lazy("site", "Recovery codes"),
    }
    for factor in Authenticator.objects.filter(user=member.pk).order_by("pk"):
        yield {
            "kind": str(kinds[factor.type]),
            "name": factor.data.get("name", ""),
            "created_at": factor.created_at,
            "last_used_at": factor.last_used_at,
        }


def sessions_of(member):
    """Where somebody is signed in, or was about to be."""
    key = user_pk_to_url_str(member)
    for session in Session.objects.iterator():
        data = session.get_decoded()
        if SESSION_KEY in data:
            is_theirs = data[SESSION_KEY] == str(member.pk)
        else:
            signing_in = data.get(LOGIN_SESSION_KEY) or {}
            is_theirs = signing_in.get("user_pk") == key or (
                data.get("account_verified_email") == member.email
            )
        if is_theirs:
            yield session


def end_sessions(member):
    Session.objects.filter(pk__in=[session.pk for session in sessions_of(member)]).delete()


def register():
    personal_data.enter(
        personal_data.Place("members.Member", _("Your account"), ACCOUNT, tell=account),
        first=True,
    )
    personal_data.goes(
        "members.Member_groups.member",
        _("What your account may do: the groups it is in"),
        {"group__name": NAME},
    )
    personal_data.goes(
        "members.Member_user_permissions.member",
        _("Rights that you alone were given"),
        {"permission__name": NAME},
    )
    personal_data.goes(
        "members.MemberLanguage.member",
        _("Languages you read"),
        {"code": _("Language"), "writes": _("I write it, too")},
    )
    personal_data.stays(
        "members.Invitation.invited_by",
        _("Invitations you sent"),
        {"created_at": pgettext_lazy("site", "When")},
    )
    personal_data.by_address(
        "members.Invitation.email",
        _("Invitations you got"),
        {"created_at": pgettext_lazy("site", "When")},
        lambda address: Invitation.objects.filter(email=address),
    )
    personal_data.goes(
        "account.EmailAddress.user",
        _("E-mail addresses you use here"),
        {"email": _("E-mail address"), "verified": _("Confirmed"), "primary": _("In use")},
    )
    personal_data.goes(
        "mfa.Authenticator.user",
        _("Passkeys, apps and recovery codes"),
        {"kind": _("Kind"), "name": NAME, "created_at": _("Made"), "last_used_at": _("Last used")},
        tell=factors,
    )
    personal_data.column("mfa.Authenticator.data")  # goes with its row
    personal_data.enter(
        personal_data.Place(
            "sessions.Session",
            _("Devices you are signed in on"),
            {"until": _("Until")},
            tell=lambda member: [{"until": row.expire_date} for row in sessions_of(member)],
            forget=end_sessions,
        )
    )
