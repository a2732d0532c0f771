"""Closing a dialogue and slowing it down: the button and the screen in the admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets.button import Button

from core.permissions import may_publish_item
from dialogue import actions
from dialogue.form_pages import REFUSED
from dialogue.models import DialoguePage
from dialogue.moderation_forms import SlownessForm

LABEL = _("Close or slow down")


def closing_button(page, user, view_name, next_url=None):
    """The button in the header of a dialogue, for those who may publish the original."""
    page = page.specific
    if isinstance(page, DialoguePage) and may_publish_item(user, page):
        address = reverse("dialogue_closing", args=[page.pk])
        yield Button(LABEL, address, icon_name="lock", priority=47)


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request, page_id):
    """Close a dialogue or open it again, or choose how fast one speaks in it."""
    # The `pk`, a link to the page, breaks at a number that no database holds.
    dialogue = get_object_or_404(DialoguePage.objects.exclude(alias_of__isnull=False), id=page_id)
    if not may_publish_item(request.user, dialogue):
        raise PermissionDenied
    answer = request.POST.get("answer")
    slows_down = answer == "slow_down"
    form = SlownessForm(
        request.POST if slows_down else None, initial={"seconds": dialogue.pause_between}
    )
    if form.is_valid():
        actions.slow_down(dialogue, request.user, form.cleaned_data["seconds"])
    elif answer == "close":
        actions.close(dialogue, request.user)
    elif answer == "open_again":
        actions.open_again(dialogue, request.user)
    if answer and not form.errors:
        dialogue.refresh_from_db()
        messages.success(request, _("Kept. The dialogue: %s.") % dialogue.get_state_display())
        return redirect("dialogue_closing", dialogue.pk)
    return render(
        request,
        "dialogue/admin/closing.html",
        {"page": dialogue, "form": form, "label": LABEL},
        status=REFUSED if form.errors else 200,
    )
