"""Words by which case studies and resources are compared."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class ResourceKind(models.TextChoices):
    PUBLICATION = "publication", _("Publication")
    FILE = "file", pgettext_lazy("kind of resource", "File")
    FILM = "film", _("Film")
    TRAINING = "training", _("Training")
    LAW = "law", pgettext_lazy("kind of resource", "Law")
    STATEMENT = "statement", _("Statement")


class Role(models.TextChoices):
    """The part of an organisation in a case."""

    BODY = "body", _("Is the body itself")
    CONVENER = "convener", _("Convened it")
    MEMBER = "member", _("Sits on it")
    SUPPORT = "support", _("Supports it")
    MONITOR = "monitor", _("Watches over it")
    RESEARCH = "research", _("Has studied it")
