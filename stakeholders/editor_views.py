"""The editors of a committee: the button and the screen in the admin."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets.button import Button

from members import languages
from stakeholders.actions import (
    end_appointment,
    invite_editor,
    set_review_of_updates,
    take_back_invitation,
)
from stakeholders.editing import may_appoint
from stakeholders.models import Appointment, EditorInvitation, ProfilePage

LABEL = pgettext_lazy("of a committee", "Editors")


class AppointForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages.running()


class RowForm(forms.Form):
    """One of the rows that the screen shows."""

    row = forms.ModelChoiceField(None)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["row"].queryset = rows


def editors_button(page, user, view_name, next_url=None):
    """The button in the header of a committee, for those who say who edits it."""
    page = page.specific
    if isinstance(page, ProfilePage) and page.is_committee and may_appoint(user, page):
        address = reverse("stakeholders_editors", args=[page.pk])
        yield Button(LABEL, address, icon_name="group", priority=48)


@require_http_methods(["GET", "HEAD", "POST"])
def editors_view(request, profile_id):
    """Who edits a committee and who was asked to, and whether their updates are looked at."""
    # The `pk`, a link to the page, breaks at a number that no database holds.
    committee = get_object_or_404(ProfilePage.objects.committees(), id=profile_id)
    if not may_appoint(request.user, committee):
        raise PermissionDenied
    answer = request.POST.get("answer", "")
    form = AppointForm(
        request.POST if answer == "appoint" else None,
        initial={"language": committee.locale.language_code},
    )
    if form.is_valid():
        invite_editor(committee, user=request.user, **form.cleaned_data)
        messages.success(request, _("The mail is on its way. Its link works for two weeks."))
    elif answer in ANSWERS:
        messages.success(request, ANSWERS[answer](request, committee))
    else:
        return _screen(request, committee, form)
    return redirect("stakeholders_editors", committee.pk)


def _screen(request, committee, form):
    key = committee.translation_key
    invitations = EditorInvitation.objects.standing().filter(committee=key)
    context = {
        "page": committee,
        "label": LABEL,
        "form": form,
        "appointments": Appointment.objects.filter(committee=key)
        .select_related("member")
        .order_by("pk"),
        "invitations": invitations.order_by("pk"),
    }
    status = 422 if form.errors else 200
    return render(request, "stakeholders/admin/editors.html", context, status=status)


# What the buttons do; each gives what is said of it. A row that is gone by now is left alone. ---


def _end(request, committee):
    if appointment := _row(request, committee, Appointment.objects):
        end_appointment(appointment, request.user)
    return _("From the next click on, this person edits the committee no longer.")


def _take_back(request, committee):
    if invitation := _row(request, committee, EditorInvitation.objects):
        take_back_invitation(invitation, request.user)
    return _("The link in this mail no longer works.")


def _row(request, committee, objects):
    rows = objects.filter(committee=committee.translation_key)
    form = RowForm(request.POST, rows=rows)
    return form.cleaned_data["row"] if form.is_valid() else None


def _review(request, committee):
    set_review_of_updates(committee, True, request.user)
    return _("What the editors write is looked at before it appears.")


def _at_once(request, committee):
    set_review_of_updates(committee, False, request.user)
    return _("What the editors write appears at once.")


ANSWERS = {"end": _end, "take_back": _take_back, "review": _review, "at_once": _at_once}
