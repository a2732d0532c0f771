"""The reader's language, and editors' own redirects and words."""

from urllib.parse import urlsplit

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from core.languages.addresses import reader_path
from core.languages.links import link_targets
from core.languages.running import running_languages
from core.visitors import member_of


class ReadersLanguage(LocaleMiddleware):
    """Activates the language that the address begins with; elsewhere the one the browser asks for.

    Unlike Django's own it never leads to a language that does not run, and redirects nothing. The
    address of such a language is matched by no pattern, so it is a 404.
    """

    def process_request(self, request):
        request.running_languages = running_languages()
        prefix = request.path_info.lstrip("/").split("/", 1)[0]
        request.language_in_address = prefix in request.running_languages
        language = prefix if request.language_in_address else self.wanted_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request, response):
        if not getattr(request, "language_in_address", False):
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", translation.get_language())
        return response

    def wanted_language(self, request):
        """The running language that fits the browser's wishes best."""
        running = request.running_languages
        for wish, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
            # Django knows that a reader of zh-cn writes zh-hans.
            scripts = LANG_INFO.get(wish, {}).get("fallback", ())
            for code in (wish, *scripts, wish.split("-")[0]):
                if code in running:
                    return code
        if settings.LANGUAGE_CODE in running or not running:
            return settings.LANGUAGE_CODE
        return running[0]


class EditorsWords:
    """What an editor sent after they were signed out is kept, where the view keeps words.

    Wagtail leads them to the door before it asks the view, and without what they typed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        lead_to_door = getattr(view, "lead_to_door", None)
        if request.method != "POST" or lead_to_door is None or member_of(request):
            return None
        return lead_to_door(request)


class EditorsRedirects(RedirectMiddleware):
    """Answers a 404 with the redirect an editor made for that address.

    One to a page leads to the reader's own address of it, and nowhere if they may not read it;
    Wagtail's own would tell the address of what is hidden.
    """

    def process_response(self, request, response):
        if response.status_code != 404:
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        found = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
        address = found and self.address_of(found, member_of(request))
        if not address:
            return response
        answer = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
        return answer(address)

    def address_of(self, redirect, member):
        """Where the redirect leads this person, or None."""
        if not redirect.redirect_page_id:
            return redirect.redirect_link
        page = link_targets({redirect.redirect_page_id}, member).get(redirect.redirect_page_id)
        return page and reader_path(page, translation.get_language())
