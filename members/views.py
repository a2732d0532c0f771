"""The door where allauth's own views say too little, and a member's own account in the admin."""

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.shortcuts import render
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel

from members.forms import SignInForm
from members.panels import OwnNamePanel


class SignInView(LoginView):
    form_class = SignInForm

    def get_context_data(self, **kwargs):
        """Of where one wants to go afterwards, only what lies on this site gets into the page."""
        context = super().get_context_data(**kwargs)
        if not get_next_redirect_url(self.request):
            context["redirect_field"] = ""
        return context


class PasskeySignInView(LoginWebAuthnView):
    """Stock, who shows a passkey that is not known here is sent back without a word."""

    def form_invalid(self, form):
        context = {"form": SignInForm(request=self.request), "passkey_refused": True}
        return render(self.request, "account/login.html", context)


class PasskeyAgainView(ReauthenticateWebAuthnView):
    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data() | {"passkey_refused": True})


class OwnAccountView(AccountView):
    """Wagtail's account page with the one shown name, and without a picture of the person.

    An uploaded portrait would be kept as it comes, with the place it was taken at.
    """

    def get_panels(self):
        panels = []
        for panel in super().get_panels():
            if isinstance(panel, NameEmailSettingsPanel):
                panel = OwnNamePanel(panel.request, panel.user, panel.profile)
            if not isinstance(panel, AvatarSettingsPanel):
                panels.append(panel)
        return panels
