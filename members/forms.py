"""Forms at the one door, and those of members in the admin."""

from allauth.account import forms as account_forms
from django import forms
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
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
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
