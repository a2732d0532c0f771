"""How many people speak in a dialogue, from how many countries and in how many languages."""

from django.db.models import Count, Value
from django.db.models.functions import NullIf

from dialogue.models.contribution import Contribution
from dialogue.vocabularies import Status


def with_voices(dialogues):
    """These dialogues, as a list, each with its `voices`, `countries` and `tongues`.

    One query for all.
    """
    dialogues = list(dialogues)
    keys = {dialogue.translation_key for dialogue in dialogues}
    said = Contribution.objects.originals().filter(dialogue__in=keys, status=Status.SHOWN)
    counted = said.values("dialogue").annotate(
        voices=Count("author", distinct=True),
        countries=Count(NullIf("country", Value("")), distinct=True),
        tongues=Count("locale", distinct=True),
    )
    found = {row["dialogue"]: row for row in counted}
    for dialogue in dialogues:
        row = found.get(dialogue.translation_key, {})
        for name in ("voices", "countries", "tongues"):
            setattr(dialogue, name, row.get(name, 0))
    return dialogues
