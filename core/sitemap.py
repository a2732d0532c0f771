"""The sitemap: every readable version at its own address, with its other versions."""

from collections import defaultdict

from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import get_page_models

from core.languages.addresses import path_below_home
from core.models import ContentPage


@require_safe
def sitemap(request):
    """`/sitemap.xml`. One query for each page type, whatever the number of languages."""
    return render(
        request,
        "core/sitemap.xml",
        {"items": readable_items(request.build_absolute_uri("/"))},
        content_type="application/xml",
    )


def readable_items(root):
    """The items anyone can read: a list of version lists, the original first where readable.

    A version is a dict of `language`, `address` and `changed` (its last publication).
    """
    items = defaultdict(list)
    for model in get_page_models():
        if not issubclass(model, ContentPage):
            continue
        versions = (
            model.objects.readable()
            .select_related("locale")
            .only("url_path", "translation_key", "last_published_at", "locale", "original_locale")
        )
        for page in versions:
            language = page.locale.language_code
            items[page.translation_key].append(
                {
                    "language": language,
                    "address": f"{root}{language}/{path_below_home(page)}",
                    "changed": page.last_published_at,
                    "is_original": page.is_original,
                }
            )
    return [sorted(versions, key=lambda v: not v["is_original"]) for versions in items.values()]
