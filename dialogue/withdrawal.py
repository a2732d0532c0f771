"""What is said in a dialogue, when that is withdrawn."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from core import withdrawal
from dialogue import tasks
from dialogue.models import (
    Confirmation,
    Contribution,
    DialoguePage,
    Following,
    SummaryPage,
    Visit,
)


def conversation(keys):
    """It rests with its dialogue, with those who follow it, what they say of its summary and when
    they were there, and comes back with it."""
    said = Contribution.objects.filter(dialogue__in=keys)
    threads = said.values("translation_key")
    return [
        said,
        Following.objects.filter(Q(thread__in=threads) | Q(dialogue__in=keys) | Q(forum__in=keys)),
        Confirmation.objects.filter(summary__in=keys),
        Visit.objects.filter(dialogue__in=keys),
    ]


def ask_speakers(pages):
    """About a summary that is brought back, whose questions were forgotten when it went."""
    keys = SummaryPage.objects.filter(pk__in=pages).values_list("translation_key", flat=True)
    for key in set(keys):
        tasks.ask_speakers.enqueue(str(key))


def addresses(language):
    """Where everybody reads of dialogues, beside the pages themselves."""
    with override(language):
        for key in DialoguePage.objects.originals().values_list("translation_key", flat=True):
            yield reverse("dialogue_feed", args=[key])


def register():
    withdrawal.goes_along(conversation)
    withdrawal.restores(ask_speakers)
    withdrawal.shows(addresses)
