"""The translators' desk in Wagtail's admin."""

from wagtail import hooks

from translation.bulk import TranslateBulkAction
from translation.editor import answer_editor


@hooks.register("construct_page_action_menu")
def offer_no_traps(menu_items, request, context):
    """A version never becomes an alias; and a translation that was stopped to be written freely is
    not started again, which would write over those words without a question."""
    traps = {"localize-convert-to-alias", "localize-restart-translation"}
    menu_items[:] = [item for item in menu_items if item.name not in traps]


# Before wagtail-localize's own, which draws the editor.
hooks.register("before_edit_page", answer_editor, order=-1)

hooks.register("register_bulk_action", TranslateBulkAction)
