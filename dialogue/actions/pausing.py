"""What moderators do so that somebody says nothing for some days."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import log

from core.turns import turn
from dialogue.actions.moderating import as_it_stands, tell
from dialogue.models import Pause
from dialogue.queue import moderates_anything
from dialogue.vocabularies import Status
from members.mails import link_to, write_to


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


def end_pause(pause, user):
    """Let a member say something again; they are told. Any moderator may: nobody speaks anywhere in
    a pause, and what it came from may be gone. Raises PermissionDenied, and ValidationError where
    it is over."""
    with turn():
        running = Pause.objects.running().select_related("member", "about__locale")
        pause = running.filter(pk=pause.pk).first() if pause else None
        if pause is None:
            raise ValidationError(gettext("Another moderator has seen to it meanwhile."))
        if not moderates_anything(user) or pause.member_id == user.pk:
            raise PermissionDenied
        log(instance=pause, action="dialogue.end_pause", user=user)
        pause.delete()
        spoken = pause.about.locale.language_code if pause.about else settings.LANGUAGE_CODE
        language = pause.member.language or spoken
        context = {"link": link_to("own_contributions", language=language)}
        template = "dialogue/mails/end_pause.txt"
        write_to(pause.member, template, context, language=language).send()
