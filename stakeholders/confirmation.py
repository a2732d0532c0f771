"""How far one may rely on a profile: when the organisation last confirmed it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# How long a confirmation is fresh.
FRESH = timedelta(days=400)
# How long after the yearly question readers are told that nobody answered.
UNANSWERED, DORMANT = timedelta(days=30), timedelta(days=180)


class State(models.TextChoices):
    NEVER = "never", _("Not yet confirmed by the organisation")
    CONFIRMED = "confirmed", _("Confirmed by the organisation")
    LONG_AGO = "long_ago", _("Confirmed by the organisation more than a year ago")
    UNANSWERED = "unanswered", _("The organisation has not answered our yearly question")
    DORMANT = "dormant", _("The organisation has not answered for long: perhaps it rests")


@dataclass(frozen=True)
class Confirmation:
    """What readers are told; `on` is when it was last confirmed, or None."""

    state: State
    on: date | None

    @property
    def words(self):
        return self.state.label


def confirmation_of(confirmed_on, asked_on, today):
    """How far one may rely on a profile that was confirmed and asked about on these days."""
    if asked_on and (confirmed_on is None or confirmed_on < asked_on):
        silent = today - asked_on
        if silent >= DORMANT:
            return Confirmation(State.DORMANT, confirmed_on)
        if silent >= UNANSWERED:
            return Confirmation(State.UNANSWERED, confirmed_on)
    if confirmed_on is None:
        return Confirmation(State.NEVER, None)
    is_fresh = today - confirmed_on <= FRESH
    return Confirmation(State.CONFIRMED if is_fresh else State.LONG_AGO, confirmed_on)
