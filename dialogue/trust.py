"""Whose contributions are read by a moderator first, and how much one may say (Discourse's figures,
as `safety` has them); whose translations a second person reads first."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.public_forms import TooMany
from dialogue.models import Contribution, ForumPage
from dialogue.vocabularies import Status
from stakeholders.desk.typed import WEB_ADDRESS

# Of how many approved contributions on somebody's words flow, and so do their links, and their
# pictures and files.
TRUSTED, LINKS_TRUSTED = 2, 10
# Of how many translations into a language that were approved on one translates into it alone.
TRANSLATIONS_TRUSTED = 5
# How the log calls it.
TRANSLATED = "dialogue.propose_translation"
# How many a day somebody may say, or translate, who is not trusted yet.
A_DAY, DAY = 10, timedelta(days=1)
PAUSE, TRUSTED_PAUSE = timedelta(seconds=30), timedelta(seconds=5)


def approved(member):
    """How many of their contributions another has approved, and can still be read."""
    own = Contribution.objects.originals().filter(author=member, status=Status.SHOWN)
    return own.exclude(approved_at=None).exclude(approved_by=member).count()


def flows(member, forum, locale_id, text, brings_more=False):
    """Whether what a member says in a language in a forum, which is given by its key, is shown at
    once; `brings_more`, where pictures or files come with it."""
    if may_moderate(member, forum, locale_id):
        return True
    number, leads_on = approved(member), brings_more or has_links(text)
    return number >= LINKS_TRUSTED or (number >= TRUSTED and not leads_on)


def check_limits(member):
    """Raise TooMany for somebody who says very much, or says it very fast."""
    is_trusted, now = approved(member) >= TRUSTED, timezone.now()
    pause = TRUSTED_PAUSE if is_trusted else PAUSE
    said = _said_since(member, now - (pause if is_trusted else DAY))
    if said:
        _check_over(said[0] + pause)
    if len(said) >= A_DAY and not is_trusted:
        _check_over(said[A_DAY - 1] + DAY)


def check_translations(member):
    """Raise TooMany for somebody who is not trusted yet and has translated very much today."""
    today = timezone.now() - DAY
    own = ModelLogEntry.objects.filter(user=member, timestamp__gt=today, action=TRANSLATED)
    latest = own.order_by("-timestamp").values_list("timestamp", flat=True)[:A_DAY]
    if approved(member) < TRUSTED and len(latest) == A_DAY:
        _check_over(latest[A_DAY - 1] + DAY)


def check_slowness(member, dialogue):
    """Raise TooMany for somebody who has said something in a dialogue that was slowed down."""
    pause = timedelta(seconds=dialogue.pause_between)
    if said := _said_since(member, timezone.now() - pause, dialogue.translation_key):
        _check_over(said[0] + pause, dialogue.pace)


def _said_since(member, moment, dialogue=None):
    """When a member has said something since then, the last first: also what they took back, which
    the log knows; in a dialogue, given by its key, as far as others saw it."""
    there = Contribution.objects.originals()
    if dialogue:
        there = there.filter(dialogue=dialogue)
    own = there.filter(author=member, written_at__gt=moment).values_list("written_at", flat=True)
    logged = ModelLogEntry.objects.filter(
        user=member, action="dialogue.contribute", timestamp__gt=moment
    )
    logged = {int(pk): when for pk, when in logged.values_list("object_id", "timestamp")}
    kept = Contribution.objects.filter(author=member, pk__in=logged)
    taken_back = logged.keys() - set(kept.values_list("pk", flat=True))
    if dialogue:
        taken_back &= set(there.filter(pk__in=taken_back).values_list("pk", flat=True))
    return sorted([*own, *(logged[pk] for pk in taken_back)], reverse=True)


def _check_over(until, why=""):
    """Raise TooMany before this moment."""
    wait = until - timezone.now()
    if wait > timedelta(0):
        raise TooMany(wait, why)


def writes(member, language):
    """Whether a member has said that they write a language, given by its code."""
    return member.languages.filter(code=language, writes=True).exists()


def has_links(text):
    """Whether there are web addresses in a text: moderators read them first."""
    return bool(WEB_ADDRESS.search(text))


def translates_alone(member, original, forum, locale, text=""):
    """Whether what a member translates of an original in a forum, which is given by its key, into a
    language is published at once: never where they do not read the language of the original."""
    return original.locale.language_code in member.reads and (
        may_moderate(member, forum, locale.pk)
        or (translations_approved(member, locale) >= TRANSLATIONS_TRUSTED and not has_links(text))
    )


def translations_approved(member, locale):
    """How many of their translations into a language a second person has published."""
    own = Contribution.objects.translated_by(member).filter(locale=locale)
    return own.exclude(approved_at=None).exclude(approved_by=member).count()


def may_moderate(user, forum, locale_id):
    """Whether somebody moderates what is said in a language in a forum, given by its key."""
    forums = ForumPage.objects.filter(translation_key=forum)
    return locale_id in forums.moderated_by(user).get(forum, ())
