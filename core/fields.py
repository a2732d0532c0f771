"""Model fields shared by page types."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.dates import check_year

SOURCE_KEY = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SOURCE_KEYS = rf"^{SOURCE_KEY}(?:\s*[,،]\s*{SOURCE_KEY})*$"


def split_keys(keys):
    """The short names in "act-818, npc-2023", in order."""
    return [key.strip() for key in (keys or "").replace("،", ",").split(",") if key.strip()]


class YearField(models.PositiveSmallIntegerField):
    """A year that has begun, which may be unknown."""

    default_validators = [check_year]

    def __init__(self, verbose_name=None, **kwargs):
        super().__init__(verbose_name=verbose_name, **{"null": True, "blank": True} | kwargs)


class SourceKeysField(models.CharField):
    """Short names of the sources that bear a fact out, separated by commas."""

    default_validators = [
        RegexValidator(SOURCE_KEYS, _("Write short names of sources, separated by commas."))
    ]

    def __init__(self, verbose_name=None, **kwargs):
        kwargs = {
            "verbose_name": verbose_name or _("sources"),
            "max_length": 200,
            "blank": True,
            "help_text": _("Short names from the list of sources below: act-818, un-2013"),
        } | kwargs
        super().__init__(**kwargs)
