"""Translations of contributions, as those who make them and read them over see them."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import override

from core.languages.ladder import ladder
from dialogue import trust
from dialogue.models import Contribution, DialoguePage, FormerText, Report
from dialogue.models.contribution import digest_of
from dialogue.queue import moderated_places
from dialogue.thread import html_shown
from dialogue.vocabularies import Status
from members.models import Member


@dataclass
class Draft:
    """A translation that waits for a second person, beside its original."""

    translation: Contribution
    original: Contribution
    dialogue: DialoguePage | None
    reader: Member

    @property
    def is_read(self):
        """Whether the member it is shown to has said that they read both languages."""
        both = {self.original.locale.language_code, self.translation.locale.language_code}
        return both <= set(self.reader.reads)

    @property
    def html(self):
        return html_shown(self.translation.draft)

    @property
    def shown_html(self):
        """What readers see meanwhile."""
        return html_shown(self.translation.text)

    @property
    def original_html(self):
        return html_shown(self.original.text)

    @property
    def address(self):
        """Where it can be changed: the page is in the language it is translated into."""
        with override(self.translation.locale.language_code):
            return reverse("translate_contribution", args=[self.original.pk])

    @property
    def seen(self):
        return seen_of(self.original, self.translation)


def translation_into(original, locale):
    """The translation of an original into a language: a new one, not saved yet, if need be."""
    found = Contribution.objects.filter(
        translation_key=original.translation_key, locale=locale
    ).select_related("locale", "author", "changed_by", "drafted_by")
    return found.first() or Contribution(
        translation_key=original.translation_key,
        locale=locale,
        original_locale_id=original.original_locale_id,
        dialogue=original.dialogue,
        thread_id=original.thread_id,
    )


def seen_of(original, translation):
    """By what it is known again which texts somebody had before them."""
    return f"{original.digest}-{digest_of(translation.draft or translation.text)}"


def of_shown():
    """The translations of originals that can be read, whatever became of them."""
    originals = Contribution.objects.originals().filter(
        translation_key=OuterRef("translation_key"), status=Status.SHOWN
    )
    return Contribution.objects.translations().filter(Exists(originals)).order_by("pk")


def readable_by(member):
    """Those that stand where this member may read."""
    dialogues = DialoguePage.objects.readable_by(member).values("translation_key")
    return of_shown().select_related("locale", "drafted_by").filter(dialogue__in=dialogues)


def checkable(member):
    """The translations whose draft, if one waits, this member may publish or send back: a second
    person, who has said that they read both languages."""
    return overseen(member).filter(_read_by(member))


def overseen(member):
    """Those, and the ones that this member moderates without reading both languages.

    A moderator of the forum in the language of the translation, or, where there are no links in
    it, somebody who is trusted, reads it over.
    """
    others = readable_by(member).exclude(drafted_by=member)
    moderated = moderated_places(member)
    if trust.approved(member) < trust.TRUSTED:
        return others.filter(moderated)
    is_plain = ~Q(pk__in=_with_links(others))
    return others.filter(moderated | is_plain & _read_by(member))


def _read_by(member):
    """A condition on translations: a member reads both languages."""
    return Q(
        locale__language_code__in=member.reads, original_locale__language_code__in=member.reads
    )


def _with_links(translations):
    """The keys of those in whose drafts there are links."""
    # A database does not know what a web address is, but that there is none without this.
    drafts = translations.filter(draft__contains="://").values_list("pk", "draft")
    return [pk for pk, draft in drafts if trust.has_links(draft)]


def drafts_to_check(member):
    """The drafts that wait for this member to read them."""
    return overseen(member).exclude(draft="")


def drafts_of(member):
    """Those that wait for somebody else to read them."""
    return readable_by(member).filter(drafted_by=member).exclude(draft="")


def sent_back_to(member, translation):
    """What a member translated there and another sent back or took out last (`FormerText`), until
    a translation was published since; or None."""
    if not translation.pk:
        return None
    theirs = FormerText.objects.filter(contribution=translation, author=member).exclude(reason="")
    if translation.approved_at:
        theirs = theirs.filter(replaced_at__gt=translation.approved_at)
    return theirs.first()


def reported_to(moderator):
    """The translations that somebody reported and this moderator may take out, with their
    `open_reports`: not their own."""
    reports = Report.objects.filter(settled_at=None)
    found = of_shown().filter(moderated_places(moderator), status=Status.SHOWN)
    found = found.filter(pk__in=reports.values("contribution"))
    own = Contribution.objects.translated_by(moderator)
    return (
        found.exclude(pk__in=own.values("pk"))
        .select_related("locale", "author", "changed_by")
        .prefetch_related(Prefetch("reports", reports, to_attr="open_reports"))
    )


def with_originals(rows, language, member):
    """`Draft` of each of these rows, in their order, as a member is shown them."""
    rows = list(rows)
    originals = Contribution.objects.originals().filter(
        translation_key__in={row.translation_key for row in rows}
    )
    by_key = {row.translation_key: row for row in originals.select_related("locale", "author")}
    dialogues = DialoguePage.objects.filter(translation_key__in={row.dialogue for row in rows})
    nearest = dialogues.for_listing(ladder(language, member), member)
    places = {dialogue.translation_key: dialogue for dialogue in nearest}
    return [
        Draft(row, by_key[row.translation_key], places.get(row.dialogue), member) for row in rows
    ]
