"""The translators' desk in Wagtail's admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from translation.bulk import TranslateBulkAction
from translation.editor import answer_editor
from translation.reports import BehindReport


@hooks.register("construct_page_action_menu")
def offer_no_traps(menu_items, request, context):
    """A version never becomes an alias; and a translation that was stopped to be written freely is
    not started again, which would write over those words without a question."""
    traps = {"localize-convert-to-alias", "localize-restart-translation"}
    menu_items[:] = [item for item in menu_items if item.name not in traps]


# Before wagtail-localize's own, which draws the editor.
hooks.register("before_edit_page", answer_editor, order=-1)

hooks.register("register_bulk_action", TranslateBulkAction)


@hooks.register("register_admin_urls")
def add_addresses():
    results = BehindReport.as_view(results_only=True)
    return [
        path("reports/behind/", BehindReport.as_view(), name="translation_behind"),
        path("reports/behind/results/", results, name="translation_behind_results"),
    ]


@hooks.register("register_reports_menu_item")
def show_translations_behind():
    address = reverse("translation_behind")
    return MenuItem(BehindReport.page_title, address, name="behind", icon_name="globe")
