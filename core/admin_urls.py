"""Wagtail's admin behind our one door, with our rules before Wagtail's views."""

from functools import wraps

from allauth.account.adapter import get_adapter
from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.views.decorators.cache import never_cache
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.admin_rights import ask_first
from core.depths import not_too_deep
from core.permissions import FOR_ADMINISTRATORS
from core.titles import published_in_choosers
from core.torn_forms import refuse_torn_forms
from core.turns import turn
from core.viewsets import languages
from members import second_factor
from members.views import OwnAccountView, SignOutView

READING = {"GET", "HEAD", "OPTIONS"}


def refuse_outsiders(view):
    """403 for a member without admin rights; stock, the doors send them round for ever."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        member = request.user
        is_editor = member.has_perm("wagtailadmin.access_admin")
        is_kept_out = request.path.startswith(FOR_ADMINISTRATORS) and not member.is_superuser
        if member.is_authenticated and (not is_editor or is_kept_out):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def one_transaction(view):
    """A form of the admin is saved whole or not at all, and after those that came before it.

    Reading waits for nobody.
    """

    @wraps(view)
    def whole(request, *args, **kwargs):
        if request.method in READING:
            return view(request, *args, **kwargs)
        with turn():
            return view(request, *args, **kwargs)

    return whole


def sign_in(request):
    """Wagtail's login address leads to the one door, and from there to where one wanted to go."""
    wanted = request.GET.get("next", "")
    if not get_adapter(request).is_safe_url(wanted):
        wanted = reverse("wagtailadmin_home")
    return redirect(reverse("account_login", query={"next": wanted}))


def refuse(request, **kwargs):
    if request.user.is_anonymous:
        return redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
    raise PermissionDenied


def not_here(request):
    raise Http404


def by_our_rules(urlpatterns):
    """Admin addresses, of which each is for insiders, one transaction, and kept by no cache."""
    admin_policy = csp(settings.ADMIN_CONTENT_SECURITY_POLICY)
    rules = (
        not_too_deep,
        one_transaction,
        published_in_choosers,
        refuse_torn_forms,
        ask_first,
        second_factor.demanded,
        refuse_outsiders,
        admin_policy,
        never_cache,
    )
    for rule in rules:  # the last is asked first
        urlpatterns = decorate_urlpatterns(urlpatterns, rule)
    return urlpatterns


urlpatterns = [
    path("login/", sign_in),
    path("failwhale/", require_admin_access(not_here)),
    # The admin's own screens do not use it, and it goes round our rules.
    path("api/main/pages/<int:pk>/action/<str:name>/", refuse),
    # Nor these, which show pictures and files of folders that one may not use.
    path("api/main/images/", refuse),
    path("api/main/images/<path:rest>", refuse),
    path("api/main/documents/", refuse),
    path("api/main/documents/<path:rest>", refuse),
    path("account/", require_admin_access(OwnAccountView.as_view())),
    path("locales/edit/<int:pk>/", require_admin_access(languages.edit_view)),
    path("locales/delete/<int:pk>/", require_admin_access(languages.delete_view)),
]
urlpatterns = by_our_rules([*urlpatterns, path("", include(wagtailadmin_urls))])
# Wagtail's menu posts here: the session ends with this one click, with a second factor or without.
urlpatterns.insert(0, path("logout/", never_cache(refuse_outsiders(SignOutView.as_view()))))
