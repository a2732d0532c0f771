"""What is kept of visits to dialogues."""

from dialogue.models import DialoguePage, Visit


def forget_visits():
    """Delete those to dialogues that are gone for good.

    What rests with something that was withdrawn is not here.
    """
    dialogues = DialoguePage.objects.values("translation_key")
    Visit.objects.exclude(dialogue__in=dialogues).delete()
