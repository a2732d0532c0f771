from stakeholders.models.contact import Contact
from stakeholders.models.message import Block, Message
from stakeholders.models.profile import (
    ProfileCountry,
    ProfileLanguage,
    ProfilePage,
    ProfileParent,
    ProfileSource,
    ProfileTheme,
)
from stakeholders.models.request import ListingRequest
from stakeholders.models.sections import StakeholdersPage
from stakeholders.models.unlisted import Unlisted

__all__ = [
    "Block",
    "Contact",
    "ListingRequest",
    "Message",
    "ProfileCountry",
    "ProfileLanguage",
    "ProfilePage",
    "ProfileParent",
    "ProfileSource",
    "ProfileTheme",
    "StakeholdersPage",
    "Unlisted",
]
