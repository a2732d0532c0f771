"""How far a batch has come, for the member who started it and for administrators."""

from django.core.exceptions import BadRequest
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import batches
from core.models.batch import Batch, Step

SHOWN_FAILURES = 100
SHOWN_BATCHES = 50
ANSWERS = {"stop": batches.stop, "go-on": batches.go_on, "try-again": batches.try_again}


def _batches_of(member):
    mine = Batch.objects.all() if member.is_superuser else Batch.objects.filter(member=member)
    return mine.select_related("member").annotate(
        total=Count("steps"),
        done=Count("steps", filter=Q(steps__state=Step.State.DONE)),
        failed=Count("steps", filter=Q(steps__state=Step.State.FAILED)),
        waiting=Count("steps", filter=Q(steps__state=Step.State.WAITING)),
    )


@require_safe
def batch_list(request):
    found = _batches_of(request.user).order_by("-started_at")[:SHOWN_BATCHES]
    return render(request, "core/admin/batches.html", {"batches": found})


@require_http_methods(["GET", "HEAD", "POST"])
def batch_view(request, batch_id):
    """Show the progress; a button stops the batch, goes on, or tries again what failed."""
    batch = _batches_of(request.user).filter(pk=batch_id).first()
    if batch is None:
        raise Http404
    if request.method == "POST":
        answer = ANSWERS.get(request.POST.get("do"))
        if answer is None:
            raise BadRequest
        answer(batch)
        return redirect("core_batch", batch.pk)
    failures = batch.steps.filter(state=Step.State.FAILED)[:SHOWN_FAILURES]
    is_running = bool(batch.waiting) and not batch.is_stopped
    context = {"batch": batch, "failures": failures, "is_running": is_running}
    return render(request, "core/admin/batch.html", context)
