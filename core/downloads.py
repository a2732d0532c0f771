"""Handing out files: only to those who may have them, and never shown in the browser."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served


# Others may be refused at the same address tomorrow, and the file may be another one.
@require_safe
@cache_control(private=True, no_cache=True)
def serve_file(request, document_id, document_filename):
    """The file as an attachment; 404 for those who may not have it.

    Under a former name it leads to the present one: titles change, bookmarks do not.
    """
    file = get_object_or_404(get_document_model(), pk=document_id)
    if not _may_have(request, file):
        raise Http404
    if document_filename != file.filename:
        return redirect(file.url)
    response = _attachment(request, file)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _may_have(request, file):
    """Whether the privacy of the file's collection, and whoever else is asked, let it pass."""
    # Before the hooks: Wagtail's own answers with a way to log in, and so tells there is a file.
    if not all(
        restriction.accept_request(request)
        for restriction in file.collection.get_view_restrictions()
    ):
        return False
    checks = hooks.get_hooks("before_serve_document")
    return all(check(file, request) is None for check in checks)


def _attachment(request, file):
    @condition(etag_func=lambda request: f'"{file.get_file_hash()}"')
    def respond(request):
        try:
            content = file.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        document_served.send(sender=type(file), instance=file, request=request)
        return FileResponse(
            content,
            as_attachment=True,
            filename=file.filename,
            content_type=file.content_type,
        )

    return respond(request)
