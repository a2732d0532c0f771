"""Who may open an account: the site decides."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="user")
class SignUpSetting(BaseGenericSetting):
    class Policy(models.TextChoices):
        CLOSED = "closed", _("Nobody: accounts are made by administrators")
        INVITATION = "invitation", _("Who was invited")
        OPEN = "open", _("Everybody")

    policy = models.CharField(
        _("who may open an account"),
        max_length=10,
        choices=Policy,
        default=Policy.INVITATION,
        help_text=_("Every new member confirms the e-mail address first, whatever you choose."),
    )

    class Meta:
        verbose_name = _("New accounts")

    @property
    def is_open(self):
        return self.policy == self.Policy.OPEN

    @property
    def is_by_invitation(self):
        """An open site takes invitations as well."""
        return self.policy != self.Policy.CLOSED
