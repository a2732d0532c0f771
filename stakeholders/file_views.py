"""The directory as a file, in the admin: taken in, after a look at what it would do, and given."""

from collections import Counter
from functools import wraps
from tempfile import TemporaryFile

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Locale

from core import batches
from core.files import MEDIA_TYPES
from core.languages.catalogues import menu_language
from core.languages.cldr import language_name
from core.models import Batch, Step
from stakeholders.actions import IMPORT, prepare_import
from stakeholders.files.directory import find_section, places_to_import_into
from stakeholders.files.exporting import csv_lines, exported_rows, write_xlsx
from stakeholders.files.importing import Kind, import_rows
from stakeholders.files.tables import Row, Table, Unusable
from stakeholders.forms import ImportForm

SHOWN_PROBLEMS = 200
# A look at so many takes some seconds. For more there is the command.
MOST_ROWS = 2000


def by_importers(view):
    """403 for a member who may add and publish in no language of the directory."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not places_to_import_into(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@by_importers
@require_http_methods(["GET", "HEAD", "POST"])
def import_view(request):
    """Take a file, and lead to what it would do."""
    words = menu_language(get_language())
    codes = [locale.language_code for locale in Locale.objects.all()]
    languages = [(code, language_name(code, words)) for code in codes]
    form = ImportForm(request.POST or None, request.FILES or None, languages=languages)
    if request.method == "POST" and form.is_valid():
        file, language = form.cleaned_data["file"], form.cleaned_data["language"]
        try:
            table = Table(file, MOST_ROWS)
            if not table.count:
                raise Unusable(_("There are no rows in this file."))
            batch = prepare_import(request.user, table, language, file.name)
            return redirect("profiles:import_preview", batch.pk)
        except Unusable as unusable:
            form.add_error("file", str(unusable))
    status = 422 if form.errors else 200
    return render(request, "stakeholders/admin/import.html", {"form": form}, status=status)


@by_importers
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request, batch_id):
    """Say what the rows of an import would do; a button begins it, another throws it away."""
    batch = get_object_or_404(Batch, pk=batch_id, member=request.user, action=IMPORT)
    steps = batch.steps.order_by("pk")
    if not batch.is_stopped or steps.exclude(state=Step.State.WAITING).exists():
        return redirect("core_batch", batch.pk)
    if request.method == "POST":
        return _answer(request, batch)
    try:
        outcomes = _outcomes(steps, find_section(), request.user)
    except Unusable as unusable:
        raise Http404 from unusable
    counts, problems = Counter(), []
    for outcome in outcomes:
        counts[outcome.kind] += 1
        if outcome.is_problem and len(problems) < SHOWN_PROBLEMS:
            problems.append(outcome)
    context = {
        "batch": batch,
        "counts": {kind.name.lower(): counts[kind] for kind in Kind},
        "problems": problems,
        "more_problems": counts[Kind.REFUSED] + counts[Kind.NOT_LISTED] - len(problems),
    }
    return render(request, "stakeholders/admin/import_preview.html", context)


def _answer(request, batch):
    match request.POST.get("do"):
        case "import":
            batches.go_on(batch)
            return redirect("core_batch", batch.pk)
        case "discard":
            batch.delete()
            messages.success(request, _("Nothing was imported."))
            return redirect("profiles:index")
    raise BadRequest


def _outcomes(steps, section, member):
    arguments = list(steps.values_list("arguments", flat=True))
    rows = [Row(**each["row"]) for each in arguments]
    language = arguments[0]["language"] if arguments else ""
    return import_rows(rows, section, language, member, dry_run=True)


@require_safe
def export_view(request, ending):
    """Give the organisations that everybody may read, as a file."""
    if ending not in ("csv", "xlsx"):
        raise Http404
    name = f"stakeholders.{ending}"
    if ending == "csv":
        response = StreamingHttpResponse(csv_lines(exported_rows()))
        response.headers["Content-Type"] = MEDIA_TYPES[ending]
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    try:
        write_xlsx(exported_rows(), file)
    except Unusable as unusable:
        messages.error(request, str(unusable))
        return redirect("profiles:index")
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA_TYPES[ending])
