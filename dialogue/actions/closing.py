"""What those who may publish a dialogue do with how one speaks in it."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.log_actions import log

from core.permissions import may_publish_item
from core.turns import turn
from dialogue.models import DialoguePage


def close(dialogue, user):
    """Let nobody say anything in a dialogue any more, whatever its dates say. Raises
    PermissionDenied, as all here do."""
    _set(dialogue, user, "close", closed_by_hand=True)


def open_again(dialogue, user):
    """Let its dates say whether a dialogue is open."""
    _set(dialogue, user, "open_again", closed_by_hand=False)


def slow_down(dialogue, user, seconds):
    """Let each member say one thing in so many seconds in a dialogue; 0 is as fast as elsewhere."""
    _set(dialogue, user, "slow_down", pause_between=seconds)


def _set(dialogue, user, what, **state):
    with turn():
        dialogue = DialoguePage.objects.filter(pk=dialogue.pk).first()
        if dialogue is None or not may_publish_item(user, dialogue):
            raise PermissionDenied
        versions = DialoguePage.objects.filter(translation_key=dialogue.translation_key)
        versions.update(**state)
        original = versions.originals().get()
        versions.update(state=original.state_on(timezone.localdate()))
        log(instance=original, action=f"dialogue.{what}", user=user, data=state)
