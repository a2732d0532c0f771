"""What is sent to those who get updates by mail: once a week, what was published since.

Of each update they are told once, in the version nearest to their language, when it was published
for the first time in any. The mail of a subscription is queued in the transaction that notes how
far it was told: stopped anywhere and begun again, nothing is told twice, and nothing is lost.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from core.languages import cldr
from core.languages.addresses import reader_path
from core.languages.catalogues import menu_language
from core.languages.ladder import ladder
from core.turns import turn
from members.languages import nearest_running
from members.mails import write_as_asked
from members.sealing import is_closed
from stakeholders.digests import leaving_link
from stakeholders.feeds import printable
from stakeholders.models import DigestSubscription, UpdatePage

logger = logging.getLogger(__name__)

# Who gets the same.
GROUP = ("language", "country", "committee")
# Subscriptions in one go of the worker: who waits for a mail of another kind is let in between.
CHUNK = 100
# Updates in one mail; of more it only says that they are there.
MOST = 30


@dataclass(frozen=True)
class News:
    """One update, as a mail tells it."""

    key: UUID
    committee_key: UUID
    told_first_at: datetime
    title: str
    language: str
    committee: str
    committee_language: str
    date: date
    words: str
    link: str


def begin():
    """Have the worker tell all what was published until now.

    In a turn, in which nobody is publishing: nothing is on its way with an earlier date.
    """
    from stakeholders.tasks import send_digests

    with turn():
        until = timezone.now().isoformat()
        groups = DigestSubscription.objects.confirmed().values_list(*GROUP).order_by(*GROUP)
        for language, country, committee in groups.distinct():
            send_digests.enqueue(until, language, country, committee and str(committee))


def send(until, language, country, committee, after=0):
    """Send to the next of those who get the same: the key of the last one, None if no more wait.

    `until` is when this week's began: who was told so far, or came later, is passed over.
    """
    due = DigestSubscription.objects.confirmed().filter(
        language=language, country=country, committee=committee, told_until__lt=until
    )
    since = due.aggregate(since=Min("told_until"))["since"]
    if since is None:
        return None
    news = news_for(language, country, committee, since, until)
    if not news:
        due.update(told_until=until)
        return None
    chunk = list(due.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK])
    for pk in chunk:
        try:
            _send_one(due, pk, news, until)
        except Exception:
            logger.exception("Digest %s could not be written; the others are.", pk)
    return chunk[-1] if len(chunk) == CHUNK else None


def news_for(language, country, committee, since, until):
    """What was published for the first time between two moments, for readers of a language, the
    newest first: a list of News."""
    language = nearest_running(language)
    updates = UpdatePage.objects.for_listing(ladder(language)).told_first(since, until)
    if country:
        updates = updates.of_country(country)
    if committee:
        updates = updates.filter(committee=committee)
    return [_told(update, language) for update in updates]


def _told(update, language):
    return News(
        update.translation_key,
        update.committee,
        update.told_first_at,
        one_line(update.title),
        update.locale.language_code,
        one_line(update.committee_name),
        update.committee_language,
        update.date,
        one_line(update.first_words),
        settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reader_path(update, language),
    )


def one_line(text):
    """A text of a page that begins no line of its own in a mail."""
    return " ".join(printable(text).split())


def _send_one(due, pk, news, until):
    """Queue the mail of one subscription, if it is still due, and note how far it was told."""
    with turn():
        subscription = due.select_for_update().filter(pk=pk).first()
        if subscription is None:
            return
        new = [item for item in news if item.told_first_at > subscription.told_until]
        new = _still_there(new)
        subscription.told_until = until
        subscription.save(update_fields=["told_until"])
        if is_closed(subscription.email):
            logger.error("None of FIELD_KEYS opens digest %s.", pk)
        elif new:
            _mail(subscription, new).send()


def _still_there(news):
    """Without what was withdrawn since it was read."""
    there = UpdatePage.objects.filter(translation_key__in={item.key for item in news})
    there = set(there.values_list("translation_key", flat=True))
    return [item for item in news if item.key in there]


def _mail(subscription, news):
    link = leaving_link(subscription)
    return write_as_asked(
        subscription.email,
        "stakeholders/mails/digest.txt",
        subscription.language,
        {
            "name": _name(subscription, news),
            "items": news[:MOST],
            "has_more": len(news) > MOST,
            "link": link,
        },
        headers={
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        html="stakeholders/mails/digest.html",
        about=sorted({key for item in news[:MOST] for key in (item.key, item.committee_key)}),
    )


def _name(subscription, news):
    """The country or the committee that it is about; empty for all."""
    if subscription.committee:
        return news[0].committee
    if subscription.country:
        words = menu_language(nearest_running(subscription.language))
        return cldr.country_name(subscription.country, words)
    return ""
