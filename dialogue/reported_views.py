"""What moderators see in the admin of a translation that somebody reported."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dialogue import actions
from dialogue.moderation_forms import TranslationReasonForm
from dialogue.queue import moderates_anything
from dialogue.translations import reported_to, with_originals
from dialogue.views import REFUSED


@require_http_methods(["GET", "HEAD", "POST"])
def reported_translation(request, pk):
    """The translation beside its original: it is taken out, or left as it is."""
    if not moderates_anything(request.user):
        raise PermissionDenied
    translation = get_object_or_404(reported_to(request.user), id=pk)
    form, status = TranslationReasonForm(), 200
    if request.method == "POST":
        answer, user = request.POST.get("answer"), request.user
        form = TranslationReasonForm(request.POST)
        if request.POST.get("standing", translation.standing) != translation.standing:
            messages.error(request, _("It was changed meanwhile. Look at it as it is now."))
            return redirect("dialogue_reported_translation", pk)
        if answer == "keep" or form.is_valid():
            try:
                if answer == "keep":
                    actions.keep_translation(translation, user)
                    messages.success(request, _("It stays as it is."))
                elif answer == "take_out":
                    reason = form.cleaned_data["reason"]
                    actions.take_out_translation(translation, user, reason)
                    messages.success(request, _("It is taken out, and its translator is told why."))
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            return redirect("dialogue_queue")
        status = REFUSED
    [draft] = with_originals([translation], get_language(), request.user)
    context = {"draft": draft, "form": form}
    return render(request, "dialogue/admin/reported_translation.html", context, status=status)
