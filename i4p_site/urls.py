"""Every address of the site. Pages come last: they take what is left."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve as serve_static
from wagtail.urls import serve_pattern

from core import admin_urls, views
from core.downloads import serve_file
from core.sitemap import sitemap
from core.styleguide import styleguide
from translation import admin_urls as translation_urls

handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"

urlpatterns = [
    path("", views.front_door),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("admin/", include(translation_urls)),
    path("admin/", include(admin_urls)),
    path(
        "documents/<int:document_id>/<str:document_filename>",
        serve_file,
        name="wagtaildocs_serve",
    ),
    re_path(
        r"^media/(?P<path>(?:pictures|images)/[A-Za-z0-9_.-]{1,200})$",
        serve_static,
        {"document_root": settings.MEDIA_ROOT},
        name="picture",
    ),
]
if settings.STYLEGUIDE:
    urlpatterns += i18n_patterns(path("styleguide/", styleguide, name="styleguide"))
urlpatterns += i18n_patterns(
    path("account/", include("members.urls")),
    path("desk/", include("stakeholders.desk.urls")),
    path("dialogue/", include("dialogue.urls")),
    path("digest/", include("stakeholders.digest_urls")),
    path("feeds/", include("dialogue.feed_urls")),
    path("feeds/", include("stakeholders.feed_urls")),
    path("knowledge/", include("knowledge.urls")),
    path("stakeholders/", include("stakeholders.urls")),
    path("translate/", include("translation.urls")),
    re_path(serve_pattern, views.serve, name="wagtail_serve"),
    prefix_default_language=True,
)
