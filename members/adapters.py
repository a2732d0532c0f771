"""How the one door (django-allauth) treats people."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse


class MemberAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return super().get_login_redirect_url(request)
