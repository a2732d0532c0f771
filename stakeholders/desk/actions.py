"""What an editor of a committee does at the desk, each once however often it is sent."""

from django.core.exceptions import PermissionDenied
from wagtail.models import Locale, WorkflowState

from core.languages.shelves import shelf_of
from core.models import Picture
from core.turns import turn
from members.models import Member
from stakeholders.desk.typed import body_of
from stakeholders.models import CommitteeRights, Post, UpdatePage


def store_photo(photo, committee, member):
    """Store a `CleanPicture` among what is the committee's own; gives the Picture."""
    return Picture.objects.create(
        title=committee.slug,
        file=photo,
        collection=CommitteeRights.objects.get(committee=committee.translation_key).collection,
        uploaded_by_user=member,
    )


def write_update(member, number, committee, language, title, text, date, picture, shows):
    """Make a draft of what was typed at the desk, in the language it was typed in.

    The same `number` makes the same draft, with what was typed last, until that is sent. Raises
    PermissionDenied where the member does not write for the committee.
    """
    with turn():
        if post := Post.objects.filter(number=number).select_related("update_page").first():
            update = post.update_page
            if update.live or update.workflow_in_progress:
                return update
            _write(update, member, title, text, date, picture, shows)
            return update
        if not committee.permissions_for_user(member).can_add_subpage():
            raise PermissionDenied
        locale = Locale.objects.get(language_code=language)
        update = UpdatePage(title=title, date=date, locale=locale, live=False, owner=member)
        update.body = body_of(text, picture, shows)
        shelf_of(committee, locale).add_child(instance=update)
        update.save_revision(user=member, log_action="wagtail.create")
        Post.objects.create(number=number, update_page=update)
    return update


def correct_update(update, member, title, text, date, picture, shows):
    """Change an update as a draft: readers see it when that is sent, and approved.

    What waits for approval is taken back. Raises PermissionDenied.
    """
    with turn():
        _write(UpdatePage.objects.get(pk=update.pk), member, title, text, date, picture, shows)


def _write(update, member, title, text, date, picture, shows):
    if not update.permissions_for_user(member).can_edit():
        raise PermissionDenied
    if update.workflow_in_progress:
        update.current_workflow_state.cancel(user=member)
    update = update.get_latest_revision_as_object()
    update.title, update.date = title, date
    update.body = body_of(text, picture, shows)
    update.full_clean()
    update.save_revision(user=member, log_action=True)


def send_update(update, member):
    """Publish a draft where the committee's updates appear at once, else send it into the review.

    What was sent already stays as it is. Raises PermissionDenied.
    """
    with turn():
        update = UpdatePage.objects.get(pk=update.pk)
        # Asked anew: a shelf that was made for it a moment ago has brought rights of its own.
        may = update.permissions_for_user(Member.objects.get(pk=member.pk))
        if not may.can_edit():
            raise PermissionDenied
        if update.workflow_in_progress or (update.live and not update.has_unpublished_changes):
            return
        state = update.current_workflow_state
        if may.can_publish():
            if state:
                state.cancel(user=member)
            update.get_latest_revision().publish(user=member)
        elif state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(member)
        else:
            update.get_workflow().start(update, member)
