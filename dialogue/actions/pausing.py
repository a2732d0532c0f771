"""What moderators do so that somebody says nothing for some days."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import log

from core.turns import turn
from dialogue.actions.moderating import as_it_stands, tell
from dialogue.models import Pause
from dialogue.vocabularies import Status


def pause(said, user, days, reason):
    """Have the author of an original say nothing for so many days, in any dialogue; they are told
    why, and can answer. Raises as `dialogue.actions.moderating`."""
    with turn():
        said = as_it_stands(said, user, *Status)
        if said.author is None or Pause.objects.of(said.author):
            raise ValidationError(gettext("Another moderator has seen to it meanwhile."))
        Pause.objects.update_or_create(
            member=said.author,
            defaults={
                "about": said,
                "until": timezone.now() + timedelta(days=days),
                "reason": reason,
                "paused_by": user,
            },
        )
        if not said.answer_waits:
            said.answer = ""
            said.save()
        log(instance=said, action="dialogue.pause", user=user, data={"days": days})
        tell(said.author, "pause", said)


def end_pause(said, user):
    """Let the author of an original say something again; they are told. Raises as `pause`."""
    with turn():
        said = as_it_stands(said, user, *Status)
        ended, _rows = Pause.objects.running().filter(member=said.author).delete()
        if not ended:
            raise ValidationError(gettext("Another moderator has seen to it meanwhile."))
        log(instance=said, action="dialogue.end_pause", user=user)
        tell(said.author, "end_pause", said)
