"""Who moderates a forum, and how they learn that something waits for them."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from wagtail.models import Locale, Page

from dialogue import trust
from dialogue.models import (
    Confirmation,
    Contribution,
    DialoguePage,
    ForumPage,
    Report,
    SummaryPage,
)
from dialogue.queue import remarks_to_look_at, that_is_reported, that_waits, to_look_at
from dialogue.translations import reported_to
from members.mails import write_to
from members.models import Member

PUBLISHES = Q(groups__page_permissions__permission__codename="publish_page")
# Wagtail asks each on their account page whether they want to hear of what waits.
NOT_TOLD = Q(wagtail_userprofile__submitted_notifications=False)


def number_waiting(user):
    """How many things wait for this moderator."""
    others = reported_to(user).count() + len(remarks_to_look_at(user))
    return to_look_at(user).count() + others


def tell_moderators(dialogue, locale_id):
    """Have those told who moderate what is said in a language in a dialogue, given by its key, that
    something waits, unless something waited in that forum and language before: then they know.

    To be called in the turn in which it begins to wait.
    """
    from dialogue.tasks import tell_moderators_of

    forum = DialoguePage.objects.filter(translation_key=dialogue).values_list("forum").first()
    if forum and _number_in(*forum, locale_id) == 1:
        tell_moderators_of.enqueue(str(forum[0]), locale_id)


def write_to_moderators(forum, locale_id):
    """Write to those who moderate in a language in a forum, given by its key, and for whom
    something waits still."""
    for user in _to_tell(ForumPage.objects.filter(translation_key=forum)):
        if trust.may_moderate(user, forum, locale_id) and number_waiting(user):
            _write(user)


def remind():
    """Write again to who has left something waiting."""
    for user in _to_tell(ForumPage.objects.all()):
        if number_waiting(user):
            _write(user)


def begin_to_remind():
    """A job."""
    from dialogue.tasks import remind_moderators

    remind_moderators.enqueue()


def _number_in(forum, locale_id):
    """How many things wait in a forum in a language, for whoever moderates there."""
    dialogues = DialoguePage.objects.filter(forum=forum).values("translation_key")
    open_reports = Report.objects.filter(settled_at=None)
    said = Contribution.objects.filter(dialogue__in=dialogues, locale=locale_id)
    originals = said.originals().filter(that_waits()).count()
    translations = said.translations().filter(that_is_reported()).count()
    summaries = SummaryPage.objects.filter(dialogue__in=dialogues).values("translation_key")
    language = Locale.objects.filter(pk=locale_id).values("language_code")
    remarks = Confirmation.objects.filter(summary__in=summaries, language__in=language)
    waits = Q(remark_waits=True) | Q(pk__in=open_reports.values("remark"))
    return originals + translations + remarks.exclude(remark="").filter(waits).count()


def _to_tell(forums):
    """Who may publish versions of these forums (a queryset), and wants to hear of it."""
    step, paths = Page.steplen, forums.values_list("path", flat=True)
    # Rights are given on a page for all below it.
    above = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
    there = PUBLISHES & Q(groups__page_permissions__page__path__in=above)
    members = Member.objects.filter(there | Q(is_superuser=True), is_active=True)
    return members.exclude(NOT_TOLD).distinct()


def _write(user):
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    context = {
        "link": site + reverse("dialogue_queue"),
        "settings": f"{site}{reverse('wagtailadmin_account')}#tab-notifications",
    }
    write_to(user, "dialogue/mails/waits.txt", context).send()
