"""What moderators do with the translation of a contribution that somebody reported, and how it is
taken from readers: they see the next best version, and it can be translated anew."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from core.mails import forget_items
from core.models.provenance import How
from core.turns import turn
from dialogue import trust
from dialogue.models import Contribution, DialoguePage, FormerText
from dialogue.vocabularies import Status
from members.mails import link_to, write_to


def take_out_translation(translation, user, reason):
    """Take a translation from readers; its translator is told why.

    Raises PermissionDenied, and ValidationError where it stands otherwise than the moderator was
    shown it.
    """
    with turn():
        now = _as_it_stands(translation, user)
        translator = now.translator
        take_off(now, user, reason)
        log(instance=now, action="dialogue.take_out_translation", user=user)
        tell_translator(translator, "take_out_translation", now)


def keep_translation(translation, user):
    """Leave a translation as it is, though somebody reported it. Raises the same."""
    with turn():
        now = _as_it_stands(translation, user)
        now.reports.filter(settled_at=None).update(settled_at=timezone.now())
        log(instance=now, action="dialogue.keep_translation", user=user)


def take_off(translation, user, reason):
    """Leave of the words that readers see their place in the history."""
    keep_former(translation, translation.text, translation.translator, user, reason)
    translation.text = translation.made_from = ""
    translation.author = translation.changed_by = None
    translation.approved_at = translation.approved_by = None
    translation.how, translation.status = How.PERSON, Status.HIDDEN
    translation.save()
    translation.reports.filter(settled_at=None).update(settled_at=timezone.now())
    forget_items([translation.translation_key])


def take_all_off(original, user):
    """The same of all translations of an original, and of what waits to be read over, because its
    author has changed it: whose words they were is told."""
    rows = Contribution.objects.translations().filter(translation_key=original.translation_key)
    for translation in rows.select_related("locale", "author", "changed_by", "drafted_by"):
        with override(translation.locale.language_code):
            reason = _("Its author has changed what they said; translate it anew.")
        told = set()
        if translation.text:
            told.add(translation.translator)
            take_off(translation, user, reason)
        if translation.draft:
            told.add(translation.drafted_by)
            keep_former(translation, translation.draft, translation.drafted_by, user, reason)
            translation.draft, translation.drafted_by, translation.author = "", None, None
            translation.save()
        for member in told - {user}:
            tell_translator(member, "take_off_translation", translation)


def keep_former(translation, text, author, user, reason=""):
    """Keep in the history the words of an author that somebody replaces or takes away."""
    FormerText.objects.create(
        contribution=translation, text=text, author=author, replaced_by=user, reason=reason
    )


def tell_translator(member, what, translation):
    """Write to who translated something what became of it; the link leads to translating it."""
    if member:
        language = translation.locale.language_code
        link = link_to("translate_contribution", translation.original.pk, language=language)
        template = f"dialogue/mails/{what}.txt"
        about = [translation.dialogue]
        write_to(member, template, {"link": link}, language=language, about=about).send()


def _as_it_stands(translation, user):
    rows = Contribution.objects.translations().filter(status=Status.SHOWN)
    now = rows.select_related("locale", "author", "changed_by").filter(pk=translation.pk).first()
    dialogue = now and DialoguePage.objects.filter(translation_key=now.dialogue).first()
    if now is None or now.standing != translation.standing:
        raise ValidationError(_("It was changed meanwhile. Look at it as it is now."))
    if dialogue is None or not trust.may_moderate(user, dialogue.forum, now.locale_id):
        raise PermissionDenied
    if user == now.translator:
        raise PermissionDenied  # nobody decides about themselves
    if not now.reports.filter(settled_at=None).exists():
        raise ValidationError(_("Another moderator has seen to it meanwhile."))
    return now
