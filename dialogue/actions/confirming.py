"""What those who took part in a dialogue say of its summary."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.turns import turn
from dialogue import trust
from dialogue.actions.writing import running
from dialogue.models import Confirmation, Report, SummaryPage
from dialogue.models.confirmation import speakers_of
from dialogue.models.pause import check_not_paused
from dialogue.moderators import tell_moderators
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

    The answer counts at once; a remark waits for a moderator as a contribution with these words
    would (`dialogue.trust`). Raises PermissionDenied for somebody who may not read it, or of whom
    nothing is read in its dialogue, and ValidationError for a remark of one who is paused, or of
    whom a moderator has taken one out.
    """
    with turn():
        summaries = SummaryPage.objects.readable_by(member).filter(translation_key=key)
        summary = summaries.defer("body").first()
        if summary is None or not may_confirm(member, summary):
            raise PermissionDenied
        own = Confirmation.objects.filter(summary=key, member=member)
        waited = own.filter(remark_waits=True, language=opinion.language).exists()
        waits = bool(opinion.remark) and _waits(opinion, summary, member, own.first())
        if not opinion.remark:
            Report.objects.filter(remark__in=own).delete()  # they quote it
        said = {
            "says": opinion.says,
            "remark": opinion.remark,
            "remark_waits": waits,
            "language": opinion.language if opinion.remark else "",
            "given_to": opinion.given_to,
            "said_at": timezone.now(),
        }
        Confirmation.objects.update_or_create(summary=key, member=member, defaults=said)
        if waits and not waited:
            tell_moderators(summary.dialogue, running(opinion.language).pk)
        log(instance=summary, action="dialogue.confirm", user=member)


def _waits(opinion, summary, member, own):
    """Whether a moderator reads this remark first: it is another than their `own` by now, or that
    one waits. Raises ValidationError where it cannot be made."""
    check_not_paused(member)
    if own and own.remark_taken_out:
        raise ValidationError(_("A moderator has taken out your remark."))
    if own and (own.remark, own.language) == (opinion.remark, opinion.language):
        return own.remark_waits
    return not trust.flows(member, summary.forum, running(opinion.language).pk, opinion.remark)


def show_remark(confirmation, user, seen):
    """Have readers see a remark that waits. `seen` is the `standing` of what the moderator was
    shown. Raises PermissionDenied, and ValidationError where it was changed meanwhile."""
    with turn():
        confirmation, summary = _remark_as_it_stands(confirmation, user, seen)
        confirmation.remark_waits = False
        confirmation.save()
        confirmation.reports.filter(settled_at=None).update(settled_at=timezone.now())
        log(instance=summary, action="dialogue.show_remark", user=user)


def take_out_remark(confirmation, user, seen, reason):
    """Delete what a moderator finds that nobody should read; the answer stays, and its author is
    told why. Raises as `show_remark`."""
    with turn():
        confirmation, summary = _remark_as_it_stands(confirmation, user, seen)
        language = confirmation.member.language or confirmation.language
        confirmation.remark = confirmation.language = ""
        confirmation.remark_waits, confirmation.remark_taken_out = False, True
        confirmation.note = reason
        confirmation.save()
        confirmation.reports.all().delete()  # they quote it
        log(instance=summary, action="dialogue.take_out_remark", user=user)
        link = link_to("confirm_summary", summary.translation_key, language=language)
        about = [summary.dialogue, summary.translation_key]
        template = "dialogue/mails/remark.txt"
        context = {"link": link}
        write_to(confirmation.member, template, context, language=language, about=about).send()


def keep_remark(confirmation, user, seen):
    """Leave a remark as it is, though somebody reported it. Raises as `show_remark`."""
    with turn():
        confirmation, summary = _remark_as_it_stands(confirmation, user, seen)
        confirmation.reports.filter(settled_at=None).update(settled_at=timezone.now())
        log(instance=summary, action="dialogue.keep", user=user)


def _remark_as_it_stands(confirmation, user, seen):
    """(confirmation, its summary) as they are now, for a moderator."""
    now = Confirmation.objects.filter(pk=confirmation.pk).exclude(remark="").first()
    summaries = SummaryPage.objects.originals().defer("body")
    summary = now and summaries.filter(translation_key=now.summary).first()
    if summary is None or now.language not in summary.languages_moderated_by(user):
        raise PermissionDenied
    if now.member_id == user.pk:
        raise PermissionDenied  # nobody decides about themselves
    if now.standing != seen:
        raise ValidationError(_("It was changed meanwhile. Look at it as it is now."))
    return now, summary


def forget_confirmations():
    """Delete those of summaries that are gone for good.

    What rests with something that was withdrawn is not here.
    """
    summaries = SummaryPage.objects.values("translation_key")
    Confirmation.objects.exclude(summary__in=summaries).delete()
