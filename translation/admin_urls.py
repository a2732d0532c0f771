"""wagtail-localize's admin, with our rules before its views."""

from django.core.exceptions import PermissionDenied
from django.urls import path


def refuse(request, **kwargs):
    raise PermissionDenied


urlpatterns = [
    # A version never becomes an alias: only shelves are aliases (core/languages/shelves.py).
    path("localize/page/<int:page_id>/convert_to_alias/", refuse),
]
