"""What somebody typed stays theirs, whatever becomes of the form they typed it into.

A view that is marked by `keeps_words` gives back the words of its form:

- to who was signed out meanwhile: in the form, once they have signed in again
  (`core.sealed_words`);
- where what they wrote about is not there any more: on a page that says so;
- where the form was open for too long, or the database is away: on the page that says so, from
  which they can be sent again (`core.sent_again`).

It is said in nobody else's name: a form of somebody else than who is signed in now is not taken.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import wraps

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from core import sealed_words
from core.visitors import member_of

REFUSED, GONE = 403, 404
# The hidden field that says for whom a form was made (core/components/kept_words.html). Phones are
# shared: what one typed is neither shown to another nor said in their name.
MADE_FOR = "made_for"
SIGNER = TimestampSigner(salt="core.kept_words")
FORM_LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Typed:
    """The words of one field."""

    name: str
    label: str
    words: str


def keeps_words(form_class, *, for_members=True):
    """Decorator for a view that asks by `form_class`; its answers are not cached.

    For members, it does what `login_required` does; where something else does so before the view
    is asked, as in the admin, `core.middleware.EditorsWords` comes first. The view is given
    `request.kept_words`: what was typed before its author was signed out, as data for the form, or
    None.
    """

    def decorator(view):
        @never_cache
        def lead_to_door(request):
            if _is_kept(request):
                return redirect_to_login(request.get_full_path())
            return _not_sent(request, typed_in(form_class, request.POST), REFUSED)

        @never_cache
        @wraps(view)
        def kept(request, *args, **kwargs):
            request.kept_words, member = None, member_of(request)
            if member:
                if _made_for(request) not in (None, str(member.number)):
                    return _not_sent(request, [], REFUSED)
                request.made_for = SIGNER.sign(str(member.number))
                request.kept_words = sealed_words.kept_for(request)
            elif for_members:
                return lead_to_door(request)
            try:
                return view(request, *args, **kwargs)
            except (Http404, PermissionDenied) as error:
                data = request.POST or request.kept_words or {}
                if typed := typed_in(form_class, data):
                    status = GONE if isinstance(error, Http404) else REFUSED
                    return _not_sent(request, typed, status)
                raise

        kept.keeps_words_of = form_class
        kept.lead_to_door = lead_to_door if for_members else None
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


def unjudged(form):
    """The form without its faults: what it holds was typed earlier, and has yet to be sent."""
    form.errors.clear()
    return form


def _not_sent(request, typed, status):
    """The page that says so, with what was `typed`; without it, that it was another member."""
    context = {"typed": typed, "is_error": True}
    return render(request, "not_sent.html", context, status=status)


def _is_kept(request):
    """Keep what a member sent who was signed out; give whether nothing is lost with this request.

    Scripts are told to come again, and keep it themselves.
    """
    writer = _made_for(request, max_age=FORM_LASTS)
    if writer is None or not request.accepts("text/html"):
        return True
    return sealed_words.keep(request, writer, without={MADE_FOR, "csrfmiddlewaretoken"})


def _made_for(request, max_age=None):
    """The number of the member a form was made for; None where it does not say so."""
    try:
        return SIGNER.unsign(request.POST.get(MADE_FOR, ""), max_age=max_age)
    except BadSignature:
        return None
