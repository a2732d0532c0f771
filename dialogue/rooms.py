"""What is said in a dialogue that is a room, or lies in one, stays there."""

from core import rooms
from dialogue.models import Contribution
from dialogue.vocabularies import Status


def have_words(pages):
    """Whether something was said in dialogues among these pages that was not withdrawn."""
    said = Contribution.objects.exclude(status=Status.WITHDRAWN)
    return said.filter(dialogue__in=pages.values("translation_key")).exists()


def register():
    rooms.holds_words(have_words)
