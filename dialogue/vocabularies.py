"""What a dialogue and a contribution can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DialogueState(models.TextChoices):
    """How far a dialogue is; the tick changes it by its dates (`dialogue.actions.follow_dates`)."""

    ANNOUNCED = "announced", pgettext_lazy("state of a dialogue", "announced")
    OPEN = "open", pgettext_lazy("state of a dialogue", "open")
    CLOSED = "closed", pgettext_lazy("state of a dialogue", "closed")
    SUMMARISED = "summarised", pgettext_lazy("state of a dialogue", "summarised")


class RoundState(models.TextChoices):
    """How far a round of a dialogue is, by its dates."""

    COMES = "comes", pgettext_lazy("state of a round", "to come")
    NOW = "now", pgettext_lazy("state of a round", "now")
    OVER = "over", pgettext_lazy("state of a round", "over")


class Answer(models.TextChoices):
    """What somebody who took part says of a summary."""

    YES = "yes", _("This says what I said")
    NO = "no", _("It does not say what I said")


class HowOften(models.TextChoices):
    """How often a member is told by mail of what is new in what they follow."""

    AT_ONCE = "at_once", _("At once, each time")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NOT_AT_ALL = "not_at_all", _("Not at all")


class Status(models.TextChoices):
    """What became of a version of a contribution."""

    WAITING = "waiting", _("waits to be read by a moderator")
    RETURNED = "returned", _("sent back with a question")
    SHOWN = "shown", pgettext_lazy("status of a contribution", "shown")
    DECLINED = "declined", _("not taken")
    HIDDEN = "hidden", _("hidden by a moderator")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")


# What its author may answer the moderators on.
ANSWERABLE = (Status.RETURNED, Status.DECLINED, Status.HIDDEN)
