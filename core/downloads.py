"""Handing out files: only to those who may have them, and harmless wherever they are opened."""

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
    response = hand_out(request, file.file, file.get_file_hash(), file.filename, file.content_type)
    if response.status_code == 200:
        document_served.send(sender=type(file), instance=file, request=request)
    return response


def hand_out(request, stored, mark, name, content_type, is_shown=False):
    """A stored file as an answer, harmless wherever it is opened; asked for again, it is sent only
    where `mark`, by which its content is known, is another.

    It is an attachment, unless it `is_shown` in the browser. Raises Http404 where it is gone.
    """

    @condition(etag_func=lambda request: f'"{mark}"')
    def respond(request):
        try:
            content = stored.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        return FileResponse(
            content, as_attachment=not is_shown, filename=name, content_type=content_type
        )

    response = respond(request)
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
