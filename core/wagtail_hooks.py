"""Core in Wagtail's admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import Page

from core import batch_views, choosers, deletion, item_actions, placing, rich_text, withdrawn_views
from core.languages.links import ReaderLinkHandler
from core.models import ContentPage
from core.permissions import FOR_ADMINISTRATORS, pages_to_choose
from core.reports import TasksMenuItem, TasksReport
from core.waiting import WaitingPanel


@hooks.register("register_rich_text_features", order=100)
def set_up_long_text(features):
    features.register_link_type(ReaderLinkHandler)
    rich_text.take_larger_headings(features)


ONLY_A_PLACE = _("This is only a place for pages. It has no text yet: write or translate it.")


def _send_back(request, page, reason):
    messages.error(request, str(reason))  # now, in the language of the admin
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_convert_alias_page")
def leave_shelves_alone(request, page):
    """Wagtail asks no permission of its own here; for the rest see `core.permissions`."""
    return _send_back(request, page, ONLY_A_PLACE)


@hooks.register("before_delete_page")
def delete_by_our_rules(request, page):
    """Say why a page stays; and leave its place to a section, which Wagtail's view would take."""
    if not isinstance(page, ContentPage):
        return None
    if reason := deletion.refusal(page):
        return _send_back(request, page, reason)
    if request.method != "POST" or not deletion.leaves_a_place(page):
        return None
    parent = page.get_parent()
    page.delete(user=request.user)
    messages.success(request, _("“%s” was deleted.") % page.get_admin_display_title())
    return redirect("wagtailadmin_explore", parent.pk)


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
    slugs = set()
    for page in objects:
        reason = None
        if action_type == "delete":
            reason = deletion.refusal(page)
        elif action_type == "move":
            reason = _move_refusal(page, action.cleaned_form.cleaned_data["chooser"], slugs)
        if reason:
            return _send_back(request, page, reason)


def _move_refusal(page, parent, slugs):
    """Why a page cannot move below `parent` beside the others, whose slugs it joins; or None."""
    if page.slug in slugs:
        return _("Two of these pages have the same address there: “%s”.") % page.slug
    slugs.add(page.slug)
    try:
        placing.check_move(page, parent)
    except ValidationError as error:
        return " ".join(error.messages)


@hooks.register("register_log_actions")
def name_actions(actions):
    for name, label, done in (
        ("review", _("Mark as read over"), _("Read over what a machine had drafted")),
        ("make_original", _("Make this the original"), _("Made this version the original")),
        ("withdraw", _("Withdraw everywhere"), _("Withdrawn in all languages")),
        ("restore", _("Bring back"), _("Brought back in all languages")),
    ):
        actions.register_action(f"core.{name}", label, done)


hooks.register("register_page_header_buttons", item_actions.item_buttons)


@hooks.register("register_admin_urls")
def add_addresses():
    return [
        path("items/<int:page_id>/write-in/", item_actions.write_in_view, name="core_write_in"),
        path(
            "items/<int:page_id>/<slug:name>/",
            item_actions.item_action_view,
            name="core_item_action",
        ),
        path("withdrawn/", withdrawn_views.withdrawn_list, name="core_withdrawn"),
        path("withdrawn/<int:record_id>/", withdrawn_views.bring_back_view, name="core_bring_back"),
        path("batches/", batch_views.batch_list, name="core_batches"),
        path("batches/<int:batch_id>/", batch_views.batch_view, name="core_batch"),
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
        _("Background work"), reverse("core_tasks"), name="tasks", icon_name="cogs"
    )


@hooks.register("register_reports_menu_item")
def show_batches():
    return MenuItem(_("Batches"), reverse("core_batches"), name="batches", icon_name="tasks")


@hooks.register("register_reports_menu_item")
def show_what_was_withdrawn():
    return MenuItem(
        _("Withdrawn items"), reverse("core_withdrawn"), name="withdrawn", icon_name="no-view"
    )


@hooks.register("insert_global_admin_css")
def show_texts_of_all_languages():
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("core/admin.css"))


@hooks.register("construct_reports_menu")
def offer_reports_on_everything_to_administrators(request, menu_items):
    """The others would be refused (`core.admin_urls`)."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if not item.url.startswith(FOR_ADMINISTRATORS)]


@hooks.register("construct_page_chooser_queryset")
def choose_among_what_one_may_see(pages, request):
    if not request.user.is_superuser:
        # By id, because the search of the chooser filters by few other columns.
        pages = pages.filter(pk__in=pages_to_choose(request.user).values("pk"))
    # Each row names its language, and `specific()` forgets what was joined.
    return choosers.each_item_once(pages, request).prefetch_related("locale")


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels.append(WaitingPanel())
