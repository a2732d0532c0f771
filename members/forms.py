"""Forms at the one door, and those of members in the admin."""

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.internal.flows.email_verification import (
    consume_email_verification_rate_limit,
)
from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NameEmailForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from members import languages
from members.models import Invitation, Member, MemberLanguage
from members.names import without_turns

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
    def clean(self):
        """The right password of an account whose address was never confirmed is as a wrong one.

        Else who signs up in another's name would learn whether the address was free.
        """
        cleaned = super().clean()
        if self.user and not self.user.has_shown_address:
            raise account_adapter().validation_error("email_password_mismatch")
        return cleaned


class SignUpForm(InOurWords, account_forms.SignupForm):
    """Of a person who becomes a member. Who was invited keeps the address of the invitation."""

    name = Member._meta.get_field("name").formfield()
    field_order = ["email", "name", "password1", "password2"]
    labels = InOurWords.labels | {
        "name": _("Shown name"),
        "password1": _("Password"),
        "password2": _("Password, once more"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "nickname"

    def clean_name(self):
        return without_turns(self.cleaned_data["name"])

    def validate_unique_email(self, value):
        """Only accounts count, not the addresses that members have merely typed."""
        self.account_already_exists = Member.objects.filter(email=value).exists()
        return value


class NewAddressForm(InOurWords, account_forms.AddEmailForm):
    """Of a member who changes the e-mail address: it changes when the new one is confirmed."""

    labels = InOurWords.labels | {"email": _("New e-mail address")}

    def save(self, request):
        """Of an address that another account has, only its owner is told."""
        address = self.cleaned_data["email"]
        if not Member.objects.filter(email=address).exists():
            return super().save(request)
        if consume_email_verification_rate_limit(request, address):
            account_adapter().send_account_already_exists_mail(address)
        return EmailAddress.objects.add_new_email(
            request, self.user, address, send_verification=False
        )


class AboutMeForm(forms.ModelForm):
    """What members tell of themselves: a shown name, the languages they read, how we write.

    The languages are rows of a choice and a tick; their order is the order of the rows.
    """

    rows = 4

    class Meta:
        model = Member
        fields = ["name", "language", "discreet"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Shown name")
        self.fields["language"].required = True
        self.fields["language"].label = _("Language of our mails to you")
        self.fields["language"].choices = languages.running()
        self.initial["language"] = self.instance.language or get_language()
        self.fields["discreet"].label = _("Discreet mails")
        known = list(self.instance.languages.all())
        for number in range(self.rows):
            row = known[number] if number < len(known) else None
            self.fields[f"reads_{number}"] = forms.ChoiceField(
                label=_("Language %s") % (number + 1),
                choices=[("", "–"), *settings.LANGUAGES],
                required=False,
                initial=row and row.code,
            )
            self.fields[f"writes_{number}"] = forms.BooleanField(
                label=_("I write it, too"), required=False, initial=row and row.writes
            )

    def language_rows(self):
        """The pairs of fields, for the template."""
        return [(self[f"reads_{n}"], self[f"writes_{n}"]) for n in range(self.rows)]

    def other_fields(self):
        return [self[name] for name in self.Meta.fields]

    def clean(self):
        cleaned = super().clean()
        chosen = [code for n in range(self.rows) if (code := cleaned.get(f"reads_{n}"))]
        for number, code in enumerate(chosen):
            if code in chosen[:number]:
                self.add_error(None, _("A language is chosen twice."))
                break
        return cleaned

    @transaction.atomic
    def save(self, commit=True):
        member = self.instance
        member.save(update_fields=self.Meta.fields)
        member.languages.all().delete()
        MemberLanguage.objects.bulk_create(
            MemberLanguage(
                member=member,
                code=code,
                writes=self.cleaned_data[f"writes_{number}"],
                position=number,
            )
            for number in range(self.rows)
            if (code := self.cleaned_data[f"reads_{number}"])
        )
        return member


class ResetPasswordForm(InOurWords, account_forms.ResetPasswordForm):
    def clean_email(self):
        """For the present address of an account only, not one that a member has merely typed."""
        address = super().clean_email()
        self.users = [user for user in self.users if user.email == address.lower()]
        return address


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
    """What members tell about themselves in the admin's account page.

    The e-mail address is changed at the one door, where the new one is confirmed.
    """

    first_name = last_name = email = None

    class Meta:
        model = Member
        fields = ["name"]


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["email", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages.running()
