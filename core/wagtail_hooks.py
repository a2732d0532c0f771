"""Core in Wagtail's admin."""

from django.contrib import messages
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


@hooks.register("before_delete_page")
def say_why_a_page_stays(request, page):
    if isinstance(page, ContentPage) and (reason := deletion.refusal(page)):
        return _send_back(request, page, reason)


@hooks.register("before_move_page")
def move_whole_items(request, page, destination):
    """Into another section goes the original; what cannot move is said before, not after."""
    same_place = destination.translation_key == page.get_parent().translation_key
    if not same_place and not page.specific.is_original:
        return _send_back(request, page, _("Move the original; its other versions go along."))


@hooks.register("before_bulk_action")
def leave_shelves_alone_in_bulk(request, action_type, objects, action):
    for page in (found.specific for found in objects if isinstance(found, Page)):
        if not isinstance(page, ContentPage):
            continue
        reason = deletion.refusal(page) if action_type == "delete" else None
        if is_shelf(page) and action_type in {"delete", "move", "unpublish"}:
            reason = ONLY_A_PLACE
        if reason:
            return _send_back(request, page, reason)


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
