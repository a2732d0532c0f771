"""Handing out the pictures and files that members add to what they say."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.downloads import hand_out
from core.visitors import member_of
from dialogue.models import Attachment
from dialogue.queue import moderated
from dialogue.views import nearest_dialogue
from dialogue.vocabularies import Status


# Hidden or withdrawn, nobody reads it any more: a browser asks each time.
@require_safe
@cache_control(private=True, no_cache=True)
def attachment(request, pk):
    """A picture, shown, or a file, to be saved; 404 for those who may not have it."""
    found = get_object_or_404(Attachment.objects.select_related("contribution"), pk=pk)
    if not _may_have(found, member_of(request)):
        raise Http404
    return hand_out(
        request,
        found.file,
        found.number,
        found.name,
        found.content_type,
        is_shown=found.is_picture,
    )


def _may_have(attachment, member):
    """Whether somebody, or nobody known, reads or moderates what it came with, or sent it."""
    said = attachment.contribution
    if member and attachment.sent_by_id == member.pk:
        return True
    if said is None:
        return False
    if said.status == Status.SHOWN and nearest_dialogue(said.dialogue, member):
        return True
    return bool(member) and moderated(member).filter(pk=said.pk).exists()
