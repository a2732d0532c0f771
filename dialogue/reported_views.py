"""What moderators see in the admin of a translation that somebody reported."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.kept_words import keeps_words, unjudged
from dialogue import actions
from dialogue.form_pages import REFUSED
from dialogue.moderation_forms import TranslationReasonForm
from dialogue.queue import moderates_anything
from dialogue.translations import reported_to, with_originals


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_words(TranslationReasonForm)
def reported_translation(request, pk):
    """The translation beside its original: it is taken out, or left as it is.

    Where it was changed meanwhile it is shown anew, with the reason that was typed.
    """
    if not moderates_anything(request.user):
        raise PermissionDenied
    translation = _reported(request.user, pk)
    form = unjudged(TranslationReasonForm(request.kept_words))
    if request.method == "POST":
        if request.POST.get("answer") != "keep":
            form = TranslationReasonForm(request.POST)
        try:
            if _decide(request, translation, form):
                return redirect("dialogue_queue")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            translation = _reported(request.user, pk)
    [draft] = with_originals([translation], get_language(), request.user)
    context = {"draft": draft, "form": form}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "dialogue/admin/reported_translation.html", context, status=status)


def _reported(user, pk):
    """A reported translation as it is now. Raises Http404 for who does not moderate it, and where
    another moderator has seen to it."""
    return get_object_or_404(reported_to(user), id=pk)


def _decide(request, translation, form):
    """Do what was chosen, and give whether it is done. Raises ValidationError where the translation
    is another by now than it was on the screen."""
    answer, user = request.POST.get("answer"), request.user
    is_same = request.POST.get("standing", translation.standing) == translation.standing
    if answer not in ("keep", "take_out") or not is_same:
        raise ValidationError(_("It was changed meanwhile. Look at it as it is now."))
    if answer == "keep":
        actions.keep_translation(translation, user)
        messages.success(request, _("It stays as it is."))
        return True
    if not form.is_valid():
        return False
    actions.take_out_translation(translation, user, form.cleaned_data["reason"])
    messages.success(request, _("It is taken out, and its translator is told why."))
    return True
