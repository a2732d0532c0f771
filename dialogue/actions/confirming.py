"""What those who took part in a dialogue say of its summary."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.log_actions import log

from core.turns import turn
from dialogue.models import Confirmation, SummaryPage
from dialogue.models.confirmation import speakers_of
from dialogue.models.pause import check_not_paused
from dialogue.trust import moderated_remarks
from members.mails import link_to, write_to


@dataclass(frozen=True)
class Opinion:
    """What was answered (`Answer`), with a remark in a language, and to which text of the summary
    (`SummaryPage.digest`)."""

    says: str
    remark: str
    language: str
    given_to: str


def may_confirm(member, summary):
    """Whether something that a member said can be read in what a summary sums up."""
    return speakers_of(summary).filter(author=member.pk).exists()


def confirm(member, key, opinion):
    """Say whether a summary, given by its key, says what one said; later this may be changed.

    Raises PermissionDenied for somebody who may not read it, or of whom nothing is read in its
    dialogue, and ValidationError for a remark of one who is paused.
    """
    with turn():
        summaries = SummaryPage.objects.readable_by(member).filter(translation_key=key)
        summary = summaries.defer("body").first()
        if summary is None or not may_confirm(member, summary):
            raise PermissionDenied
        if opinion.remark:
            check_not_paused(member)
        said = {
            "says": opinion.says,
            "remark": opinion.remark,
            "language": opinion.language if opinion.remark else "",
            "given_to": opinion.given_to,
            "said_at": timezone.now(),
        }
        Confirmation.objects.update_or_create(summary=key, member=member, defaults=said)
        log(instance=summary, action="dialogue.confirm", user=member)


def take_out_remark(confirmation, user):
    """Delete what a moderator finds that nobody should read; the answer stays, and its author is
    told. Raises PermissionDenied."""
    with turn():
        confirmation = Confirmation.objects.filter(pk=confirmation.pk).exclude(remark="").first()
        key = confirmation and confirmation.summary
        summary = SummaryPage.objects.originals().filter(translation_key=key).defer("body").first()
        if summary is None or confirmation.language not in moderated_remarks(user, summary):
            raise PermissionDenied
        language = confirmation.member.language or confirmation.language
        confirmation.remark = confirmation.language = ""
        confirmation.save()
        log(instance=summary, action="dialogue.take_out_remark", user=user)
        context = {"link": link_to("confirm_summary", key, language=language)}
        about = [summary.dialogue, key]
        write_to(confirmation.member, "dialogue/mails/remark.txt", context, about=about).send()


def forget_confirmations():
    """Delete those of summaries that are gone for good.

    What rests with something that was withdrawn is not here.
    """
    summaries = SummaryPage.objects.values("translation_key")
    Confirmation.objects.exclude(summary__in=summaries).delete()
