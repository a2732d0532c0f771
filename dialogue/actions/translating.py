"""What members do so that others read in their language what somebody said.

A translation waits as a draft until a second person who reads both has published it; readers see
the former one meanwhile.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.models.provenance import How
from core.turns import turn
from dialogue import trust
from dialogue.actions.taking_out import keep_former, tell_translator
from dialogue.actions.writing import running
from dialogue.models import Contribution, DialoguePage, FormerText
from dialogue.models.pause import check_not_paused
from dialogue.translations import checkable, seen_of, translation_into
from dialogue.vocabularies import Status


def propose(original, language, member, text, seen, by_machine=False):
    """Translate an original into a language, in place of its translation if there is one; gives
    the translation.

    It is published at once for those who are trusted with it (`dialogue.trust`). `seen` is what
    `seen_of` gave when the member was shown the original; `by_machine` says that a machine drafted
    what this member has checked. Raises PermissionDenied, and ValidationError where somebody has
    changed one of the two since, or the member is paused, and TooMany.
    """
    with turn():
        original, dialogue = _as_it_stands(original, member)
        locale = running(language)
        if original.locale == locale or not trust.writes(member, language):
            raise PermissionDenied
        check_not_paused(member)
        translation = translation_into(original, locale)
        if _has_been_sent(original, translation, member, text):
            return translation
        _check_seen(
            seen,
            original,
            translation,
            _(
                "Somebody else has translated it meanwhile. Look at both, and send yours again to "
                "put it in place of theirs."
            ),
        )
        is_alone = trust.translates_alone(member, original, dialogue.forum, locale, text)
        if not is_alone:
            trust.check_translations(member)
        if translation.draft and translation.drafted_by_id != member.pk:
            keep_former(translation, translation.draft, translation.drafted_by, member)
            tell_translator(translation.drafted_by, "replace_translation", translation)
            translation.author = translation.author or translation.drafted_by
        translation.draft, translation.drafted_by = text, member
        translation.draft_how = How.MACHINE_CHECKED if by_machine else How.PERSON
        translation.save()
        log(instance=translation, action=trust.TRANSLATED, user=member)
        if is_alone:
            _publish(translation, original, member)
    return translation


def publish_translation(translation, user, seen):
    """Have readers see a draft, which a second person has read beside its original.

    Raises as `propose`.
    """
    with turn():
        published = Contribution.objects.filter(pk=translation.pk, draft="", approved_by=user)
        if any(seen == seen_of(row.original, row) for row in published):  # by a double click
            return
        translation, original = _to_check(translation, user, seen)
        _publish(translation, original, user)


def decline_translation(translation, user, seen, reason):
    """Send a draft back: the history keeps it, and its translator is told why. Raises as
    `propose`."""
    with turn():
        declined = FormerText.objects.filter(
            contribution=translation, contribution__draft="", replaced_by=user, reason=reason
        )
        if declined.exists():  # by a double click
            return
        translation, _original = _to_check(translation, user, seen)
        translator = translation.drafted_by
        keep_former(translation, translation.draft, translator, user, reason)
        translation.draft, translation.drafted_by = "", None
        if not translation.text:
            translation.author = None
        translation.save()
        log(instance=translation, action="dialogue.decline_translation", user=user)
        tell_translator(translator, "decline_translation", translation)


def _as_it_stands(original, member):
    """(original, its dialogue) as they stand now. Raises PermissionDenied where the member may not
    read them."""
    shown = Contribution.objects.originals().filter(status=Status.SHOWN)
    original = shown.filter(pk=original.pk).select_related("locale").first()
    dialogues = DialoguePage.objects.readable_by(member)
    dialogue = original and dialogues.filter(translation_key=original.dialogue).first()
    if dialogue is None or not member.is_active:
        raise PermissionDenied
    return original, dialogue


def _to_check(translation, user, seen):
    """(translation, its original) as they stand now, for a second person."""
    rows = Contribution.objects.translations().select_related(
        "locale", "author", "changed_by", "drafted_by"
    )
    translation = rows.filter(pk=translation.pk).first()
    if translation is None or not translation.draft:
        raise ValidationError(_("Somebody else has seen to it meanwhile."))
    check_not_paused(user)
    original, _dialogue = _as_it_stands(translation.original, user)
    if not checkable(user).filter(pk=translation.pk).exists():
        raise PermissionDenied
    changed = _("The translation was changed meanwhile. Look at it as it is now, and answer again.")
    _check_seen(seen, original, translation, changed)
    return translation, original


def _has_been_sent(original, translation, member, text):
    """Whether this member has sent the same before, by a double click.

    Of an original that was changed, the same translation says that it holds.
    """
    if translation.draft:
        return translation.draft == text and translation.drafted_by_id == member.pk
    return translation.text == text and translation.made_from == original.digest


def _check_seen(seen, original, translation, otherwise):
    """Raise ValidationError where one of the texts has changed; `otherwise` is what is said then
    of another translation."""
    if seen == seen_of(original, translation):
        return
    if seen.partition("-")[0] != original.digest:
        raise ValidationError(
            _("The original was changed meanwhile. Look at it as it is now, and send this again.")
        )
    raise ValidationError(otherwise)


def _publish(translation, original, user):
    if translation.draft != translation.text:
        _replace(translation, user)
        translation.approved_by = user
    elif translation.how == How.MACHINE:
        translation.how, translation.approved_by = How.MACHINE_CHECKED, user
    # Else it still holds: nobody has changed it, and whose words it has keeps what they earned.
    translation.draft, translation.drafted_by = "", None
    translation.made_from = original.digest
    translation.status, translation.approved_at = Status.SHOWN, timezone.now()
    translation.save()
    log(instance=translation, action="dialogue.publish_translation", user=user)


def _replace(translation, user):
    """Put the draft in place of the text."""
    former, translator = translation.translator, translation.drafted_by
    if translation.text:
        keep_former(translation, translation.text, former, translator)
        if former not in (translator, user):
            tell_translator(former, "replace_translation", translation)
    translation.text = translation.draft
    # Of somebody who has left there is no name: then nobody else gets theirs.
    translation.author = translator and (translation.author or translator)
    translation.changed_by = None if translator == translation.author else translator
    translation.how = translation.draft_how
