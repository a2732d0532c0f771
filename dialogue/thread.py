"""A conversation as one reader sees it: each contribution in the version nearest to them.

Four queries, however many contributions and languages there are.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import F, prefetch_related_objects
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core.languages.ladder import ladder
from core.models.provenance import How
from dialogue.models.contribution import Contribution
from dialogue.rounds import count_in
from dialogue.vocabularies import Status
from stakeholders.desk.typed import LINK, html_of
from stakeholders.digest_mails import one_line

PER_PAGE = 50
# On the page that is printed.
WHOLE = 500
# That of an address which leads where it seems to: plain letters, and no name before an @.
HOST = re.compile(r"https?://[a-z0-9.-]+(:\d+)?(?=[/?#]|$)", re.I)
# How many a moderator is shown before a contribution, and after it.
NEAR = 10


@dataclass
class Said:
    """One contribution in a thread: its original, and the version that is shown."""

    original: Contribution
    shown: Contribution
    depth: int  # 0 begins a thread, 1 answers
    round: object = None  # that begins, or goes on, above it on this page (`dialogue.rounds`)
    goes_on: bool = False
    is_new: bool = False  # to the member who reads it (`dialogue.visits`)

    @property
    def is_there(self):
        """Whether there is a text: of what was hidden or withdrawn, or waits again, only its place
        is left."""
        return self.original.status == Status.SHOWN

    @property
    def reacts_to(self):
        """What it answers, where that can be read and is not what begins the thread, below which
        all stand."""
        if self.original.answers_id in (None, self.original.thread_id):
            return None
        answered = self.original.answers
        return answered if answered.status == Status.SHOWN else None

    @property
    def waits_again(self):
        """Whether its author has changed what stood there, and a moderator reads it first."""
        return self.original.status in (Status.WAITING, Status.RETURNED)

    @property
    def author_name(self):
        """Who said it, where no markup can show it."""
        return str(self.original.author or _("Somebody who has left"))

    @property
    def is_translation(self):
        return self.shown.pk != self.original.pk

    @property
    def is_by_machine(self):
        return self.shown.how == How.MACHINE

    @property
    def translated_by(self):
        """Who translated it first, where no markup can show it; "" of nobody known."""
        return one_line(str(self.shown.author or ""))

    @property
    def changed_by(self):
        """The same of who gave the translation its words, where that is another."""
        return one_line(str(self.shown.changed_by or ""))

    @property
    def is_behind(self):
        """Whether the original was edited since this translation was made."""
        return self.is_translation and self.shown.made_from != self.original.digest

    @property
    def html(self):
        return html_shown(self.shown.text)

    @property
    def original_html(self):
        return html_shown(self.original.text)


def html_shown(text):
    """What somebody typed, as HTML. Search engines learn nothing from the links in it.

    What looks like the address of one host and leads to another is no link.
    """
    html = html_of(text)  # which has escaped all that was typed
    return mark_safe(LINK.sub(_shown_link, html))


def _shown_link(link):
    address = link[1]
    html = f'<a rel="nofollow ugc" href="{address}">{address}</a>'
    return html if HOST.match(address) else address


def read_thread(dialogue, rounds, languages, number=1, as_written=False, whole=False):
    """A page (django.core.paginator.Page) of `Said` of a dialogue, which is given by its key, with
    how many in all `can_be_read`; what is said in each of its rounds is counted.

    `languages` is the reader's ladder. With `as_written` all originals are shown; with `whole` all
    that are there, as far as one page can hold them.
    """
    originals = Contribution.objects.in_thread(dialogue)
    originals = originals.annotate(begun_at=F("thread__written_at"))
    originals = originals.select_related("locale", "author", "answers__author")
    paginator = Paginator(originals, WHOLE if whole else PER_PAGE)
    paginator.count, can_be_read = count_in(rounds, originals)
    page = paginator.get_page(number)
    page.can_be_read = can_be_read
    shown = said(page.object_list, () if as_written else languages)
    page.object_list = with_attachments(shown)
    return page


def said(originals, languages):
    """`Said` of each of these originals, in their order, for a reader with this ladder."""
    originals = list(originals)
    versions = _versions(originals) if languages else {}
    return [
        Said(
            original,
            _nearest(original, versions.get(original.translation_key, {}), languages),
            depth=int(original.thread_id != original.pk),
        )
        for original in originals
    ]


def with_attachments(shown):
    """These `Said`, with the pictures and files of all in one query: where they are shown."""
    prefetch_related_objects([one.original for one in shown], "attachments")
    return shown


def _versions(originals):
    """{key: {language: translation}} of those that can be read."""
    keys = [original.translation_key for original in originals if original.status == Status.SHOWN]
    rows = Contribution.objects.translations().filter(translation_key__in=keys, status=Status.SHOWN)
    found = defaultdict(dict)
    for row in rows.select_related("locale", "author", "changed_by", "approved_by"):
        found[row.translation_key][row.locale.language_code] = row
    return found


def _nearest(original, translations, languages):
    versions = {original.locale.language_code: original} | translations
    return next((versions[code] for code in languages if code in versions), original)


def around(original, language, member):
    """`Said` of what stands nearest before and after an original in its thread, ten each, in the
    versions nearest to a member."""
    thread = Contribution.objects.in_thread(original.dialogue).filter(thread=original.thread_id)
    thread = thread.select_related("locale", "author")
    before = thread.filter(pk__lt=original.pk).order_by("-pk")[:NEAR]
    after = thread.filter(pk__gt=original.pk).order_by("pk")[:NEAR]
    return said([*reversed(before), *after], ladder(language, member))


def page_of(original, per_page=None):
    """The number of the page on which an original stands, where each holds so many."""
    before = Contribution.objects.in_thread(original.dialogue).filter(
        thread__lte=original.thread_id
    )
    before = before.exclude(thread=original.thread_id, pk__gte=original.pk)
    return before.count() // (per_page or PER_PAGE) + 1
