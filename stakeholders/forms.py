"""The form of profiles in the admin."""

from core.item_forms import ItemForm


class ProfileForm(ItemForm):
    chosen_once = {"countries": "iso", "themes": "theme", "languages": "code"}
