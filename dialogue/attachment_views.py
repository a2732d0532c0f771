"""Handing out the pictures and files that members add to what they say."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core.downloads import hand_out
from core.visitors import member_of
from dialogue.models import Attachment, DialoguePage
from dialogue.queue import moderated
from dialogue.views import nearest_dialogue
from dialogue.vocabularies import Status


@require_safe
def attachment(request, pk):
    """A picture, shown, or a file, to be saved; 404 for those who may not have it.

    A browser that keeps it asks each time: hidden or withdrawn, nobody reads it any more. What not
    everybody reads it does not keep.
    """
    found = get_object_or_404(Attachment.objects.select_related("contribution"), pk=pk)
    if not _may_have(found, member_of(request)):
        raise Http404
    response = hand_out(
        request,
        found.file,
        found.number,
        found.name,
        found.content_type,
        is_shown=found.is_picture,
    )
    kept = {"no_cache": True} if _is_public(found.contribution) else {"no_store": True}
    patch_cache_control(response, private=True, **kept)
    return response


def _is_public(said):
    if said is None or said.status != Status.SHOWN:
        return False
    dialogues = DialoguePage.objects.filter(translation_key=said.dialogue)
    return dialogues.readable().exists()


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
