"""Panels of the admin's account page."""

from wagtail.admin.views.account import NameEmailSettingsPanel

from members.forms import OwnNameForm


class OwnNamePanel(NameEmailSettingsPanel):
    form_class = OwnNameForm
