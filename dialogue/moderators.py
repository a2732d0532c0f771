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
    forums = DialoguePage.objects.filter(translation_key=dialogue).values("forum")
    forums = ForumPage.objects.filter(translation_key__in=forums)
    # Rights are given on a page for all below it.
    step = Page.steplen
    above = {
        path[:end]
        for path in forums.values_list("path", flat=True)
        for end in range(step, len(path) + 1, step)
    }
    key = forums.values_list("translation_key", flat=True).first()
    for user in _to_tell(Q(groups__page_permissions__page__path__in=above)):
        if trust.may_moderate(user, key, locale_id) and number_waiting(user) == 1:
            _write(user)


def remind_moderators():
    """A job: who has left something waiting is told again."""
    for user in _to_tell():
        if number_waiting(user):
            _write(user)


def _to_tell(somewhere=None):
    """Who may publish anywhere, or `somewhere` (a condition on their rights)."""
    publish = PUBLISHES & somewhere if somewhere else PUBLISHES
    members = Member.objects.filter(publish | Q(is_superuser=True), is_active=True)
    return members.exclude(NOT_TOLD).distinct()


def _write(user):
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    context = {
        "link": site + reverse("dialogue_queue"),
        "settings": f"{site}{reverse('wagtailadmin_account')}#tab-notifications",
    }
    write_to(user, "dialogue/mails/waits.txt", context).send()
