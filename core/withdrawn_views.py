"""What was withdrawn, for administrators: how long it can be brought back, and a way to do so."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import actions
from core.models.withdrawal import WithdrawnItem

PER_PAGE = 50


@require_safe
def withdrawn_list(request):
    """Titles alone, opened for this list. Nobody else gets here (`core.permissions`)."""
    records = WithdrawnItem.objects.standing().select_related("withdrawn_by")
    page = Paginator(records, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "core/admin/withdrawn.html", {"page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
def bring_back_view(request, record_id):
    """Ask, then bring it back."""
    record = get_object_or_404(WithdrawnItem.objects.standing(), pk=record_id)
    if request.method != "POST":
        return render(request, "core/admin/bring_back.html", {"record": record})
    try:
        page = actions.bring_back(record, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("core_withdrawn")
    messages.success(request, _("“%s” is back, in all its languages.") % page.title)
    return redirect("wagtailadmin_pages:edit", page.pk)
