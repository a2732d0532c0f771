"""Who has admin rights shows a second factor, in the session in which they use them."""

from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse


def is_shown(request):
    """Whether the person of this session showed in it a second factor that they still have."""
    records = get_authentication_records(request, request.user)
    shown = [record.get("id") for record in records if record.get("method") == "mfa"]
    return bool(shown) and Authenticator.objects.filter(user=request.user, pk__in=shown).exists()


def demanded(view):
    """A view of the admin, behind the page where a second factor is shown or set up."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        needed = settings.SECOND_FACTOR_FOR_ADMIN and request.user.is_authenticated
        if needed and not is_shown(request):
            return redirect(_where_it_is_shown(request))
        return view(request, *args, **kwargs)

    return guarded


def _where_it_is_shown(request):
    methods = get_adapter().get_reauthentication_methods(request.user)
    factors = [method["url"] for method in methods if method["id"] != "reauthenticate"]
    if not factors:
        return reverse("mfa_index")
    wanted = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return f"{factors[0]}?{urlencode({'next': wanted})}"
