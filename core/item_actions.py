"""What is done with an item from its header in the admin, each after a question."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core import actions
from core.languages.shelves import family
from core.models.page import ContentPage
from core.models.provenance import How, Provenance
from core.permissions import may_publish_item


@dataclass(frozen=True)
class ItemAction:
    """One thing that those who may publish a page can do with it.

    `is_offered` tells for a page whether there is anything to do; `run(page, user)` does it, with
    what was chosen in the `form`, and may raise ValidationError. `done` holds `%s` for the title.
    What changes the whole item asks for the right to publish its original, too.
    """

    label: str
    icon: str
    question: str
    answer: str
    done: str
    is_offered: Callable[[ContentPage], bool]
    run: Callable
    of_whole_item: bool = True
    form: type[forms.Form] = forms.Form

    def is_allowed(self, page, user):
        if self.of_whole_item:
            return may_publish_item(user, page)
        return page.permissions_for_user(user).can_publish()


class WithdrawForm(forms.Form):
    notice = forms.BooleanField(
        label=_("Say at its addresses that something was withdrawn"),
        help_text=_("Without a word on what it was, for 30 days. Else there is nothing."),
        required=False,
    )


def _waits_for_a_reader(page):
    return Provenance.objects.filter(page=page, is_current=True, how=How.MACHINE).exists()


ACTIONS = {
    "review": ItemAction(
        _("Mark as read over"),
        "check",
        _(
            "This text was drafted by a machine. Have you read all of it, in its own language and "
            "beside its sources, and do you stand by it?"
        ),
        _("Yes, I have read it over"),
        _("“%s” is now marked as checked by a person."),
        _waits_for_a_reader,
        actions.review,
        of_whole_item=False,
    ),
    "make-original": ItemAction(
        _("Make this the original"),
        "crosshairs",
        _(
            "The other versions will be shown as translations of this one. Its own text is no "
            "longer changed by translating."
        ),
        _("Make this the original"),
        _("“%s” is now the original."),
        lambda page: page.live and not page.is_original,
        actions.make_original,
    ),
    "withdraw": ItemAction(
        _("Withdraw everywhere"),
        "no-view",
        _(
            "It disappears at once in all languages, with all that lies in it, all its versions "
            "and drafts, and the pictures and files that nothing else uses. For 30 days it rests "
            "sealed, and administrators can bring it back; then nothing is left of it."
        ),
        _("Withdraw everywhere"),
        _("“%s” is withdrawn, in all its languages."),
        lambda page: not page.is_section,
        actions.withdraw,
        form=WithdrawForm,
    ),
}


def item_buttons(page, user, view_name, next_url=None):
    """The buttons in a page's header."""
    page = page.specific
    if not isinstance(page, ContentPage):
        return
    if any(model.can_exist_under(page) for model in page.creatable_subpage_models()):
        address = reverse("core_write_in", args=[page.pk])
        yield Button(_("Write in another language"), address, icon_name="globe", priority=45)
    for priority, (name, action) in enumerate(ACTIONS.items(), 50):
        if action.is_offered(page) and action.is_allowed(page, user):
            address = reverse("core_item_action", args=[page.pk, name])
            yield Button(action.label, address, icon_name=action.icon, priority=priority)


@require_http_methods(["GET", "POST"])
def item_action_view(request, page_id, name):
    """Ask, then do it."""
    action = ACTIONS.get(name)
    page = get_object_or_404(Page, pk=page_id).specific
    if action is None or not isinstance(page, ContentPage):
        raise Http404
    if not action.is_allowed(page, request.user):
        raise PermissionDenied
    form = action.form(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"page": page, "action": action, "form": form}
        return render(request, "core/admin/item_action.html", context)
    parent = page.get_parent()
    try:
        action.run(page, request.user, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, action.done % page.title)
    if not Page.objects.filter(pk=page.pk).exists():
        return redirect("wagtailadmin_explore", parent.pk)
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_safe
def write_in_view(request, page_id):
    """The languages in which this person may write below an item."""
    page = get_object_or_404(Page, pk=page_id)
    places = [
        place
        for place in family(page).select_related("locale")
        if place.permissions_for_user(request.user).can_add_subpage()
    ]
    if not places:
        raise PermissionDenied
    return render(request, "core/admin/write_in.html", {"page": page, "places": places})
