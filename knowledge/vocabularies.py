"""Words by which case studies are compared."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    LOCAL_COMMITTEE = "local_committee", _("Local peace committee")
    NATIONAL_COUNCIL = "national_council", _("National peace council")
    GOVERNMENT_OFFICE = "government_office", _("Ministry or government office")
    COMMISSION = "commission", _("Commission")
    AGREEMENT_STRUCTURE = "agreement_structure", _("Bodies of a peace agreement")
    NETWORK = "network", _("Network")
    OTHER = "other", _("Other")


class LegalStanding(models.TextChoices):
    NONE = "none", _("No standing in law")
    POLICY = "policy", _("Government policy")
    DECREE = "decree", _("Decree")
    ACT = "act", _("Act of parliament")
    CONSTITUTION = "constitution", _("Constitution")
    AGREEMENT = "agreement", _("Peace agreement")
