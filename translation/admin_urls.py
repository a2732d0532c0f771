"""wagtail-localize's admin, with our rules before its views."""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail_localize.views import edit_translation

from core.admin_urls import by_our_rules, refuse
from translation import po
from translation.locks import unlocked
from translation.views import SubmitView, SyncView

urlpatterns = [
    # A version never becomes an alias: only shelves are aliases (core/languages/shelves.py).
    path("localize/page/<int:page_id>/convert_to_alias/", refuse),
    path("localize/submit/page/<int:page_id>/", SubmitView.as_view()),
    path("localize/update/<int:translation_source_id>/", SyncView.as_view()),
    path("localize/translate/<int:translation_id>/pofile/download/", po.download),
    path("localize/translate/<int:translation_id>/pofile/upload/", po.upload),
    path(
        "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
        unlocked(edit_translation.edit_string_translation),
    ),
    path(
        "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        unlocked(edit_translation.edit_override),
    ),
    path(
        "localize/translate/<int:translation_id>/machine_translate/",
        unlocked(edit_translation.machine_translate),
    ),
    path(
        "localize/translate/<int:translation_id>/disable/",
        unlocked(edit_translation.stop_translation),
    ),
    # No snippets are translated here, and these doors ask for no right on them.
    path("localize/submit/snippet/<path:rest>", refuse),
    path("localize/api/snippets/<path:rest>", refuse),
]
urlpatterns = by_our_rules(decorate_urlpatterns(urlpatterns, require_admin_access))
