"""The reader's language: the first part of the address, if that language runs."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from core.languages.running import running_languages


class ReadersLanguage(LocaleMiddleware):
    """Activates the language of the address; elsewhere the one the browser asks for.

    Unlike Django's own it never leads to a language that does not run, and redirects nothing. The
    address of such a language is matched by no pattern, so it is a 404.
    """

    def process_request(self, request):
        request.running_languages = running_languages()
        prefix = request.path_info.split("/", 2)[1]
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
            for code in (wish, wish.split("-")[0]):
                if code in running:
                    return code
        if settings.LANGUAGE_CODE in running or not running:
            return settings.LANGUAGE_CODE
        return running[0]
