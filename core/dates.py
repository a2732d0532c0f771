"""Dates known only to the month or the year: "2011", "2011-05" or "2011-05-16"."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.languages import cldr

PARTIAL_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

# Where a day begins first, it does so this long before it begins at Greenwich.
FURTHEST_EAST = timedelta(hours=14)


def check_year(year):
    """Raise ValidationError for a year to come: most often one of another calendar."""
    if year > timezone.now().year:
        raise ValidationError(
            _("This year lies in the future. Years are counted as in 2012, not as in 2069 BS.")
        )


def check_day(day):
    """Raise ValidationError for a day that has begun nowhere on earth yet."""
    if day > (timezone.now() + FURTHEST_EAST).date():
        raise ValidationError(
            _("This day lies in the future. Years are counted as in 2012, not as in 2069 BS.")
        )


def is_partial_date(value):
    """Whether a text of the form PARTIAL_DATE names a day that exists."""
    try:
        _first_day(value)
    except ValueError:
        return False
    return True


def partial_date(value):
    """The date as a reader of the active language writes it; raises ValueError for no date."""
    day = _first_day(value)
    exactness = value.count("-")
    if not exactness:
        return value
    return [cldr.month_name, cldr.day_name][exactness - 1](day, get_language())


def _first_day(value):
    parts = [int(part) for part in value.split("-")]
    return date(*parts, *[1] * (3 - len(parts)))
