from stakeholders.models.profile import (
    ProfileCountry,
    ProfileLanguage,
    ProfileName,
    ProfilePage,
    ProfileParent,
    ProfileSource,
    ProfileTheme,
)
from stakeholders.models.sections import StakeholdersPage

__all__ = [
    "ProfileCountry",
    "ProfileLanguage",
    "ProfileName",
    "ProfilePage",
    "ProfileParent",
    "ProfileSource",
    "ProfileTheme",
    "StakeholdersPage",
]
