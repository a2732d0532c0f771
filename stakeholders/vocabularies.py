"""Words for the organisations of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StakeholderKind(models.TextChoices):
    LOCAL_COMMITTEE = "local_committee", _("Local peace committee")
    STATE_BODY = "state_body", _("State body")
    NGO = "ngo", _("Civil society organisation")
    NETWORK = "network", _("Network")
    UN = "un", _("United Nations")
    REGIONAL = "regional", _("Regional organisation")
    INSTITUTE = "institute", _("Institute")
    FAITH = "faith", _("Faith body")
    OTHER = "other", _("Other")
