"""Words are written for a page that one may edit and that is not locked, by whatever door."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseForbidden
from django.shortcuts import get_object_or_404
from wagtail_localize.models import Translation


def translation_and_page(request, translation_id):
    """The translation, for those who may edit its target and find it unlocked."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    page = translation.get_target_instance()
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit() or permissions.page_locked():
        raise PermissionDenied
    return translation, page


def unlocked(view):
    """wagtail-localize's views of strings ask for the right to edit, and forget the lock."""

    @wraps(view)
    def guarded(request, translation_id, **kwargs):
        try:
            translation_and_page(request, translation_id)
        except PermissionDenied:
            if request.method == "POST":
                raise  # the person is led home, with a message
            return HttpResponseForbidden()  # the editor's script reads no page
        return view(request, translation_id=translation_id, **kwargs)

    return guarded
