"""What waits for a moderator, with what they need to decide."""

from collections import defaultdict

from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from django.utils.translation import get_language
from wagtail.models import Locale
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.languages.ladder import ladder
from dialogue.models import (
    Confirmation,
    Contribution,
    DialoguePage,
    ForumPage,
    Report,
    SummaryPage,
)
from dialogue.thread import said, with_attachments
from dialogue.vocabularies import Status


def moderates_anything(user):
    """Whether somebody moderates any forum in any language."""
    publishable = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
    forums = ForumPage.objects.values("translation_key")
    return publishable.filter(translation_key__in=forums).exists()


def moderated(user):
    """The originals of others that somebody may moderate, whatever became of them."""
    found = Contribution.objects.originals().filter(moderated_places(user))
    return found.filter(~Q(author=user) | Q(author=None))


def moderated_places(user):
    """A condition on contributions: in a forum and a language that somebody moderates."""
    forums = defaultdict(list)
    for forum, languages in ForumPage.objects.moderated_by(user).items():
        forums[frozenset(languages)].append(forum)
    places = Q(pk__in=[])
    for languages, keys in forums.items():
        dialogues = DialoguePage.objects.filter(forum__in=keys)
        places |= Q(dialogue__in=dialogues.values("translation_key"), locale__in=languages)
    return places


def places_to_move(original, user):
    """The public dialogues, each once, into which somebody may move the thread of an original."""
    moderated = ForumPage.objects.moderated_by(user).items()
    forums = [forum for forum, languages in moderated if original.locale_id in languages]
    dialogues = DialoguePage.objects.readable().filter(forum__in=forums)
    dialogues = dialogues.exclude(translation_key=original.dialogue)
    return dialogues.best_version(ladder(get_language(), user)).order_by("title", "pk")


def that_is_reported():
    """A condition on what readers see: somebody has reported it."""
    reported = Report.objects.filter(settled_at=None).values("contribution")
    return Q(status=Status.SHOWN, pk__in=reported)


def that_waits():
    """A condition on originals: they wait for a moderator, were reported, or their author has
    answered."""
    return Q(status=Status.WAITING) | that_is_reported() | Q(answer_waits=True)


def to_look_at(user):
    """The originals that this moderator has to look at."""
    return moderated(user).filter(that_waits())


def remarks_to_look_at(user):
    """The remarks on summaries that wait for this moderator, or were reported to them, with their
    `open_reports`."""
    open_reports = Report.objects.filter(settled_at=None)
    remarks = Confirmation.objects.exclude(remark="").exclude(member=user)
    is_reported = Q(pk__in=open_reports.values("remark"))
    remarks = remarks.filter(is_reported | Q(remark_waits=True)).select_related("member")
    reports = Prefetch("reports", open_reports, to_attr="open_reports")
    remarks = list(remarks.prefetch_related(reports).order_by("pk"))
    moderated = ForumPage.objects.moderated_by(user)
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    summaries = SummaryPage.objects.readable_by(user)
    summaries = summaries.filter(translation_key__in={one.summary for one in remarks})
    dialogues = dict(summaries.values_list("translation_key", "dialogue"))
    forums = dict(
        DialoguePage.objects.filter(translation_key__in=dialogues.values()).values_list(
            "translation_key", "forum"
        )
    )

    def is_theirs(remark):
        forum = forums.get(dialogues.get(remark.summary))
        return remark.language in {codes[pk] for pk in moderated.get(forum, ())}

    return [remark for remark in remarks if is_theirs(remark)]


def with_why(pauses, user):
    """These pauses, and `why` of each that came from something this person may moderate: what was
    said in a room stays there."""
    pauses = list(pauses)
    theirs = set(moderated(user).filter(pauses__in=pauses).values_list("pk", flat=True))
    for pause in pauses:
        pause.why = pause.reason if pause.about_id in theirs else ""
    return pauses


def with_surroundings(originals, language, member):
    """`Said` of each, with its dialogue, its translations whatever became of them, what it
    answers, and what is known of its author."""
    originals = list(originals)
    languages = ladder(language, member)
    open_reports = Report.objects.filter(settled_at=None)
    shown = with_attachments(said(originals, languages))
    answered = {one.original.pk: one for one in _answered(originals, languages)}
    dialogues = _dialogues(originals, languages)
    histories = _histories(originals, member)
    translations = _translations(originals)
    prefetch_related_objects(originals, Prefetch("reports", open_reports, to_attr="open_reports"))
    for one in shown:
        one.dialogue = dialogues.get(one.original.dialogue)
        one.answers = answered.get(one.original.answers_id)
        one.history = histories.get(one.original.author_id, {})
        one.translations = translations.get(one.original.translation_key, [])
    return shown


def _answered(originals, languages):
    pks = {original.answers_id for original in originals} - {None}
    rows = Contribution.objects.filter(pk__in=pks).select_related("locale", "author")
    return said(rows, languages)


def _dialogues(originals, languages):
    rows = DialoguePage.objects.filter(
        translation_key__in={original.dialogue for original in originals}
    ).exclude(alias_of__isnull=False)
    nearest = rows.best_version(languages).select_related("locale")
    return {row.translation_key: row for row in nearest}


def _translations(originals):
    """{key: translations}, those that nobody has read over, too."""
    keys = {original.translation_key for original in originals}
    rows = Contribution.objects.translations().filter(translation_key__in=keys)
    found = {}
    for row in rows.select_related("locale").order_by("pk"):
        found.setdefault(row.translation_key, []).append(row)
    return found


def _histories(originals, member):
    """{author: {status: how many of their contributions}}, where this member may read or moderates:
    what is said in a room is not told of."""
    authors = {original.author_id for original in originals} - {None}
    rows = Contribution.objects.originals().filter(author__in=authors)
    readable = DialoguePage.objects.readable_by(member).values("translation_key")
    rows = rows.filter(Q(dialogue__in=readable) | moderated_places(member))
    found = {}
    for author, status, number in rows.values_list("author", "status").annotate(n=Count("pk")):
        found.setdefault(author, {})[status] = number
    return found
