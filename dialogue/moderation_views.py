"""What moderators see in the admin: what waits, and one contribution with what is known of it."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.kept_words import keeps_words, typed_in, unjudged
from core.paging import paginate
from dialogue import actions
from dialogue.decisions import END_PAUSE, IN_BULK, PAUSE, form_of, offered
from dialogue.form_pages import REFUSED
from dialogue.models import FormerText, Pause
from dialogue.moderation_forms import PauseForm
from dialogue.queue import (
    moderated,
    moderates_anything,
    remarks_to_look_at,
    to_look_at,
    with_surroundings,
    with_why,
)
from dialogue.thread import around
from dialogue.translations import reported_to, with_originals

# A key of a row, as a database can hold it.
NUMBER = re.compile(r"[0-9]{1,18}")
# Translations that the queue shows; the others follow.
MOST_REPORTED = 20


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_words(PauseForm)
def queue(request):
    """What waits and what was reported, the oldest first; one thing is done with all that are
    chosen.

    Raises PermissionDenied for whoever moderates nothing.
    """
    if not moderates_anything(request.user):
        raise PermissionDenied
    typed = request.POST or request.kept_words
    form = PauseForm(typed)  # asks what any of them asks
    if request.method != "POST":
        unjudged(form)
    elif _decide_on_chosen(request):
        return redirect("dialogue_queue")
    waiting = to_look_at(request.user).select_related("locale", "author").order_by("pk")
    page = paginate(request, waiting)
    page.object_list = with_surroundings(page.object_list, get_language(), request.user)
    reported = reported_to(request.user)[:MOST_REPORTED]
    context = {
        "page_obj": page,
        "reported": with_originals(reported, get_language(), request.user),
        "remarks": remarks_to_look_at(request.user),
        "decisions": IN_BULK,
        "form": form,
        "chosen": typed.getlist("chosen") if typed else [],
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "dialogue/admin/queue.html", context, status=status)


def _decide_on_chosen(request):
    """Do one thing with all that were chosen, as they stood on the screen; give whether it could be
    done with any."""
    chosen, answer = set(request.POST.getlist("chosen")), request.POST.get("answer")
    decision = next((one for one in IN_BULK if one.name == answer), None)
    if decision is None or not chosen:
        messages.error(request, _("Choose something, and what shall be done with it."))
        return False
    form = decision.form(request.POST)
    if not form.is_valid():
        return False
    pks = [standing.partition("-")[0] for standing in chosen]
    rows = moderated(request.user).filter(pk__in=[pk for pk in pks if NUMBER.fullmatch(pk)])
    done, paused = 0, set()
    for original in rows.order_by("pk"):
        if original.standing not in chosen:
            continue
        try:
            if original.author_id not in paused:
                decision.run(original, request.user, **form.cleaned_data)
        except (PermissionDenied, ValidationError):
            continue
        done += 1
        if decision is PAUSE:
            paused.add(original.author_id)
    if done:
        words = {"what": decision.label, "number": done}
        messages.success(request, _("Done: %(what)s (%(number)s)") % words)
    if missed := len(chosen) - done:
        left = ngettext(
            "%(number)s is left as it is: it was changed meanwhile, another moderator was faster, "
            "or this cannot be done with it.",
            "%(number)s are left as they are: they were changed meanwhile, another moderator was "
            "faster, or this cannot be done with them.",
            missed,
        )
        messages.warning(request, left % {"number": missed})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_words(PauseForm)
def moderate(request, pk):
    """One contribution, with what surrounds it and what may be done with it.

    Where it was changed meanwhile it is shown anew, with the reason that was typed.
    """
    if not moderates_anything(request.user):
        raise PermissionDenied
    said = _moderated(request.user, pk)
    if request.method == "POST":
        try:
            if _decide(request, said.original):
                return redirect("dialogue_queue")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            said = _moderated(request.user, pk)
    original, typed = said.original, request.POST or request.kept_words or {}
    decisions = [
        (one, _form(request, one, original, typed)) for one in offered(original, request.user)
    ]
    is_offered = any(form.is_bound for _one, form in decisions)
    former_texts = FormerText.objects.filter(contribution__translation_key=original.translation_key)
    context = {
        "said": said,
        "decisions": decisions,
        "typed": [] if is_offered else typed_in(PauseForm, typed),
        "thread": around(original, get_language(), request.user),
        "pauses": with_why(Pause.objects.running().filter(member=original.author), request.user),
        "former_texts": former_texts.select_related("contribution__locale", "author"),
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "dialogue/admin/moderate.html", context, status=status)


def _form(request, decision, original, typed):
    """The form of a decision, with what was typed for it; its faults are said once it was sent."""
    data = typed if typed.get("answer") == decision.name else None
    form = form_of(decision, original, request.user, data)
    return form if request.method == "POST" else unjudged(form)


def _moderated(user, pk):
    """An original as it is now, with what surrounds it. Raises Http404 for who does not moderate
    it."""
    original = get_object_or_404(moderated(user).select_related("locale", "author"), id=pk)
    [said] = with_surroundings([original], get_language(), user)
    return said


def _decide(request, original):
    """Do what was chosen, and give whether it is done. Raises ValidationError where the original is
    another by now than it was on the screen."""
    answer = request.POST.get("answer", "")
    decision = next((one for one in offered(original, request.user) if one.name == answer), None)
    if decision is None or request.POST.get("standing", original.standing) != original.standing:
        raise ValidationError(_("It was changed meanwhile. Look at it as it is now."))
    form = form_of(decision, original, request.user, request.POST)
    if not form.is_valid():
        return False
    decision.run(original, request.user, **form.cleaned_data)
    messages.success(request, decision.done)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def pauses(request):
    """Who pauses, until when and why, also where what it came from is gone; a pause is ended.

    Why is told to who moderates what it came from.
    """
    if not moderates_anything(request.user):
        raise PermissionDenied
    running = Pause.objects.running().exclude(member=request.user)
    running = running.select_related("member").order_by("until", "pk")
    if request.method == "POST":
        chosen = request.POST.get("pause", "")
        pause = running.filter(pk=chosen).first() if NUMBER.fullmatch(chosen) else None
        try:
            actions.end_pause(pause, request.user)
            messages.success(request, END_PAUSE.done)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("dialogue_pauses")
    page = paginate(request, running)
    page.object_list = with_why(page.object_list, request.user)
    return render(request, "dialogue/admin/pauses.html", {"page_obj": page})
