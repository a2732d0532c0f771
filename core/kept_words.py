"""What somebody typed stays theirs, whatever becomes of the form they typed it into.

A view that is marked by `keeps_words` gives back the words of its form:

- to who was signed out meanwhile: in the form, once they have signed in again;
- where what they wrote about is not there any more: on a page that says so;
- where the form was open for too long, or the database is away: on the page that says so, from
  which they can be sent again (`core.views.csrf_failure`, `core.views.server_error`).
"""

import json
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from urllib.parse import urlsplit

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, QueryDict
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.views.decorators.cache import never_cache

from members.sealing import Unopenable, seal, unseal

REFUSED, GONE = 403, 404
# In the session of somebody who was signed out: {path: [when, what is sealed]}.
KEPT = "core.kept_words"
KEPT_FOR = timedelta(hours=1)
# Letters of one form, and forms.
LONGEST, MOST = 64_000, 5
# The hidden field that says for whom a form was made (core/components/kept_words.html). Phones are
# shared: nobody else is shown what they typed.
MADE_FOR = "made_for"
SIGNER = TimestampSigner(salt=KEPT)
FORM_LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Typed:
    """The words of one field."""

    name: str
    label: str
    words: str


@dataclass(frozen=True)
class Sent:
    """A form that could not be taken, to be sent again: what was typed, and the (name, value) of
    all else. Files cannot be sent again."""

    typed: list[Typed]
    others: list[tuple[str, str]]
    token: str
    had_files: bool


def keeps_words(form_class, *, for_members=True):
    """Decorator for a view that asks by `form_class`; its answers are not cached.

    For members, it does what `login_required` does. The view is given `request.kept_words`: what
    was typed before its author was signed out, as data for the form, or None.
    """

    def decorator(view):
        @never_cache
        @wraps(view)
        def kept(request, *args, **kwargs):
            request.kept_words = None
            if for_members:
                if not request.user.is_authenticated:
                    if _keep(request):
                        return redirect_to_login(request.get_full_path())
                    return _not_sent(request, typed_in(form_class, request.POST), REFUSED)
                request.made_for = SIGNER.sign(str(request.user.number))
                request.kept_words = _kept_for(request)
            try:
                return view(request, *args, **kwargs)
            except (Http404, PermissionDenied) as error:
                data = request.POST or request.kept_words or {}
                if typed := typed_in(form_class, data):
                    status = GONE if isinstance(error, Http404) else REFUSED
                    return _not_sent(request, typed, status)
                raise

        kept.keeps_words_of = form_class
        return kept

    return decorator


class KeepsWords:
    """The same for a view that is a class, which says what it asks by."""

    form_class = forms.Form
    for_members = True

    @classmethod
    def as_view(cls, **initkwargs):
        keeps = keeps_words(cls.form_class, for_members=cls.for_members)
        return keeps(super().as_view(**initkwargs))


def typed_in(form_class, data):
    """What was typed into the fields for words, in the order of the form, where there is any."""
    return [
        Typed(name, field.label, words)
        for name, field in form_class.base_fields.items()
        if isinstance(field, forms.CharField) and not field.widget.is_hidden
        if (words := data.get(name, "")).strip()
    ]


def sent_in(request):
    """What was typed into the form of this address, as a Sent; None where there is nothing.

    Asks neither the database nor the session. What another site sent is nobody's words here.
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


def _not_sent(request, typed, status):
    context = {"typed": typed, "is_error": True}
    return render(request, "not_sent.html", context, status=status)


def _keep(request):
    """Seal what a member sent into the session, for an hour at most; give whether nothing is lost
    with this request. What is longer than any form takes is not kept.

    Scripts are told to come again, and keep it themselves.
    """
    writer = _made_for(request)
    if writer is None or not request.accepts("text/html"):
        return True
    words = {name: values for name, values in request.POST.lists() if name != MADE_FOR}
    words.pop("csrfmiddlewaretoken", None)
    sealed = json.dumps({"writer": writer, "words": words}, ensure_ascii=False)
    if len(sealed) > LONGEST:
        return False
    others = [one for one in request.session.get(KEPT, {}).items() if one[0] != request.path]
    one = (request.path, [time.time(), seal(sealed)])
    request.session[KEPT] = dict([*others, one][-MOST:])
    return True


def _kept_for(request):
    """What this member typed here before they were signed out; sent, it is forgotten."""
    kept = request.session.get(KEPT, {})
    if request.path not in kept:
        return None
    if request.method == "POST":
        request.session[KEPT] = {path: one for path, one in kept.items() if path != request.path}
        return None
    when, sealed = kept[request.path]
    try:
        found = json.loads(unseal(sealed))
    except Unopenable:
        return None
    is_late = time.time() - when > KEPT_FOR.total_seconds()
    if is_late or found["writer"] != str(request.user.number):
        return None
    words = QueryDict(mutable=True)
    for name, values in found["words"].items():
        words.setlist(name, values)
    return words


def _made_for(request):
    """The number of the member a form was made for; None where it does not say so."""
    try:
        return SIGNER.unsign(request.POST.get(MADE_FOR, ""), max_age=FORM_LASTS)
    except BadSignature:
        return None
