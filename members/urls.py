"""The account pages, for `/<language>/account/`.

The names are allauth's own: it looks for them. Its other pages (own e-mail addresses, codes,
signing in anew) come with the members; until then their addresses are 404.
"""

from allauth.account import views
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from members.forms import (
    ChangePasswordForm,
    NewPasswordForm,
    ResetPasswordForm,
    SetPasswordForm,
    SignInForm,
)

urlpatterns = [
    path("login/", views.LoginView.as_view(form_class=SignInForm), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
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
        views.PasswordResetFromKeyView.as_view(form_class=NewPasswordForm),
        name="account_reset_password_from_key",
    ),
]
# Every one holds a form of one person, or tells something about them.
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
