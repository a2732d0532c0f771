from stakeholders.models.profile import (
    ProfileCountry,
    ProfileLanguage,
    ProfilePage,
    ProfileParent,
    ProfileSource,
    ProfileTheme,
)
from stakeholders.models.sections import StakeholdersPage

__all__ = [
    "ProfileCountry",
    "ProfileLanguage",
    "ProfilePage",
    "ProfileParent",
    "ProfileSource",
    "ProfileTheme",
    "StakeholdersPage",
]
