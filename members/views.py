"""The door where allauth's own views say too little, and a member's own account in the admin."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import (
    ConfirmEmailView,
    EmailView,
    LoginView,
    LogoutView,
    PasswordResetFromKeyView,
    SignupView,
)
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import UpdateView
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel

from members import actions
from members.adapters import INVITATION, PASSWORD_WAS_RESET, invitation_of
from members.forms import AboutMeForm, NewAddressForm, NewPasswordForm, SignInForm
from members.models import Member
from members.panels import OwnNamePanel

# Of a form that was refused: nothing was done.
REFUSED = 422


class SaysWhatIsWrong:
    """Answers a form that has faults with what was typed, and says that nothing was done."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = REFUSED
        return response


class SignInView(LoginView):
    form_class = SignInForm

    def get_context_data(self, **kwargs):
        """Of where one wants to go afterwards, only what lies on this site gets into the page."""
        context = super().get_context_data(**kwargs)
        if not get_next_redirect_url(self.request):
            context["redirect_field"] = ""
        return context


class SignOutView(LogoutView):
    """Takes along what the browser keeps: drafts, and posts that wait to be sent."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"storage"'
        return response


class SignUpView(SaysWhatIsWrong, SignupView):
    """Opens an account: for everybody, for who was invited, or for nobody, as the site decides.

    The link of an invitation leads here once; after that its address is kept in the session.
    """

    def dispatch(self, request, *args, **kwargs):
        if token := request.GET.get("invitation"):
            return self.take(request, token)
        self.invitation = invitation_of(request)
        return super().dispatch(request, *args, **kwargs)

    def take(self, request, token):
        request.session[INVITATION] = token
        if invitation_of(request) is None:
            del request.session[INVITATION]
            return render(request, "account/link_ran_out.html", status=410)
        wanted = get_next_redirect_url(request)
        if request.user.is_authenticated:
            return redirect(wanted or "account_home")
        return redirect(reverse("account_signup", query={"next": wanted} if wanted else None))

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.invitation:
            form.fields["email"].disabled = True
            form.initial["email"] = self.invitation.email
        return form

    def form_valid(self, form):
        """Who comes by the link of an invitation has shown that the address is theirs."""
        if not self.invitation:
            return super().form_valid(form)
        get_adapter().stash_verified_email(self.request, self.invitation.email)
        with transaction.atomic():
            response = super().form_valid(form)
            actions.accept(self.invitation.email)
        return response

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not get_next_redirect_url(self.request):
            context["redirect_field"] = ""
        return context


class ConfirmAddressView(ConfirmEmailView):
    """The link in a mail. One click more confirms: mail programs follow links by themselves."""

    template_name = "account/email_confirm.html"

    def get(self, *args, **kwargs):
        response = super().get(*args, **kwargs)
        if not self.get_context_data()["can_confirm"]:
            response.status_code = 410
        return response

    def get_object(self, queryset=None):
        """Raises Http404 also where another account has come to have the address."""
        found = super().get_object(queryset)
        address = found.email_address
        if Member.objects.filter(email=address.email).exclude(pk=address.user_id).exists():
            raise Http404
        return found

    def post(self, *args, **kwargs):
        try:
            return super().post(*args, **kwargs)
        except Http404:
            return render(self.request, "account/link_ran_out.html", status=410)


class NewAddressView(SaysWhatIsWrong, EmailView):
    """The new address is written to; until it is confirmed the old one stays."""

    form_class = NewAddressForm
    template_name = "account/email.html"

    def post(self, request, *args, **kwargs):
        """Stock, one page does four things with several addresses; here there is one."""
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)


class HomeView(SaysWhatIsWrong, LoginRequiredMixin, UpdateView):
    """What a member tells of themselves, and the ways to all that can be done with an account."""

    form_class = AboutMeForm
    template_name = "account/home.html"

    def get_object(self, queryset=None):
        return self.request.user

    def get_success_url(self):
        return f"{reverse('account_home')}?saved"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"is_saved": "saved" in self.request.GET}


class ResetPasswordView(PasswordResetFromKeyView):
    form_class = NewPasswordForm

    def form_valid(self, form):
        self.request.session[PASSWORD_WAS_RESET] = True
        return super().form_valid(form)


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
