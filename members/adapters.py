"""How the one door (django-allauth) treats people."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from members import mails, sealing
from members.models import Invitation, SignUpSetting

# What a mail of allauth's is for; it has others, for what this site does not do.
LINKS = {
    "email_confirmation": "activate_url",
    "email_confirmation_signup": "activate_url",
    "password_reset_key": "password_reset_url",
    "account_already_exists": "password_reset_url",
}
# In the session of somebody who chose a new password, until they are in.
PASSWORD_WAS_RESET = "members.password_was_reset"
# In the session of somebody who followed the link of an invitation.
INVITATION = "members.invitation"


def invitation_of(request):
    """The invitation whose link was followed in this session, while it stands; or None."""
    token = request.session.get(INVITATION)
    if not token or not SignUpSetting.load(request).is_by_invitation:
        return None
    return Invitation.objects.by_token(token)


class MemberAdapter(DefaultAccountAdapter):
    # In our words: allauth has no Nepali, and what it says here is read by everyone.
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address and password do not fit together."),
        "duplicate_email": _("This is your e-mail address already."),
        "email_taken": _("This e-mail address cannot be used."),
        "max_email_addresses": _("This e-mail address cannot be used."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your current password."),
        "rate_limited": _("Too many wrong codes. Please try again in five minutes."),
        "too_many_login_attempts": _("Too many wrong passwords. Please try again in five minutes."),
    }

    def is_open_for_signup(self, request):
        return SignUpSetting.load(request).is_open or invitation_of(request) is not None

    def new_user(self, request):
        """Who signs up shows first that the e-mail address is theirs (members/signals.py)."""
        member = super().new_user(request)
        member.address_is_vouched_for = False
        return member

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data["name"]
        user.language = get_language()
        return super().save_user(request, user, form, commit)

    def is_safe_url(self, url):
        """Whether a person may be led to `url`: only within the site that was asked.

        Stock also trusts the other ALLOWED_HOSTS.
        """
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        )

    def get_login_redirect_url(self, request):
        if request.session.pop(PASSWORD_WAS_RESET, False):
            return reverse("account_reset_password_from_key_done")
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("account_home")

    def get_signup_redirect_url(self, request):
        return reverse("account_home")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("account_home")

    def get_logout_redirect_url(self, request):
        return self.front_page()

    def get_password_change_redirect_url(self, request):
        return reverse("account_change_password_done")

    def get_reauthentication_methods(self, user):
        """How a person confirms that it is still them; by password only without a second factor.

        Stock, a password would be enough to take the second factor away.
        """
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """One mail for every change in how one signs in; it tells neither what nor from where."""
        link = self.request.build_absolute_uri(reverse("account_home"))
        mails.write_to(user, "members/mails/sign_in_changed.txt", {"link": link}, email).send()

    def send_mail(self, template_prefix, email, context):
        """allauth's mails, in our words and from one template each."""
        name = template_prefix.rpartition("/")[2]
        template, words = f"members/mails/{name}.txt", {"link": context[LINKS[name]]}
        if member := context.get("user"):
            mails.write_to(member, template, words, email).send()
        else:
            mails.write_to_address(email, template, get_language(), words).send()

    def front_page(self):
        return f"/{get_language()}/"

    def add_message(self, *args, **kwargs):
        """Nothing: every account page says itself what was done.

        Public pages show no messages, so one would wait in a cookie of a reader who signed out.
        """


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or was used already."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def encrypt(self, text):
        return sealing.seal(text)

    def decrypt(self, encrypted_text):
        return sealing.unseal(encrypted_text)

    def generate_authenticator_name(self, user, type):
        """The name a new passkey gets where its owner gives none."""
        return gettext("Passkey")
