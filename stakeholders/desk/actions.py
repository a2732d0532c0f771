"""What an editor of a committee does at the desk, each once however often it is sent."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock
from wagtail.models import Locale, WorkflowState

from core.languages.shelves import shelf_of
from core.models import Picture
from core.pictures import CleanPicture
from core.turns import turn
from members.models import Member
from stakeholders.desk.photos import store_photo
from stakeholders.desk.typed import body_of
from stakeholders.models import Post, UpdatePage


@dataclass(frozen=True)
class Words:
    """What was typed: `photo` is new, else `picture` is there already; `shows` describes either."""

    title: str
    text: str
    date: date
    photo: CleanPicture | None = None
    picture: Picture | None = None
    shows: str = ""

    def body(self, committee, member):
        picture = self.picture
        if self.photo:
            picture = store_photo(self.photo, committee, member)
        return body_of(self.text, picture, self.shows)


def write_update(member, number, committee, language, words):
    """Make a draft of what was typed at the desk, in the language it was typed in; gives the Post.

    The same `number` makes the same draft, with what was typed last, until that is sent. Raises
    PermissionDenied where the member does not write for the committee, and ValidationError.
    """
    with turn():
        post = Post.objects.filter(number=number).select_related("update_page").first()
        if post and post.is_settled:
            return post
        if post and _lies_elsewhere(post.update_page, committee, language):
            _check_may_edit(post.update_page, member)
            post.update_page.delete(user=member)
            post.update_page = None
        if post and post.update_page:
            _write(post.update_page, member, words)
            return post
        post = post or Post(number=number)
        post.update_page = _new_draft(member, committee, language, words)
        post.save()
    return post


def _lies_elsewhere(update, committee, language):
    return (update.committee, update.locale.language_code) != (committee.translation_key, language)


def _new_draft(member, committee, language, words):
    if not committee.permissions_for_user(member).can_add_subpage():
        raise PermissionDenied
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        raise ValidationError(_("This language does not run any more. Choose another."))
    update = UpdatePage(title=words.title, date=words.date, locale=locale, live=False, owner=member)
    update.body = words.body(committee.translation_key, member)
    shelf_of(committee, locale).add_child(instance=update)
    update.save_revision(user=member, log_action="wagtail.create")
    return update


def correct_update(update, member, words):
    """Change an update as a draft: readers see it when that is sent, and approved.

    What waits for approval is taken back. Raises PermissionDenied, and ValidationError where it
    cannot be changed.
    """
    with turn():
        _write(UpdatePage.objects.get(pk=update.pk), member, words)


def _write(update, member, words):
    _check_may_edit(update, member)
    if update.workflow_in_progress:
        update.current_workflow_state.cancel(user=member)
    update = update.get_latest_revision_as_object()
    if update.slug_follows_title:
        update.slug = ""  # the former title may have named somebody
    update.title, update.date = words.title, words.date
    update.body = words.body(update.committee, member)
    update.full_clean()
    update.save_revision(user=member, log_action=True)


def send_update(update, member):
    """Publish a draft where the committee's updates appear at once, else send it into the review.

    What was sent already stays as it is. Raises PermissionDenied, and ValidationError where it
    cannot be sent now.
    """
    with turn():
        update = UpdatePage.objects.get(pk=update.pk)
        # Asked anew: a shelf that was made for it a moment ago has brought rights of its own.
        member = Member.objects.get(pk=member.pk)
        _check_may_edit(update, member)
        if update.workflow_in_progress or (update.live and not update.has_unpublished_changes):
            return
        if update.permissions_for_user(member).can_publish():
            _publish(update, member)
        else:
            _send_to_review(update, member)
        Post.objects.filter(update_page=update, sent_at=None).update(sent_at=timezone.now())


def _publish(update, member):
    if update.current_workflow_state:
        update.current_workflow_state.cancel(user=member)
    update.get_latest_revision().publish(user=member)


def _send_to_review(update, member):
    state, workflow = update.current_workflow_state, update.get_workflow()
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES and state.current_task_state:
        state.resume(member)
    elif workflow:
        workflow.start(update, member)
    else:
        raise ValidationError(
            _("Nobody reads updates yet before they appear. Please tell whoever invited you.")
        )


def _check_may_edit(update, member):
    if not update.permissions_for_user(member).can_edit():
        raise PermissionDenied
    lock = update.get_lock()
    if lock and not isinstance(lock, WorkflowLock) and lock.for_user(member):
        raise ValidationError(_("This one is kept as it is for now. Please write to us."))
