"""The rows of a profile: its countries, themes, languages, ties, people and sources."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Orderable

from core.models.rows import CountryRow, LanguageRow, ThemeRow
from members.names import without_turns
from stakeholders.vocabularies import Role


class ProfileCountry(CountryRow):
    profile = ParentalKey(
        "stakeholders.ProfilePage", on_delete=models.CASCADE, related_name="countries"
    )


class ProfileTheme(ThemeRow):
    profile = ParentalKey(
        "stakeholders.ProfilePage", on_delete=models.CASCADE, related_name="themes"
    )


class ProfileLanguage(LanguageRow):
    """A language in which one can write to the organisation, or talk with it."""

    profile = ParentalKey(
        "stakeholders.ProfilePage", on_delete=models.CASCADE, related_name="languages"
    )


class ProfileParent(Orderable):
    """That an organisation is a member or a part of a larger one."""

    profile = ParentalKey(
        "stakeholders.ProfilePage", on_delete=models.CASCADE, related_name="parents"
    )
    other = models.ForeignKey(
        "stakeholders.ProfilePage",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    ends = ("profile", "other")
    panels = ["other"]


def check_agreed(agreed):
    """Raise ValidationError where nobody says that a person agreed."""
    if not agreed:
        raise ValidationError(
            _("Nobody is shown who has not agreed to it. Ask them first, or leave them out.")
        )


class ProfilePerson(Orderable):
    """A member of a committee who agreed to be shown on its page. The same in every language."""

    profile = ParentalKey(
        "stakeholders.ProfilePage", on_delete=models.CASCADE, related_name="people"
    )
    name = models.CharField(
        _("shown name"),
        max_length=100,
        help_text=_("As they want to be called here. It need not be the name in their papers."),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    agreed = models.BooleanField(
        _("This person has agreed to be shown here"), default=False, validators=[check_agreed]
    )

    panels = [FieldRowPanel(["name", "role"]), "agreed"]

    def clean_fields(self, exclude=None):
        self.name = without_turns(self.name)
        super().clean_fields(exclude)


class ProfileSource(Orderable):
    """Where can be looked up what a profile says. The same in every language."""

    profile = ParentalKey(
        "stakeholders.ProfilePage", on_delete=models.CASCADE, related_name="sources"
    )
    citation = models.CharField(
        _("citation"),
        max_length=400,
        help_text=_("Author, title and publisher, as a library would write them."),
    )
    url = models.URLField(_("web address"), blank=True)

    panels = ["citation", "url"]
