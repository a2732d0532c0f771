"""Words the site reasons about. They are code: named by gettext, filtered by their value."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    LOCAL = "local", _("Local")
    DISTRICT = "district", _("District")
    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional, among several countries")
    CROSS_BORDER = "cross_border", _("Cross-border")


class Status(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("status of a body", "Active")
    DORMANT = "dormant", _("Dormant")
    ENDED = "ended", _("Ended")


class Theme(models.TextChoices):
    CEASEFIRE = "ceasefire", _("Ceasefires")
    DIALOGUE = "dialogue", _("Dialogue")
    EARLY_WARNING = "early_warning", _("Early warning")
    ELECTIONS = "elections", _("Elections")
    LAND = "land", _("Land")
    LAW = "law", _("Law")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    MEDIATION = "mediation", _("Mediation")
    RECONCILIATION = "reconciliation", _("Reconciliation")
    RELIGION = "religion", _("Religion")
    WOMEN = "women", _("Women")
    YOUTH = "youth", _("Youth")
