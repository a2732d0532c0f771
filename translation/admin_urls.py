"""wagtail-localize's admin, with our rules before its views."""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.admin_urls import by_our_rules, refuse
from translation import po
from translation.views import SubmitView, SyncView

urlpatterns = [
    # A version never becomes an alias: only shelves are aliases (core/languages/shelves.py).
    path("localize/page/<int:page_id>/convert_to_alias/", refuse),
    path("localize/submit/page/<int:page_id>/", SubmitView.as_view()),
    path("localize/update/<int:translation_source_id>/", SyncView.as_view()),
    path("localize/translate/<int:translation_id>/pofile/download/", po.download),
    path("localize/translate/<int:translation_id>/pofile/upload/", po.upload),
    # No snippets are translated here, and these doors ask for no right on them.
    path("localize/submit/snippet/<path:rest>", refuse),
    path("localize/api/snippets/<path:rest>", refuse),
]
urlpatterns = by_our_rules(decorate_urlpatterns(urlpatterns, require_admin_access))
