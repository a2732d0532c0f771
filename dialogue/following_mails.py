"""What is sent to members who follow dialogues: what was said since, each in the nearest version.

A mail holds words of public dialogues only; of others it says that something is new, and where. It
is queued in the transaction that notes how far a member was told: stopped anywhere and begun
again, nothing is told twice, and nothing is lost.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.text import Truncator

from core.languages.ladder import ladder
from core.mails import is_in_hand, mark_of
from core.models.mail import OutgoingMail
from core.turns import turn
from core.withdrawal.belongings import in_chunks
from dialogue.models import Contribution, DialoguePage, Following
from dialogue.thread import Said, said
from dialogue.vocabularies import HowOften
from members.languages import nearest_running
from members.links import MailLink
from members.mails import link_to, write_to
from stakeholders.digest_mails import CHUNK, MOST, one_line

logger = logging.getLogger(__name__)

LEAVERS = MailLink("dialogue.following.leaver", None)
# Signs of a contribution that a mail holds; the rest is read on the site.
LENGTH = 500


@dataclass(frozen=True)
class Told:
    """One contribution, as a mail tells it."""

    said: Said
    author: str
    words: str
    link: str


@dataclass
class News:
    """What is new in one dialogue. `title` is empty where it is not public: only the link to the
    first of `told` is said then."""

    dialogue: DialoguePage
    title: str
    told: list[Told] = field(default_factory=list)


def begin(how):
    """Have the worker tell those who follow so often all that appeared until now.

    In a turn, in which nobody says anything: nothing is on its way with an earlier date.
    """
    from dialogue.tasks import tell_followers

    with turn():
        tell_followers.enqueue(str(how), timezone.now().isoformat())


def begin_at_once():
    """For those who were to be told at once, in a mail that was forgotten."""
    if Following.objects.filter(how=HowOften.AT_ONCE).with_news(timezone.now()).exists():
        begin(HowOften.AT_ONCE)


def begin_daily():
    begin(HowOften.DAILY)


def begin_weekly():
    begin(HowOften.WEEKLY)


def send(how, until, after=0):
    """Send to the next of those who follow so often: the key of the last, None if no more wait."""
    due = Following.objects.filter(how=how).with_news(until)
    chunk = list(due.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK])
    for pk in chunk:
        try:
            _send_one(due, pk, until)
        except Exception:
            logger.exception("Following %s could not be written to; the others are.", pk)
    return chunk[-1] if len(chunk) == CHUNK else None


def tell_again(mails):
    """What else these mails tell, which are forgotten because of one thing in them, the next one
    tells: what they were to tell has not been told.

    With them all later mails to the same person are taken back, as if they had not been made, but
    none that a sender has in hand. As many queries for ten receivers as for thousands.
    """
    first = {}
    for mail in mails:
        first[mail.receiver] = min(mail.pk, first.get(mail.receiver, mail.pk))
    tellers = _tellers({key for mail in mails for key in mail.keys}, first)
    waiting = OutgoingMail.objects.filter(has_failed=False, pk__gte=min(first.values(), default=0))
    waiting = waiting.exclude(about="").defer("sealed")
    taken_back, changed = [], set()
    for receivers in in_chunks(tellers):
        rows = waiting.filter(receiver__in=receivers)
        rows = [row for row in rows if row.pk >= first[row.receiver] and not is_in_hand(row)]
        said = _said({key for row in rows for key in row.keys})
        for row in rows:
            told = [said[key] for key in row.keys & said.keys()]
            if by := _set_back(tellers[row.receiver], told):
                taken_back.append(row.pk)
                changed |= by
    Following.objects.bulk_update(changed, ["told_until"], batch_size=CHUNK)
    for pks in in_chunks(taken_back):
        OutgoingMail.objects.filter(pk__in=pks).delete()


def _tellers(keys, receivers):
    """{mark of a receiver: {key: the `Following` of what has it}}, of those who follow what the
    mails about these items tell of."""
    told = DialoguePage.objects.filter(translation_key__in=keys)
    rows = Contribution.objects.filter(translation_key__in=keys)
    followings = Following.objects.filter(
        Q(thread__in=rows.values("thread__translation_key"))
        | Q(dialogue__in=told.values("translation_key"))
        | Q(forum__in=told.values("forum"))
    )
    found = defaultdict(dict)
    same = Following.objects.filter(member__in=followings.values("member"))
    for row in same.select_related("member"):
        row.told_so_far = row.told_until
        found[mark_of(row.member.email)][row.key] = row
    return {mark: found[mark] for mark in receivers if mark in found}


def _said(keys):
    """{key, as text: (when it appeared, the keys of its thread, dialogue and forum)} of the
    contributions among these items."""
    rows = Contribution.objects.originals().filter(translation_key__in=keys)
    rows = rows.values_list("translation_key", "appeared_at", "thread__translation_key", "dialogue")
    pages = DialoguePage.objects.filter(translation_key__in={row[-1] for row in rows})
    forums = dict(pages.values_list("translation_key", "forum"))
    return {str(key): (when, (*places, forums.get(places[-1]))) for key, when, *places in rows}


def _set_back(followings, told):
    """Have those of one member that told of these (`_said`) tell them again; give which."""
    changed = set()
    for when, places in told:
        row = next((followings[key] for key in places if key in followings), None)
        if row and row.how != HowOften.NOT_AT_ALL and when <= row.told_so_far:
            row.told_until = min(row.told_until, when - timedelta.resolution)
            changed.add(row)
    return changed


def leaving_link(following, language):
    """The link by which one follows no more, in each mail: it works for ever."""
    token = LEAVERS.token(following.member_id, following.key)
    return link_to("leave_following", token, language=language)


def _send_one(due, pk, until):
    """Queue the mail of one who follows, if it is still due, and note how far they were told."""
    with turn():
        following = due.select_for_update().filter(pk=pk).first()
        if following is None:
            return
        language = nearest_running(following.member.language or settings.LANGUAGE_CODE)
        with translation.override(language):
            new = list(_new(following, until)[: MOST + 1])
            following.told_until = until
            following.save(update_fields=["told_until"])
            if new:
                news = _by_dialogue(new[:MOST], ladder(language, following.member), language)
                _mail(following, news, len(new) > MOST, language).send()


def _new(following, until):
    """The originals of which a member is told, the first first: what they may read now."""
    dialogues = DialoguePage.objects.readable_by(following.member)
    new = following.originals().new(following.told_until, until, following.member)
    new = new.filter(dialogue__in=dialogues.values("translation_key"))
    return new.select_related("locale", "author").order_by("appeared_at", "pk")


def _by_dialogue(originals, languages, language):
    """The `News` of each dialogue, for a reader with this ladder."""
    keys = {original.dialogue for original in originals}
    public = DialoguePage.objects.filter(translation_key__in=keys).for_listing(languages)
    public = {page.translation_key: page for page in public}
    found = {}
    for one in said(originals, languages):
        key = one.original.dialogue
        page = public.get(key)
        news = found.setdefault(key, News(page, one_line(page.title) if page else ""))
        news.told.append(_told(one, language))
    return found


def _told(one, language):
    words = Truncator(one_line(one.shown.text)).chars(LENGTH)
    link = link_to("contribution", one.original.pk, language=language)
    return Told(one, one_line(one.author_name), words, link)


def _mail(following, news, has_more, language):
    public = [some for some in news.values() if some.title]
    told = {told.said.original.translation_key for some in news.values() for told in some.told}
    leave = leaving_link(following, language)
    return write_to(
        following.member,
        "dialogue/mails/following.txt",
        {
            "public": public,
            "rooms": [some.told[0].link for some in news.values() if not some.title],
            "has_more": has_more,
            "only": public[0].title if len(public) == len(news) == 1 else "",
            "link": next(iter(news.values())).told[0].link,
            "leave": leave,
        },
        headers={
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        html="dialogue/mails/following.html",
        about=sorted(told | news.keys()),
    )
