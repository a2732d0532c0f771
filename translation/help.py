"""The way from a text to translating it."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.languages import known
from core.languages.ladder import ladder
from core.languages.query import nearest, readable_by
from core.models.provenance import State, telling
from core.visitors import member_of
from translation.permissions import places_to_translate_into


@require_safe
def help_to_translate(request, key):
    """How far an item is in each running language, and for translators the way to begin."""
    member = member_of(request)
    versions = readable_by(Page.objects.filter(translation_key=key, depth__gt=1), member)
    versions = list(versions.select_related("locale").order_by("pk"))
    if not versions:
        raise Http404
    item = nearest(versions, ladder(get_language()))[key].specific
    states = telling(item).states
    written = {version.locale.language_code for version in versions}
    context = {
        "item": item,
        "states": [
            (known.LANGUAGES[code], states.get(code, "") if code in written else State.MISSING)
            for code in request.running_languages
        ],
        "original": item.original,
        "places": places(member, item.original),
    }
    return render(request, "translation/help.html", context)


def places(member, original):
    """The languages into which this person may begin to translate, none for others."""
    if member is None or not member.has_perm("wagtailadmin.access_admin"):
        return []
    return places_to_translate_into(member, original)
