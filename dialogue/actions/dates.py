"""Dialogues open and close by their dates, and are summarised by a summary."""

from django.utils import timezone

from core.turns import turn
from dialogue.models import DialoguePage


def follow_dates():
    """Bring every dialogue to the state that its original's dates, and its summary, say."""
    today = timezone.localdate()
    with turn():
        for dialogue in DialoguePage.objects.originals().defer("body"):
            _follow(dialogue, today)


def follow_dates_of(key):
    """Bring one dialogue, given by its key, to its state: its summary has come or gone."""
    with turn():
        for dialogue in DialoguePage.objects.originals().filter(translation_key=key):
            _follow(dialogue, timezone.localdate())


def _follow(dialogue, today):
    state = dialogue.state_on(today)
    versions = DialoguePage.objects.filter(translation_key=dialogue.translation_key)
    versions.exclude(state=state).update(state=state)
