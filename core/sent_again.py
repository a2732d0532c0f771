"""A form that could not be taken is sent again from the page that says so, with its words in it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.urls import Resolver404, resolve
from django.utils import translation

from core.kept_words import Typed, typed_in


@dataclass(frozen=True)
class Sent:
    """A form that could not be taken, to be sent again: what was typed, and the (name, value) of
    all else. Files cannot be sent again."""

    typed: list[Typed]
    others: list[tuple[str, str]]
    token: str
    had_files: bool


def sent_in(request):
    """What was typed into the form of this address, as a Sent; None where there is nothing.

    Asks neither the database nor the session, so it does not know who is signed in: whoever sent
    the form had its words before them, and is shown no more than that. In the name of another than
    it was made for it is not taken (`core.kept_words`). What another site sent is nobody's words
    here.
    """
    if request.method != "POST" or not _is_from_this_site(request):
        return None
    form_class = _form_class_of(request)
    if form_class is None or not (typed := typed_in(form_class, request.POST)):
        return None
    shown = {one.name for one in typed} | {"csrfmiddlewaretoken"}
    others = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in shown
        for value in values
    ]
    # It may not have come to this: then the token would be another one than the browser has.
    CsrfViewMiddleware(lambda request: None).process_request(request)
    return Sent(typed, others, get_token(request), bool(request.FILES))


def _is_from_this_site(request):
    try:
        source = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    except ValueError:
        return False
    return (source.scheme, source.netloc) == (request.scheme, request.get_host())


def _form_class_of(request):
    """The form whose words are kept at the address; None where it keeps none."""
    match = request.resolver_match
    if match is None:
        language = translation.get_language_from_path(request.path_info)
        with translation.override(language):
            try:
                match = resolve(request.path_info)
            except Resolver404:
                return None
    return getattr(match.func, "keeps_words_of", None)
