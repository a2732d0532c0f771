"""What is sent to members who follow dialogues: what was said since, each in the nearest version.

A mail holds words of public dialogues only; of others it says that something is new, and where. It
is queued in the transaction that notes how far a member was told: stopped anywhere and begun
again, nothing is told twice, and nothing is lost.
"""

import logging
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.text import Truncator

from core.languages.ladder import ladder
from core.mails import is_in_hand, mark_of, waiting_for
from core.models.mail import OutgoingMail
from core.turns import turn
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
    tells: what they were to tell has not been told."""
    first = {}
    for mail in mails:
        first[mail.receiver] = min(mail.pk, first.get(mail.receiver, mail.pk))
    keys = {key for mail in mails for key in mail.keys}
    told = DialoguePage.objects.filter(translation_key__in=keys)
    rows = Contribution.objects.filter(translation_key__in=keys)
    followings = Following.objects.filter(
        Q(thread__in=rows.values("thread__translation_key"))
        | Q(dialogue__in=told.values("translation_key"))
        | Q(forum__in=told.values("forum"))
    )
    for following in followings.select_related("member"):
        if since := first.get(mark_of(following.member.email)):
            _tell_again(following, since)


def _tell_again(following, first):
    """Take back the mails to one who follows, from this one on, as if they had not been made; but
    none that a sender has in hand."""
    mails = waiting_for(following.member.email).filter(pk__gte=first, has_failed=False)
    mails = {mail.pk: mail.keys for mail in mails.defer("sealed") if not is_in_hand(mail)}
    told = following.originals().filter(
        translation_key__in=set().union(*mails.values()), appeared_at__lte=following.told_until
    )
    told = {str(key): when for key, when in told.values_list("translation_key", "appeared_at")}
    if told:
        following.told_until = min(told.values()) - timedelta.resolution
        following.save(update_fields=["told_until"])
        own = [pk for pk, keys in mails.items() if keys & told.keys()]
        OutgoingMail.objects.filter(pk__in=own).delete()


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
