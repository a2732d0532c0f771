"""How many people speak in a dialogue, from how many countries and in how many languages."""

from django.db.models import Count, Value
from django.db.models.functions import NullIf
from django.utils.translation import ngettext

from dialogue.models.contribution import Contribution
from dialogue.vocabularies import Status


def with_voices(dialogues):
    """These dialogues, as a list, each with its `voices`, and in words, `how_many` there are of
    these, of countries and of languages. Base pages, too. One query for all.
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
        dialogue.voices, dialogue.how_many = row.get("voices", 0), _in_words(row)
    return dialogues


def _in_words(row):
    if not row:
        return ""
    voices, countries, tongues = row["voices"], row["countries"], row["tongues"]
    words = [ngettext("%(number)s voice", "%(number)s voices", voices) % {"number": voices}]
    if countries:
        word = ngettext("%(number)s country", "%(number)s countries", countries)
        words.append(word % {"number": countries})
    word = ngettext("%(number)s language", "%(number)s languages", tongues)
    return " · ".join([*words, word % {"number": tongues}])
