"""Whose contributions are read by a moderator first, and how much one may say (Discourse's figures,
as `safety` has them); whose translations a second person reads first."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.languages.shelves import family
from core.public_forms import TooMany
from dialogue.models import Contribution, DialoguePage, ForumPage
from dialogue.vocabularies import Status
from stakeholders.desk.typed import WEB_ADDRESS

# Of how many approved contributions on somebody's words flow, and so do their links.
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


def flows(member, forum, locale_id, text):
    """Whether what a member says in a language in a forum, which is given by its key, is shown at
    once."""
    if may_moderate(member, forum, locale_id):
        return True
    number = approved(member)
    return number >= LINKS_TRUSTED or (number >= TRUSTED and not has_links(text))


def check_limits(member):
    """Raise TooMany for somebody who says very much, or says it very fast."""
    own, now = Contribution.objects.originals().filter(author=member), timezone.now()
    is_trusted = approved(member) >= TRUSTED
    pause = TRUSTED_PAUSE if is_trusted else PAUSE
    if own.filter(written_at__gt=now - pause).exists():
        raise TooMany
    if not is_trusted and own.filter(written_at__gt=now - DAY).count() >= A_DAY:
        raise TooMany


def check_translations(member):
    """Raise TooMany for somebody who is not trusted yet and has translated very much today."""
    today = timezone.now() - DAY
    own = ModelLogEntry.objects.filter(user=member, timestamp__gt=today, action=TRANSLATED)
    if approved(member) < TRUSTED and own.count() >= A_DAY:
        raise TooMany


def check_slowness(member, dialogue):
    """Raise TooMany for somebody who has said something in a dialogue that was slowed down."""
    own = Contribution.objects.originals().filter(author=member, dialogue=dialogue.translation_key)
    pause = timedelta(seconds=dialogue.pause_between)
    if own.filter(written_at__gt=timezone.now() - pause).exists():
        raise TooMany


def writes(member, language):
    """Whether a member has said that they write a language, given by its code."""
    return member.languages.filter(code=language, writes=True).exists()


def has_links(text):
    """Whether there are web addresses in a text: moderators read them first."""
    return bool(WEB_ADDRESS.search(text))


def translates_alone(member, forum, locale, text=""):
    """Whether what a member translates there into a language is published at once."""
    return may_moderate(member, forum, locale.pk) or (
        translations_approved(member, locale) >= TRANSLATIONS_TRUSTED and not has_links(text)
    )


def translations_approved(member, locale):
    """How many of their translations into a language a second person has published."""
    own = Contribution.objects.translated_by(member).filter(locale=locale)
    return own.exclude(approved_at=None).exclude(approved_by=member).count()


def may_moderate(user, forum, locale_id):
    """Whether somebody moderates what is said in a language in a forum, which is given by its key.

    Who may publish the forum's version or place in that language, or its original.
    """
    return locale_id in moderated_languages(user, forum)


def moderated_remarks(user, summary):
    """The codes of the languages in which somebody moderates the remarks on a summary."""
    dialogue = DialoguePage.objects.filter(translation_key=summary.dialogue).first()
    languages = moderated_languages(user, dialogue.forum)
    return set(Locale.objects.filter(pk__in=languages).values_list("language_code", flat=True))


def moderated_languages(user, forum):
    """The ids of the languages in which somebody moderates a forum."""
    original = ForumPage.objects.originals().filter(translation_key=forum).first()
    if original is None:
        return set()
    places = family(original)
    publishable = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
    own = publishable.filter(pk__in=places.values("pk"))
    mine = {page.pk: page.locale_id for page in own}
    if original.pk in mine:
        return set(Locale.objects.values_list("pk", flat=True))
    return set(mine.values())
