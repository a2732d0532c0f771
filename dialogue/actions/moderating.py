"""What moderators do with what was said, each named in the log; the author is told.

Each is given the original as the moderator was shown it, and raises PermissionDenied, or
ValidationError where it stands otherwise by now: of two moderators one decides, and nobody is told
twice.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.mails import forget_items
from core.turns import turn
from dialogue import following_mails, trust
from dialogue.models import Contribution, DialoguePage
from dialogue.vocabularies import ANSWERABLE, HowOften, Status
from members.mails import link_to, write_to


def approve(said, user):
    """Show what waits, or was sent back, not taken or hidden before."""
    with turn():
        said = as_it_stands(
            said, user, Status.WAITING, Status.RETURNED, Status.DECLINED, Status.HIDDEN
        )
        said.approved_at, said.approved_by = timezone.now(), user
        _decide(said, user, "approve", Status.SHOWN)
        following_mails.begin(HowOften.AT_ONCE)


def decline(said, user, reason):
    """Do not show what waits or was sent back; its author is told why."""
    with turn():
        said = as_it_stands(said, user, Status.WAITING, Status.RETURNED)
        _decide(said, user, "decline", Status.DECLINED, reason)


def ask_to_rephrase(said, user, reason):
    """Send what waits back to its author with a question; changed, it waits again."""
    with turn():
        said = as_it_stands(said, user, Status.WAITING, Status.RETURNED)
        _decide(said, user, "ask_to_rephrase", Status.RETURNED, reason)


def hide(said, user, reason):
    """Take from sight what was shown: its place stays, and its author is told why."""
    with turn():
        said = as_it_stands(said, user, Status.SHOWN)
        _decide(said, user, "hide", Status.HIDDEN, reason)
        forget_items([said.translation_key])


def keep(said, user):
    """Leave it as it is, though somebody reported it, or its author has answered: an author who
    has is told."""
    with turn():
        said = as_it_stands(said, user, Status.SHOWN, *ANSWERABLE)
        reports = said.reports.filter(settled_at=None)
        if not said.answer_waits and not reports.exists():
            raise ValidationError(_("Another moderator has seen to it meanwhile."))
        if said.answer_waits:
            said.answer_waits = False
            said.save()
            tell(said.author, "keep", said)
        reports.update(settled_at=timezone.now())
        log(instance=said, action="dialogue.keep", user=user)


def as_it_stands(said, user, *statuses):
    """The original as it is now, for a moderator. Raises as all here do."""
    now = Contribution.objects.originals().filter(pk=said.pk).first()
    dialogue = now and DialoguePage.objects.filter(translation_key=now.dialogue).first()
    if dialogue is None or not trust.may_moderate(user, dialogue.forum, now.locale_id):
        raise PermissionDenied
    if now.author_id == user.pk:
        raise PermissionDenied  # nobody decides about themselves
    if now.status not in statuses:
        raise ValidationError(_("Another moderator has seen to it meanwhile."))
    if now.standing != said.standing:
        raise ValidationError(_("It was changed meanwhile. Look at it as it is now."))
    return now


def tell(member, what, said, link=""):
    """Write to a member about an original: what became of it, and where they read more."""
    if member:
        language = member.language or said.locale.language_code
        context = {"link": link or link_to("own_contributions", language=language)}
        template, about = f"dialogue/mails/{what}.txt", [said.dialogue]
        write_to(member, template, context, language=language, about=about).send()


def _decide(said, user, what, status, note=""):
    said.status, said.note = status, note
    said.answer, said.answer_waits = "", False
    said.save()
    said.reports.filter(settled_at=None).update(settled_at=timezone.now())
    log(instance=said, action=f"dialogue.{what}", user=user)
    tell(said.author, what, said)
