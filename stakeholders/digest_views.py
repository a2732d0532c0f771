"""Asking for updates by mail, confirming it, and leaving."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core.languages import cldr
from core.languages.ladder import ladder
from core.public_forms import TooMany, refuse_a_crowd, too_many
from stakeholders import digests
from stakeholders.models import ProfilePage, UpdatesPage
from stakeholders.public_forms import DigestForm
from stakeholders.relay import Gone
from stakeholders.relay_views import REFUSED, link_ran_out

LEFT = "stakeholders/digest_left.html"


@never_cache
def ask_for_digest(request, iso="", committee=None):
    """A form for an address: updates of one country, of one committee (its key), or of all."""
    about = about_what(iso, committee)
    if committee and not about["committee"]:
        raise Http404
    form = DigestForm(request.POST or None)
    context = about | {"form": form}
    if request.method != "POST":
        return render(request, "stakeholders/digest.html", context)
    if not form.is_valid():
        return render(request, "stakeholders/digest.html", context, status=REFUSED)
    if not form.is_from_a_program:
        try:
            refuse_a_crowd(request)
        except TooMany as error:
            context["problem"] = error.words
            return too_many(render(request, "stakeholders/digest.html", context), error.wait)
        digests.ask(form.cleaned_data["email"], get_language(), iso, committee)
    return redirect("digest_waits")


@never_cache
def confirm_digest(request, token):
    """The link in the first mail; a click more, and updates come."""
    subscription = digests.subscription_of(token)
    if subscription is None:
        return link_ran_out(request)
    context = about_what(subscription.country, subscription.committee)
    if request.method != "POST":
        context["is_confirmed"] = bool(subscription.confirmed_at)
        return render(request, "stakeholders/confirm_digest.html", context)
    try:
        digests.confirm(subscription)
    except TooMany:
        context["is_too_much"] = True
        return render(request, "stakeholders/confirm_digest.html", context, status=REFUSED)
    except Gone:
        return link_ran_out(request)
    return redirect("digest_confirmed")


# A mail program comes without our cookies. What it may do, the signed link alone says.
@csrf_exempt
@never_cache
def leave_digest(request, token):
    """The link in each mail: what it is about, where it can be read, and how to leave."""
    key = digests.key_of_leaver(token)
    if key is None:
        return link_ran_out(request)
    if request.method == "POST":
        digests.leave(key)
        # A mail program says so (RFC 8058), and is not redirected.
        is_one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        return render(request, LEFT) if is_one_click else redirect("digest_left")
    if not digests.can_be_left(key):
        return render(request, LEFT)
    _mark, _language, country, committee = key
    listings = UpdatesPage.objects.readable().best_version(ladder(get_language()))
    context = about_what(country, committee or None)
    context["listing"] = listings.select_related("locale").first()
    return render(request, "stakeholders/leave_digest.html", context)


def about_what(iso, committee):
    """What a digest is about, in the reader's words: a country, a committee's profile, or all."""
    committees = ProfilePage.objects.committees().readable().filter(translation_key=committee)
    nearest = committees.best_version(ladder(get_language())).select_related("locale")
    return {
        "iso": iso,
        "country": cldr.country_name(iso, get_language()) if iso else "",
        "committee": nearest.first() if committee else None,
        "is_about_all": not (iso or committee),
    }
