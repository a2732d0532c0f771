"""How the one door (django-allauth) treats people."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class MemberAdapter(DefaultAccountAdapter):
    # In our words: allauth has no Nepali, and what it says here is read by everyone.
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address and password do not fit together."),
        "enter_current_password": _("This is not your current password."),
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

    def front_page(self):
        return f"/{get_language()}/"

    def add_message(self, *args, **kwargs):
        """Nothing: every account page says itself what was done.

        Public pages show no messages, so one would wait in a cookie of a reader who signed out.
        """
