"""How precisely an organisation is shown on the map: the button and the form in the admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets.button import Button

from core.permissions import may_publish_item
from stakeholders.actions import show_on_map
from stakeholders.forms import MapForm
from stakeholders.models import ProfilePage

LABEL = gettext_lazy("Show on the map")


def map_button(page, user, view_name, next_url=None):
    """The button in the header of a profile, for those who may publish the original."""
    page = page.specific
    if isinstance(page, ProfilePage) and may_publish_item(user, page):
        address = reverse("stakeholders_show_on_map", args=[page.pk])
        yield Button(LABEL, address, icon_name="thumbtack", priority=47)


@require_http_methods(["GET", "HEAD", "POST"])
def show_on_map_view(request, profile_id):
    """Ask how precisely an organisation is shown, and say what is stored of that."""
    # The `pk`, a link to the page, breaks at a number that no database holds.
    profile = get_object_or_404(ProfilePage, id=profile_id)
    if not may_publish_item(request.user, profile):
        raise PermissionDenied
    latitude, longitude = profile.point or (None, None)
    stored = {"precision": profile.map_precision, "latitude": latitude, "longitude": longitude}
    form = MapForm(request.POST if request.method == "POST" else None, initial=stored)
    if form.is_valid():
        point = show_on_map(profile, user=request.user, **form.cleaned_data)
        messages.success(request, _what_is_stored(point))
        return redirect("wagtailadmin_pages:edit", profile.pk)
    return render(
        request,
        "stakeholders/admin/show_on_map.html",
        {"page": profile, "form": form, "label": LABEL},
        status=422 if form.errors else 200,
    )


def _what_is_stored(point):
    if point is None:
        return _("Stored: no point, and no place in words, in any language or earlier version.")
    return _("Stored: %(latitude)s, %(longitude)s. No finer point is kept anywhere.") % {
        "latitude": point[0],
        "longitude": point[1],
    }
