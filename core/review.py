"""In the admin: clearing the mark "drafted by a machine" on a version one has read over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core import actions
from core.models.provenance import How, Provenance


def review_buttons(page, user, view_name, next_url=None):
    """The button in a page's header, for those who may publish a text that waits for a reader."""
    waits = Provenance.objects.filter(page=page, is_current=True, how=How.MACHINE).exists()
    if waits and page.permissions_for_user(user).can_publish():
        yield Button(
            gettext_lazy("Mark as read over"),
            reverse("core_review", args=[page.pk]),
            icon_name="check",
            priority=50,
        )


@require_http_methods(["GET", "POST"])
def review_view(request, page_id):
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if request.method == "GET":
        return render(request, "core/admin/review.html", {"page": page})
    actions.review(page, request.user)
    messages.success(request, _("“%s” is now marked as checked by a person.") % page.title)
    return redirect("wagtailadmin_pages:edit", page.pk)
