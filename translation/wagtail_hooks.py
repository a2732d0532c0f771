"""The translators' desk in Wagtail's admin."""

from wagtail import hooks


@hooks.register("construct_page_action_menu")
def offer_no_aliases(menu_items, request, context):
    """A version never becomes an alias: only shelves are aliases."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]
