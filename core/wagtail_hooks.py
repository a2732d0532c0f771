"""Core in Wagtail's admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.models import Page

from core import deletion, review
from core.languages.links import ReaderLinkHandler
from core.languages.shelves import is_shelf
from core.models import ContentPage
from core.reports import TasksMenuItem, TasksReport


@hooks.register("register_rich_text_features", order=100)
def link_pages_for_readers(features):
    features.register_link_type(ReaderLinkHandler)


ONLY_A_PLACE = gettext_lazy(
    "This is only a place for pages. It has no text yet: write or translate it."
)


def _send_back(request, page, reason):
    messages.error(request, reason)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_convert_alias_page")
@hooks.register("before_copy_page")
@hooks.register("before_move_page")
@hooks.register("before_unpublish_page")
def leave_shelves_alone(request, page, *args):
    """A shelf holds children, and can be translated; nothing else is done with it."""
    if is_shelf(page):
        return _send_back(request, page, ONLY_A_PLACE)


@hooks.register("before_copy_page")
def make_no_aliases(request, page):
    """Nothing but a shelf is ever an alias."""
    if request.POST.get("alias"):
        return _send_back(request, page, _("Pages are copied here, never mirrored."))


@hooks.register("before_delete_page")
def say_why_a_page_stays(request, page):
    if isinstance(page, ContentPage) and (reason := deletion.refusal(page)):
        return _send_back(request, page, reason)


@hooks.register("before_move_page")
def move_whole_items(request, page, destination):
    """Wagtail would move one row; we move the item, or say why it cannot be moved."""
    if request.method != "POST":
        return None
    if not page.permissions_for_user(request.user).can_move_to(destination.specific):
        raise PermissionDenied
    try:
        page.move(destination, "last-child", user=request.user)
    except ValidationError as error:
        return _send_back(request, page, " ".join(error.messages))
    messages.success(request, _("“%s” was moved, in all its languages.") % page.title)
    return redirect("wagtailadmin_explore", page.get_parent(update=True).pk)


@hooks.register("before_bulk_action")
def act_on_whole_items(request, action_type, objects, action):
    """Many pages at once follow the same rules as one; the first that may not stops them all."""
    if not all(isinstance(page, Page) for page in objects):
        return None
    objects[:] = [page.specific for page in objects]
    for page in objects:
        if reason := _refusal(page, action_type, action):
            return _send_back(request, page, reason)


def _refusal(page, action_type, action):
    if not isinstance(page, ContentPage):
        return None
    if is_shelf(page) and action_type in {"delete", "move", "unpublish"}:
        return ONLY_A_PLACE
    if action_type == "delete":
        return deletion.refusal(page)
    if action_type == "move":
        try:
            page.check_move(action.cleaned_form.cleaned_data["chooser"])
        except ValidationError as error:
            return " ".join(error.messages)
    return None


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action(
        "core.review",
        gettext_lazy("Mark as read over"),
        gettext_lazy("Read over what a machine had drafted"),
    )


hooks.register("register_page_header_buttons", review.review_buttons)


@hooks.register("register_admin_urls")
def add_addresses():
    return [
        path("review/<int:page_id>/", review.review_view, name="core_review"),
        path("reports/tasks/", TasksReport.as_view(), name="core_tasks"),
        path(
            "reports/tasks/results/",
            TasksReport.as_view(results_only=True),
            name="core_tasks_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def show_background_work():
    return TasksMenuItem(
        gettext_lazy("Background work"), reverse("core_tasks"), name="tasks", icon_name="cogs"
    )
