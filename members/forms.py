"""Forms at the one door, and those of members in the admin."""

from allauth.account import forms as account_forms
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NameEmailForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from members.models import Member

# The one door --------------------------------------------------------------------


class InOurWords:
    """Labels that our catalogues hold, and no placeholders: they vanish when one types."""

    labels = {
        "login": _("E-mail address"),
        "email": _("E-mail address"),
        "password": _("Password"),
        "remember": _("Keep me signed in on this device"),
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password, once more"),
        "code": _("Code"),
        "name": _("Name of this passkey"),
        "passwordless": _("Sign in with this passkey alone, without the password"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.widget.is_hidden:
                continue
            field.label = self.labels[name]
            field.widget.attrs.pop("placeholder", None)
            # allauth hangs a link to the reset under passwords; the pages say it themselves.
            if name in {"password", "oldpassword"}:
                field.help_text = ""

    def clean(self):
        """Two new passwords that differ are said in our words; allauth would say it in its own."""
        first, second = (self.cleaned_data.get(name) for name in ("password1", "password2"))
        if first and second and first != second:
            self.add_error("password2", _("The two new passwords differ."))
        return super().clean()


class SignInForm(InOurWords, account_forms.LoginForm):
    pass


class ResetPasswordForm(InOurWords, account_forms.ResetPasswordForm):
    pass


class NewPasswordForm(InOurWords, account_forms.ResetPasswordKeyForm):
    """Of a person who came by the link in a mail."""


class ChangePasswordForm(InOurWords, account_forms.ChangePasswordForm):
    pass


class SetPasswordForm(InOurWords, account_forms.SetPasswordForm):
    """Of a member who has no password yet."""


class PasswordAgainForm(InOurWords, account_forms.ReauthenticateForm):
    pass


class OnlyOnce:
    """A code of an app opens one door, as long as it would be taken (RFC 6238, 5.2).

    allauth forgets after one period that a code was used, and with a tolerance takes it for three.
    """

    def clean_code(self):
        code = super().clean_code()
        periods = 2 * mfa_settings.TOTP_TOLERANCE + 1
        used = f"members.code.{self.user.pk}.{code}"
        if not cache.add(used, True, timeout=periods * mfa_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OnlyOnce, InOurWords, mfa_forms.AuthenticateForm):
    """Of the app or of the recovery codes, while signing in."""


class CodeAgainForm(OnlyOnce, InOurWords, mfa_forms.ReauthenticateForm):
    pass


class AddAppForm(InOurWords, totp_forms.ActivateTOTPForm):
    pass


class AddPasskeyForm(InOurWords, passkey_forms.AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


# The admin: an e-mail address and a shown name, no first and last name ------------


class MemberCreationForm(UserCreationForm):
    first_name = last_name = None

    class Meta(UserCreationForm.Meta):
        fields = {"email", "name", "is_superuser", "groups"}


class MemberEditForm(UserEditForm):
    first_name = last_name = None

    class Meta(UserEditForm.Meta):
        fields = {"email", "name", "is_active", "is_superuser", "groups"}


class OwnNameForm(NameEmailForm):
    """What members tell about themselves in the admin's account page."""

    first_name = last_name = None
    email = forms.EmailField(label=Member._meta.get_field("email").verbose_name)

    class Meta:
        model = Member
        fields = ["name", "email"]
