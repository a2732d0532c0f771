"""The rows of a case study: its countries, themes, sources and related cases."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Orderable

from core.fields import SOURCE_KEY, YearField
from core.models.rows import CountryRow, ThemeRow
from knowledge.vocabularies import Role
from stakeholders.models import ProfilePage


class CaseStudyCountry(CountryRow):
    case_study = ParentalKey(
        "knowledge.CaseStudyPage", on_delete=models.CASCADE, related_name="countries"
    )


class CaseStudyTheme(ThemeRow):
    case_study = ParentalKey(
        "knowledge.CaseStudyPage", on_delete=models.CASCADE, related_name="themes"
    )


class CaseStudySource(Orderable):
    """Where a fact can be looked up. Cited as it is published, so the same in every language."""

    case_study = ParentalKey(
        "knowledge.CaseStudyPage", on_delete=models.CASCADE, related_name="sources"
    )
    key = models.CharField(
        _("short name"),
        max_length=40,
        validators=[
            RegexValidator(
                rf"^{SOURCE_KEY}$", _("Use only small letters a to z, digits and hyphens.")
            )
        ],
        help_text=_("Facts name the source by it: act-818"),
    )
    citation = models.CharField(
        _("citation"),
        max_length=400,
        help_text=_("Author, title and publisher, as a library would write them."),
    )
    year = YearField(_("year"))
    url = models.URLField(_("web address"), blank=True)
    document = models.ForeignKey(
        "core.File",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    @property
    def cited(self):
        """The citation with its year, which many citations hold already."""
        year = str(self.year or "")
        return self.citation if year in self.citation else f"{self.citation}, {year}"

    panels = [FieldRowPanel(["key", "year"]), "citation", FieldRowPanel(["url", "document"])]


class RelatedCase(Orderable):
    case_study = ParentalKey(
        "knowledge.CaseStudyPage", on_delete=models.CASCADE, related_name="related_cases"
    )
    other = models.ForeignKey(
        "knowledge.CaseStudyPage",
        verbose_name=_("case study"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    ends = ("case_study", "other")
    panels = ["other"]


class Involvement(Orderable):
    """The part that an organisation of the directory has or had in a case."""

    case_study = ParentalKey(
        "knowledge.CaseStudyPage", on_delete=models.CASCADE, related_name="involvements"
    )
    stakeholder = models.ForeignKey(
        ProfilePage, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="+"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    year_from = YearField(_("first year"))
    year_to = YearField(_("last year"))

    ends = ("case_study", "stakeholder")
    panels = ["stakeholder", FieldRowPanel(["role", "year_from", "year_to"])]
