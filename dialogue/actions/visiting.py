"""What is kept of visits to dialogues."""

from datetime import timedelta

from django.utils import timezone

from dialogue.models import DialoguePage, Visit

KEEP = timedelta(days=90)


def forget_visits():
    """Delete those of long ago, and those to dialogues that are gone for good.

    What rests with something that was withdrawn is not here.
    """
    Visit.objects.filter(last_at__lt=timezone.now() - KEEP).delete()
    dialogues = DialoguePage.objects.values("translation_key")
    Visit.objects.exclude(dialogue__in=dialogues).delete()
