"""What moderators see in the admin: what waits, and one contribution with what is known of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.paging import paginate
from dialogue import actions
from dialogue.decisions import form_of, offered
from dialogue.models import FormerText, Pause
from dialogue.queue import moderated, moderates_anything, to_look_at, with_surroundings
from dialogue.thread import around
from dialogue.views import REFUSED


@require_http_methods(["GET", "HEAD", "POST"])
def queue(request):
    """What waits and what was reported, the oldest first; those that are chosen are shown.

    Raises PermissionDenied for whoever moderates nothing.
    """
    if not moderates_anything(request.user):
        raise PermissionDenied
    if request.method == "POST":
        _show(request, request.POST.getlist("chosen"))
        return redirect("dialogue_queue")
    waiting = to_look_at(request.user).select_related("locale", "author").order_by("pk")
    page = paginate(request, waiting)
    page.object_list = with_surroundings(page.object_list, get_language(), request.user)
    return render(request, "dialogue/admin/queue.html", {"page_obj": page})


def _show(request, chosen):
    """Approve what was chosen, each in its own turn; `chosen` is as it stood on the screen."""
    pks = [standing.partition("-")[0] for standing in chosen]
    rows = moderated(request.user).filter(pk__in=[pk for pk in pks if pk.isdecimal()])
    number = 0
    for original in rows.order_by("pk"):
        if original.standing in chosen:
            try:
                actions.approve(original, request.user)
            except (PermissionDenied, ValidationError):
                continue
            number += 1
    if number:
        done = ngettext("%(number)s is shown now.", "%(number)s are shown now.", number)
        messages.success(request, done % {"number": number})
    if missed := len(set(chosen)) - number:
        left = ngettext(
            "%(number)s was changed meanwhile, or another moderator was faster.",
            "%(number)s were changed meanwhile, or another moderator was faster.",
            missed,
        )
        messages.warning(request, left % {"number": missed})


@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request, pk):
    """One contribution, with what surrounds it and what may be done with it."""
    if not moderates_anything(request.user):
        raise PermissionDenied
    rows = moderated(request.user).select_related("locale", "author")
    original = get_object_or_404(rows, id=pk)
    [said] = with_surroundings([original], get_language(), request.user)
    decisions = [
        (decision, form_of(decision, original, request.user))
        for decision in offered(original, request.user)
    ]
    status = 200
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        decision = next((one for one, _form in decisions if one.name == answer), None)
        is_as_seen = request.POST.get("standing", original.standing) == original.standing
        if decision is None or not is_as_seen:
            messages.error(request, _("It was changed meanwhile. Look at it as it is now."))
            return redirect("dialogue_moderate", pk)
        form = form_of(decision, original, request.user, request.POST)
        if form.is_valid():
            try:
                decision.run(original, request.user, **form.cleaned_data)
                messages.success(request, decision.done)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            return redirect("dialogue_queue")
        decisions = [(one, form if one is decision else other) for one, other in decisions]
        status = REFUSED
    former_texts = FormerText.objects.filter(contribution__translation_key=original.translation_key)
    context = {
        "said": said,
        "decisions": decisions,
        "thread": around(original, get_language(), request.user),
        "pause": Pause.objects.of(original.author),
        "former_texts": former_texts.select_related("contribution__locale"),
    }
    return render(request, "dialogue/admin/moderate.html", context, status=status)
