"""A member's own account in the admin."""

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel

from members.panels import OwnNamePanel


class OwnAccountView(AccountView):
    """Wagtail's account page with the one shown name, and without a picture of the person.

    An uploaded portrait would be kept as it comes, with the place it was taken at.
    """

    def get_panels(self):
        panels = []
        for panel in super().get_panels():
            if isinstance(panel, NameEmailSettingsPanel):
                panel = OwnNamePanel(panel.request, panel.user, panel.profile)
            if not isinstance(panel, AvatarSettingsPanel):
                panels.append(panel)
        return panels
