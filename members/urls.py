"""The account pages, for `/<language>/account/`.

The names are allauth's own: it looks for them. Of its pages those that this site does not use
(codes by mail, several addresses) are not here.
"""

from allauth.account import views
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as passkey_views
from django.contrib.auth.decorators import login_required
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView, TemplateView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from members.data_views import DeleteAccountView, data_view
from members.forms import (
    AddAppForm,
    AddPasskeyForm,
    ChangePasswordForm,
    CodeAgainForm,
    CodeForm,
    PasswordAgainForm,
    ResetPasswordForm,
    SetPasswordForm,
)
from members.views import (
    ConfirmAddressView,
    HomeView,
    NewAddressView,
    PasskeyAgainView,
    PasskeySignInView,
    ResetPasswordView,
    SignInView,
    SignOutView,
    SignUpView,
)

urlpatterns = [
    path("", HomeView.as_view(), name="account_home"),
    path("login/", SignInView.as_view(), name="account_login"),
    path(
        "login/code/",
        factor_views.AuthenticateView.as_view(form_class=CodeForm),
        name="mfa_authenticate",
    ),
    path("login/passkey/", PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("logout/", SignOutView.as_view(), name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", SignUpView.as_view(), name="account_signup"),
    # The e-mail address.
    path("email/", reauthentication_required(NewAddressView.as_view()), name="account_email"),
    path("email/confirm/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(
        r"^email/confirm/(?P<key>[-:\w]+)/$",
        ConfirmAddressView.as_view(),
        name="account_confirm_email",
    ),
    path(
        "password/change/",
        views.PasswordChangeView.as_view(form_class=ChangePasswordForm),
        name="account_change_password",
    ),
    path(
        "password/change/done/",
        TemplateView.as_view(template_name="account/password_change_done.html"),
        name="account_change_password_done",
    ),
    path(
        "password/set/",
        views.PasswordSetView.as_view(form_class=SetPasswordForm),
        name="account_set_password",
    ),
    path(
        "password/reset/",
        views.PasswordResetView.as_view(form_class=ResetPasswordForm),
        name="account_reset_password",
    ),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        ResetPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    # One's own data.
    path("data/", data_view, name="account_data"),
    path("delete/", DeleteAccountView.as_view(), name="account_delete"),
    path(
        "deleted/",
        TemplateView.as_view(template_name="account/deleted.html"),
        name="account_deleted",
    ),
    # Confirming that it is still the same person.
    path(
        "confirm/",
        views.ReauthenticateView.as_view(form_class=PasswordAgainForm),
        name="account_reauthenticate",
    ),
    path(
        "confirm/code/",
        factor_views.ReauthenticateView.as_view(form_class=CodeAgainForm),
        name="mfa_reauthenticate",
    ),
    path("confirm/passkey/", PasskeyAgainView.as_view(), name="mfa_reauthenticate_webauthn"),
    # The second factor.
    path("second-factor/", factor_views.index, name="mfa_index"),
    path(
        "second-factor/app/add/",
        app_views.ActivateTOTPView.as_view(form_class=AddAppForm),
        name="mfa_activate_totp",
    ),
    path("second-factor/app/remove/", app_views.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "second-factor/passkeys/",
        login_required(RedirectView.as_view(pattern_name="mfa_index")),
        name="mfa_list_webauthn",
    ),
    path(
        "second-factor/passkeys/add/",
        passkey_views.AddWebAuthnView.as_view(form_class=AddPasskeyForm),
        name="mfa_add_webauthn",
    ),
    path(
        "second-factor/passkeys/<int:pk>/remove/",
        passkey_views.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "second-factor/recovery-codes/",
        recovery_views.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/recovery-codes/new/",
        recovery_views.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/recovery-codes/download/",
        recovery_views.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
# Every one holds a form of one person, or tells something about them.
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
