"""The front door in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action(
        "home.starting_content",
        _("Make starting content"),
        _("Made one part of the starting content"),
    )
