"""wagtail-localize's admin, with our rules before its views."""

from django.urls import path

from core.admin_urls import refuse

urlpatterns = [
    # A version never becomes an alias: only shelves are aliases (core/languages/shelves.py).
    path("localize/page/<int:page_id>/convert_to_alias/", refuse),
]
