"""Addresses that are not pages, and the one that serves them all."""

import logging
import sys

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from core.languages import known, routing
from core.languages.catalogues import menu_language
from core.models.withdrawal import WithdrawnAddress
from core.sent_again import sent_in
from core.visitors import member_of

# A former path may one day be another item's: browsers keep the redirect for an hour.
REDIRECT_SECONDS = 3600
# When to ask again while the database is away.
RETRY_SECONDS = 120

# What is said where nothing works.
BROKEN = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Something went wrong</title><h1>Something went wrong</h1>
<p>The fault is ours, not yours. Please try again in a few minutes.</p></html>"""

logger = logging.getLogger(__name__)


@require_safe
def front_door(request):
    """`/`: the front page in the language that fits the reader best."""
    if not request.running_languages:
        raise Http404
    return redirect(f"/{get_language()}/")


def serve(request, path):
    """The page at `path`, found by one question; else where it has moved to; else that it was
    withdrawn, where those who did so say it; else 404.

    What a member is shown is theirs: of a closed room, or new since they were here. On a shared
    phone, or behind a proxy, nobody else finds it.
    """
    language, member = get_language(), member_of(request)
    page = routing.page_at(path, language, member)
    if page is None:
        if moved := routing.current_path(path, member):
            response = HttpResponsePermanentRedirect(f"/{language}/{moved}")
            if member:
                add_never_cache_headers(response)
            else:
                response["Cache-Control"] = f"max-age={REDIRECT_SECONDS}"
            return response
        if WithdrawnAddress.objects.at(path).filter(says_so=True).exists():
            return render(request, "410.html", {"is_error": True}, status=410)
        raise Http404
    request._wagtail_route_for_request = RouteResult(page)
    response = wagtail_serve(request, path)
    patch_vary_headers(response, ["Save-Data"])  # see `saves_data` in the templates
    if member:
        add_never_cache_headers(response)
    return response


def csrf_failure(request, reason=""):
    """The page was open for too long; what was typed can be sent from here."""
    context = {"is_error": True, "sent": sent_in(request)}
    response = render(request, "403_csrf.html", context, status=403)
    add_never_cache_headers(response)
    return response


def forbidden(request, exception):
    return render(request, "403.html", {"is_error": True}, status=403)


def not_found(request, exception):
    return render(request, "404.html", {"is_error": True}, status=404)


def server_error(request):
    """Something broke, in the words of the address's language; 503 where it is the database. What
    was typed can be sent from here.

    Whatever broke may still be broken: this asks neither the database nor the session, and where
    even the template fails, English words are left.
    """
    is_away = isinstance(sys.exc_info()[1], OperationalError)
    template, status = ("503.html", 503) if is_away else ("500.html", 500)
    try:
        prefix = request.path_info.lstrip("/").split("/", 1)[0]
        language = menu_language(prefix if prefix in known.LANGUAGES else settings.LANGUAGE_CODE)
        with translation.override(language):
            page = render_to_string(template, {"language": language, "sent": sent_in(request)})
    except Exception:
        logger.exception("The page that says so broke as well")
        page = BROKEN
    response = HttpResponse(
        page, status=status, headers={"Retry-After": RETRY_SECONDS} if is_away else None
    )
    add_never_cache_headers(response)
    return response
