"""Members in Wagtail's admin."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.bulk import EraseBulkAction
from members.viewsets import invitations

hooks.register("register_admin_viewset", lambda: invitations)


@hooks.register("register_account_menu_item")
def lead_to_second_factor(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("Passkeys, codes of an app, recovery codes."),
    }


@hooks.register("register_log_actions")
def name_actions(actions):
    actions.register_action("members.invite", _("Invite"), _("Invited"))
    actions.register_action("members.erase", _("Delete an account"), _("Deleted an account"))


# After Wagtail's own, in whose place it comes.
hooks.register("register_bulk_action", EraseBulkAction, order=100)
