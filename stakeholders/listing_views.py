"""Asking to be listed, and saying once a year that it still holds."""

from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from core.kept_words import keeps_words
from core.public_forms import TooMany, refuse_a_crowd, too_many
from stakeholders import listing_requests, staying_true
from stakeholders.public_forms import AnswerForm, ListingForm
from stakeholders.relay import Gone
from stakeholders.relay_views import REFUSED, link_ran_out


@keeps_words(ListingForm, for_members=False)
def ask_to_be_listed(request):
    """A form with the criteria; what is sent waits until its mail address is confirmed."""
    form = ListingForm(request.POST or None)
    if request.method != "POST":
        return render(request, "stakeholders/ask.html", {"form": form})
    if not form.is_valid():
        return render(request, "stakeholders/ask.html", {"form": form}, status=REFUSED)
    if not form.is_from_a_program:
        try:
            refuse_a_crowd(request)
        except TooMany as error:
            context = {"form": form, "problem": error.words}
            return too_many(render(request, "stakeholders/ask.html", context), error.wait)
        listing_requests.ask(form.cleaned_data["number"], form.answers, get_language())
    return redirect("request_waits")


@never_cache
def confirm_request(request, token):
    asked = listing_requests.request_of(token)
    if asked is None:
        return link_ran_out(request)
    if request.method != "POST":
        context = {"is_confirmed": bool(asked.confirmed_at)}
        return render(request, "stakeholders/confirm_request.html", context)
    try:
        listing_requests.confirm(asked)
    except TooMany:
        return too_many(render(request, "stakeholders/request_later.html"))
    except Gone:
        return link_ran_out(request)
    return redirect("request_confirmed")


@keeps_words(AnswerForm, for_members=False)
def confirm_profile(request, token):
    """The link of the yearly question: it holds, something has changed, or do not list us."""
    contact = staying_true.contact_of(token)
    profile = contact and staying_true.profile_of(contact)
    if profile is None:
        return link_ran_out(request)
    answer = request.POST.get("answer")
    form = AnswerForm.of(profile, request.POST if answer == "changed" else None)
    try:
        if answer == "holds":
            staying_true.confirm(contact)
            return redirect("profile_answered")
        if answer == "away":
            staying_true.do_not_list(contact)
            return redirect("profile_unlisted")
        if form.is_valid():
            staying_true.change(contact, form.changed)
            return redirect("profile_answered")
    except Gone:
        return link_ran_out(request)
    return render(
        request,
        "stakeholders/confirm_profile.html",
        {"profile": profile, "form": form},
        status=REFUSED if form.is_bound else 200,
    )
