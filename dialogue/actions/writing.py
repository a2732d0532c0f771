"""What members do with what they say themselves, each once however often it is sent."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, ModelLogEntry

from core.mails import forget_items
from core.turns import turn
from dialogue import following_mails, trust
from dialogue.actions.taking_out import take_all_off
from dialogue.attaching import attach
from dialogue.models import Attachment, Contribution, DialoguePage, FormerText
from dialogue.models.pause import check_not_paused
from dialogue.moderators import tell_moderators
from dialogue.vocabularies import HowOften, Status

# What its author may change, and what they may withdraw.
CHANGEABLE = (Status.WAITING, Status.RETURNED, Status.SHOWN)
WITHDRAWABLE = (*CHANGEABLE, Status.DECLINED, Status.HIDDEN)
# How long a text is corrected without a mark that it was.
FREELY = timedelta(minutes=30)
# Within which the same text counts as a slip.
SAME_TEXT = timedelta(minutes=5)


@dataclass(frozen=True)
class Words:
    """What was typed, in which language, and what was added to it (`dialogue.attaching`)."""

    text: str
    language: str
    by_people_only: bool = False
    country: str = ""
    attachments: tuple[Attachment, ...] = ()


def contribute(member, number, dialogue, words, answers=None):
    """Say something in a dialogue (any version of it), or answer an original; gives the original.

    The same `number` says it once. It waits for a moderator until its author is trusted
    (`dialogue.trust`). Raises PermissionDenied, ValidationError where it cannot be said now, and
    TooMany.
    """
    with turn():
        if known := Contribution.objects.filter(number=number).first():
            if known.author_id not in (member.pk, None):
                raise PermissionDenied
            return known  # perhaps withdrawn since
        key = dialogue.translation_key
        dialogue = DialoguePage.objects.readable_by(member).filter(translation_key=key).first()
        if dialogue is None or not member.is_active:
            raise PermissionDenied
        check_speaks(member, dialogue)
        shown = Contribution.objects.in_thread(key).filter(status=Status.SHOWN)
        if answers and not shown.filter(pk=answers.pk).exists():
            raise ValidationError(_("What you answer is not there any more."))
        trust.check_limits(member)
        trust.check_slowness(member, dialogue)
        _check_not_said(member, words.text)
        locale = running(words.language)
        brings_more = bool(words.attachments)
        flows = trust.flows(member, dialogue.forum, locale.pk, words.text, brings_more)
        said = Contribution.objects.create(
            locale=locale,
            original_locale=locale,
            dialogue=key,
            answers=answers,
            thread_id=answers and answers.thread_id,
            author=member,
            number=number,
            text=words.text,
            by_people_only=words.by_people_only,
            country=words.country,
            status=Status.SHOWN if flows else Status.WAITING,
        )
        if not answers:
            said.thread = said
            said.save(update_fields=["thread"])
        attach(said, words.attachments)
        if flows:
            following_mails.begin(HowOften.AT_ONCE)
        else:
            tell_moderators(key, locale.pk)
        log(instance=said, action="dialogue.contribute", user=member)
    return said


def correct(
    said, member, text, language=None, without=(), hides_translations=False, by_people_only=None
):
    """Change what one has said; after half an hour, or an answer, readers see that it was changed.
    What is added to it stays but for those `without`, by number: these can be taken off also where
    nothing can be said now.

    `language` puts right in which it is, and changes no word; None leaves that as it is. With
    `hides_translations` nobody reads any more what its translations say; it may be translated anew.
    `by_people_only` says whether a machine may not translate it from now on; None leaves that as it
    is.

    What somebody says who is not trusted yet is read by a moderator again, and so is what one sent
    back. Raises PermissionDenied, and ValidationError where it cannot be changed now.
    """
    with turn():
        said = _own(said, member, CHANGEABLE)
        if hides_translations:
            take_all_off(said, member)
            log(instance=said, action="dialogue.take_off_translations", user=member)
        if by_people_only is not None and by_people_only != said.by_people_only:
            said.by_people_only = by_people_only
            said.save(update_fields=["by_people_only"])
        taken_off = said.attachments.filter(number__in=without)
        is_moved = language not in (None, said.locale.language_code)
        is_reworded = text != said.text
        if not is_reworded and not is_moved and not taken_off:
            return
        dialogues = DialoguePage.objects.readable_by(member)
        dialogue = dialogues.filter(translation_key=said.dialogue).first()
        if is_reworded or is_moved:
            check_speaks(member, dialogue)
        if is_moved:
            _put_into(said, running(language))
        now, was_returned = timezone.now(), said.status == Status.RETURNED
        is_late = was_returned or now - said.written_at > FREELY
        is_other = is_reworded or taken_off
        if is_other and (is_late or said.has_been_answered or said.reports.exists()):
            FormerText.objects.create(contribution=said, text=said.text, replaced_by=member)
            said.edited_at = now
        taken_off.delete()
        said.text = text
        brings_more = said.attachments.exists()
        waits = was_returned or (
            (is_reworded or is_moved)
            and said.status == Status.SHOWN
            and not trust.flows(member, dialogue.forum, said.locale_id, text, brings_more)
        )
        if waits:
            said.status = Status.WAITING
        said.save()
        if waits:
            tell_moderators(said.dialogue, said.locale_id)
        forget_items([said.translation_key])
        log(instance=said, action="dialogue.correct", user=member)


def _put_into(said, locale):
    """Make another language that of an original, which has yet to be saved, and of what its
    translations are made from. Raises ValidationError where one of them is in it."""
    versions = Contribution.objects.filter(translation_key=said.translation_key)
    there = versions.filter(locale=locale)
    emptied = there.filter(text="", draft="")  # by taking it out
    FormerText.objects.filter(contribution__in=emptied).update(contribution=said)
    emptied.delete()
    if there.exists():
        problem = _("There is a translation into this language, so the original cannot be in it.")
        raise ValidationError({"language": problem})
    versions.update(original_locale=locale)
    said.locale = said.original_locale = locale


def withdraw(said, member):
    """Take back what one has said: nothing of it is left but, where others saw it, its place.

    Raises PermissionDenied where it is not this member's, and was not withdrawn by them before.
    """
    with turn():
        if has_withdrawn(member, said.pk):  # by a double click
            return
        said = _own(said, member, WITHDRAWABLE)
        log(instance=said, action="dialogue.withdraw", user=member)
        erase(said)


def has_withdrawn(member, pk):
    """Whether a member has withdrawn what had this number: nothing knows it but the log."""
    own = ModelLogEntry.objects.filter(user=member, action="dialogue.withdraw")
    return own.filter(object_id=str(pk)).exists()


def erase(said):
    """Leave nothing of an original, its translations and its history but its place."""
    Contribution.objects.translations().filter(translation_key=said.translation_key).delete()
    said.former_texts.all().delete()
    said.attachments.all().delete()
    said.reports.all().delete()  # they quote it
    forget_items([said.translation_key])
    if not said.appeared_at and not said.has_been_answered:
        said.delete()
        return
    said.text, said.country, said.status, said.author = "", "", Status.WITHDRAWN, None
    said.note, said.answer, said.answer_waits = "", "", False
    said.save()


def forget_contributions():
    """Delete what was said in dialogues that are gone for good.

    What rests with one that was withdrawn is not here.
    """
    dialogues = DialoguePage.objects.values("translation_key")
    Contribution.objects.exclude(dialogue__in=dialogues).delete()


def check_speaks(member, dialogue):
    """Raise ValidationError where nothing can be said now, and of who says nothing now."""
    if dialogue is None or not dialogue.is_open:
        raise ValidationError(_("This dialogue is not open now."))
    check_not_paused(member)


def running(language):
    """The Locale of a language. Raises ValidationError where it does not run any more."""
    if locale := Locale.objects.filter(language_code=language).first():
        return locale
    raise ValidationError(_("This language does not run any more. Choose another."))


def _own(said, member, statuses):
    """The original as it stands now. Raises PermissionDenied where it is not this member's."""
    own = Contribution.objects.originals().filter(author=member, status__in=statuses)
    said = own.filter(pk=said.pk).first()
    if said is None:
        raise PermissionDenied
    return said


def _check_not_said(member, text):
    """In any dialogue: the same text in many places is what those do who sell something."""
    since = timezone.now() - SAME_TEXT
    if Contribution.objects.filter(author=member, text=text, written_at__gt=since).exists():
        raise ValidationError(_("You have said the same a moment ago."))
