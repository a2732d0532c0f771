"""How the one door (django-allauth) treats people."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _


class MemberAdapter(DefaultAccountAdapter):
    # In our words: allauth has no Nepali, and what it says here is read by everyone.
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address and password do not fit together."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your current password."),
        "rate_limited": _("Too many wrong codes. Please try again in five minutes."),
        "too_many_login_attempts": _("Too many wrong passwords. Please try again in five minutes."),
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Whether a person may be led to `url`: only within the site that was asked.

        Stock also trusts the other ALLOWED_HOSTS.
        """
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        )

    def get_login_redirect_url(self, request):
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return self.front_page()

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
        self.send_mail("account/email/sign_in_changed", email or user.email, {})

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

    def generate_authenticator_name(self, user, type):
        """The name a new passkey gets where its owner gives none."""
        return gettext("Passkey")
