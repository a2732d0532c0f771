"""How many people speak in a dialogue, and in how many languages."""

from django.db.models import Count

from dialogue.models.contribution import Contribution
from dialogue.vocabularies import Status


def with_voices(dialogues):
    """These dialogues, as a list, each with its `voices` and `tongues`. One query for all."""
    dialogues = list(dialogues)
    keys = {dialogue.translation_key for dialogue in dialogues}
    said = Contribution.objects.originals().filter(dialogue__in=keys, status=Status.SHOWN)
    counted = said.values("dialogue").annotate(
        voices=Count("author", distinct=True), tongues=Count("locale", distinct=True)
    )
    found = {row["dialogue"]: row for row in counted}
    for dialogue in dialogues:
        row = found.get(dialogue.translation_key, {})
        dialogue.voices, dialogue.tongues = row.get("voices", 0), row.get("tongues", 0)
    return dialogues
