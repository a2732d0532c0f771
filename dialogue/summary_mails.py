"""What is sent to those who took part in a dialogue, when its summary is published: a question.

Each is asked once, in their language. A mail names a dialogue only where it is public. It is queued
in the transaction that notes who was asked: stopped anywhere and begun again, nobody is asked
twice, and nobody is left out. Whose question is forgotten before it was sent was not asked.
"""

import logging

from django.conf import settings
from django.utils import translation

from core.languages.ladder import ladder
from core.mails import mark_of
from core.turns import turn
from dialogue.models import Confirmation, DialoguePage, SummaryPage
from dialogue.models.confirmation import speakers_of
from members.languages import nearest_running
from members.mails import link_to, write_to
from members.models import Member
from stakeholders.digest_mails import one_line

logger = logging.getLogger(__name__)


def send(key):
    """Ask all who took part, and were not asked yet, about a summary, which is given by its key."""
    summary = SummaryPage.objects.filter(translation_key=key).defer("body").first()
    if summary is None:
        return
    for pk in _to_ask(summary).order_by("pk").values_list("pk", flat=True):
        try:
            _ask(pk, summary)
        except Exception:
            logger.exception("Member %s could not be asked about a summary; others are.", pk)


def ask_again(mails):
    """Whom these mails ask, which are forgotten, is asked anew as soon as they may read it."""
    from dialogue.tasks import ask_speakers

    questions = {(mail.receiver, key) for mail in mails for key in mail.keys}
    keys = {key for _receiver, key in questions}
    asked = Confirmation.objects.filter(summary__in=keys, says="").select_related("member")
    forgotten = [one for one in asked if (mark_of(one.member.email), str(one.summary)) in questions]
    Confirmation.objects.filter(pk__in=[one.pk for one in forgotten]).delete()
    for key in {str(one.summary) for one in forgotten}:
        ask_speakers.enqueue(key)


def _to_ask(summary):
    asked = Confirmation.objects.filter(summary=summary.translation_key).values("member")
    speakers = Member.objects.filter(pk__in=speakers_of(summary), is_active=True)
    return speakers.exclude(pk__in=asked)


def _ask(pk, summary):
    """Queue the mail to one member, where they may still read the summary, and note it."""
    with turn():
        member = _to_ask(summary).filter(pk=pk).first()
        versions = SummaryPage.objects.filter(translation_key=summary.translation_key)
        if member is None or not versions.readable_by(member).exists():
            return
        Confirmation.objects.create(summary=summary.translation_key, member=member)
        _mail(member, summary).send()


def _mail(member, summary):
    language = nearest_running(member.language or settings.LANGUAGE_CODE)
    dialogues = DialoguePage.objects.filter(translation_key=summary.dialogue)
    public = dialogues.for_listing(ladder(language, member)).first()
    context = {
        "title": one_line(public.title) if public else "",
        "link": link_to("confirm_summary", summary.translation_key, language=language),
    }
    about = [summary.dialogue, summary.translation_key]
    with translation.override(language):
        return write_to(member, "dialogue/mails/summary.txt", context, about=about)
