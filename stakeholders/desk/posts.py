"""What the editors of committees have written, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from stakeholders.desk.typed import read_body
from stakeholders.models import Post, UpdatePage

SHOWN = 100


class State(models.TextChoices):
    RETURNED = "returned", _("We have a question: change the text and send it again")
    DRAFT = "draft", _("Not sent yet")
    WAITING = "waiting", _("Sent: somebody at Infrastructures for Peace reads it first")
    PUBLISHED = "published", _("Everybody can read it")
    CHANGED = "changed", _("Everybody can read it; your change is not sent yet")


def updates_of(committees):
    """All that was written for these committees, in the languages it was written in."""
    keys = committees.values("translation_key")
    return UpdatePage.objects.originals().filter(committee__in=keys)


def open_posts(committees):
    """What is not published, or not as it was last written: the newest, with `state`, `note`."""
    unfinished = updates_of(committees).filter(Q(live=False) | Q(has_unpublished_changes=True))
    posts = unfinished.select_related("locale").order_by("-latest_revision_created_at", "pk")
    return with_states(list(posts[:SHOWN]))


def published_posts(committees):
    """What everybody can read as it was last written, the newest first."""
    published = updates_of(committees).filter(live=True, has_unpublished_changes=False)
    return published.select_related("locale").order_by("-date", "-first_published_at", "pk")


def one(committees, pk):
    """One of them, with `state` and `note`; None where it is not theirs."""
    return next(iter(with_states(list(updates_of(committees).filter(id=pk)))), None)


def with_states(posts):
    """The same with `state`, a State, and `note`, the words of who sent it back. One query."""
    under_review = WorkflowState.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=[str(post.pk) for post in posts],
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
    ).select_related("current_task_state")
    found = {int(state.object_id): state for state in under_review}
    for post in posts:
        post.state, post.note = _state(post, found.get(post.pk))
    return posts


def _state(post, review):
    if review and review.status == WorkflowState.STATUS_IN_PROGRESS:
        return State.WAITING, ""
    if review:
        task = review.current_task_state
        return State.RETURNED, task.comment if task else ""
    if not post.live:
        return State.DRAFT, ""
    return (State.CHANGED if post.has_unpublished_changes else State.PUBLISHED), ""


def says_something_else(number, words):
    """Whether what was sent under this number is not what was typed now."""
    post = Post.objects.filter(number=number).select_related("update_page").first()
    if post is None or not post.is_settled:
        return False
    if post.update_page is None:
        return True
    draft = post.update_page.get_latest_revision_as_object()
    written = read_body(draft.body)
    return (draft.title, written and written[0]) != (words.title, words.text)
