"""Who moderates a forum, and how they learn that something waits for them."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from wagtail.models import Page

from dialogue import trust
from dialogue.models import DialoguePage, ForumPage
from dialogue.queue import remarks_to_look_at, to_look_at
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
    """Write to those who moderate what is said in a language in a dialogue, given by its key, that
    something waits: to each for whom nothing waited before. Who has not looked yet knows.

    To be called in the turn in which it begins to wait.
    """
    page = DialoguePage.objects.filter(translation_key=dialogue).first()
    if page is None:
        return
    for user in _to_tell(ForumPage.objects.filter(translation_key=page.forum)):
        if trust.may_moderate(user, page.forum, locale_id) and number_waiting(user) == 1:
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
