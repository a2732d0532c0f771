"""The child rows that several page types have: a country, a theme, a language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from core.languages.cldr import country_choices, language_choices
from core.vocabularies import Theme


class CountryRow(Orderable):
    iso = models.CharField(_("country"), max_length=2, choices=country_choices)

    panels = ["iso"]

    class Meta(Orderable.Meta):
        abstract = True


class ThemeRow(Orderable):
    theme = models.CharField(_("theme"), max_length=30, choices=Theme)

    panels = ["theme"]

    class Meta(Orderable.Meta):
        abstract = True


class LanguageRow(Orderable):
    code = models.CharField(_("language"), max_length=8, choices=language_choices)

    panels = ["code"]

    class Meta(Orderable.Meta):
        abstract = True
