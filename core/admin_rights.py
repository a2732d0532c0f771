"""What Wagtail's views tell before they ask: whether one has anything to do with what they name."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page, TaskState

from core.permissions import pages_to_choose


def edits_page(request, page_id, **kwargs):
    permissions = get_object_or_404(Page, pk=page_id).specific.permissions_for_user(request.user)
    return permissions.can_edit() or permissions.can_publish()


def reviews_page(request, page_id, task_id):
    """Also whether the task, which is named too, is one of its reviews."""
    reviews = TaskState.objects.filter(revision__object_id=str(page_id), task=task_id)
    return edits_page(request, page_id) and reviews.exists()


def orders_pages(request, page_to_move_id):
    """Wagtail's view asks the parent itself, and breaks at the root, which has none."""
    return not get_object_or_404(Page, pk=page_to_move_id).is_root()


def moves_page(request, page_to_move_id, destination_id):
    page = get_object_or_404(Page, pk=page_to_move_id).specific
    destination = get_object_or_404(Page, pk=destination_id).specific
    return page.permissions_for_user(request.user).can_move_to(destination)


def chooses_picture(request, image_id):
    picture = get_object_or_404(get_image_model(), pk=image_id)
    return picture_policy.user_has_permission_for_instance(request.user, "choose", picture)


def chooses_below(request, parent_page_id):
    return request.user.is_superuser or _may_choose(request.user, [parent_page_id])


def chooses_pages(request):
    """Wagtail's view breaks at what is no number, and at the root, which lies nowhere."""
    pks = request.GET.getlist("id")
    if not all(pk.isdecimal() for pk in pks) or Page.objects.filter(pk__in=pks, depth=1).exists():
        return False
    return request.user.is_superuser or _may_choose(request.user, pks)


def _may_choose(user, pks):
    return pages_to_choose(user).filter(pk__in=pks).count() == len(set(pks))


ASKED_FIRST = {
    "wagtailadmin_choose_page_child": chooses_below,
    "wagtailadmin_choose_page_chosen_multiple": chooses_pages,
    "wagtailadmin_pages:set_page_position": orders_pages,
    "wagtailadmin_pages:move_confirm": moves_page,
    "wagtailadmin_pages:workflow_action": edits_page,
    "wagtailadmin_pages:collect_workflow_action_data": edits_page,
    "wagtailadmin_pages:confirm_workflow_cancellation": edits_page,
    "wagtailadmin_pages:workflow_preview": reviews_page,
    "wagtailimages_chooser:select_format": chooses_picture,
}


def ask_first(view):
    """403 for an editor without a right on what these views name: a title, a slug, a picture."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        may = ASKED_FIRST.get(request.resolver_match.view_name)
        if may and request.user.is_authenticated and not may(request, **kwargs):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asked
