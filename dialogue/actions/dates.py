"""Dialogues open and close by their dates, and are summarised by a summary."""

from collections import defaultdict

from django.utils import timezone

from core.turns import turn
from dialogue.models import DialoguePage


def follow_dates():
    """Bring every dialogue to the state that its original's dates, and its summary, say."""
    _follow(DialoguePage.objects.all())


def follow_dates_of(key):
    """Bring one dialogue, given by its key, to its state: its summary has come or gone."""
    _follow(DialoguePage.objects.filter(translation_key=key))


def _follow(dialogues):
    today, keys = timezone.localdate(), defaultdict(list)
    with turn():
        for dialogue in dialogues.originals().with_summaries().defer("body"):
            keys[dialogue.state_on(today)].append(dialogue.translation_key)
        for state, those in keys.items():
            others = dialogues.exclude(state=state)
            others.filter(translation_key__in=those).update(state=state)
