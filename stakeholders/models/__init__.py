from stakeholders.models.appointment import Appointment, CommitteeRights, EditorInvitation
from stakeholders.models.contact import Contact
from stakeholders.models.desk_photo import DeskPhoto
from stakeholders.models.digest import DigestSubscription
from stakeholders.models.message import Block, Message
from stakeholders.models.post import Post
from stakeholders.models.profile import ProfilePage
from stakeholders.models.profile_rows import (
    ProfileCountry,
    ProfileLanguage,
    ProfileParent,
    ProfilePerson,
    ProfileSource,
    ProfileTheme,
)
from stakeholders.models.request import ListingRequest
from stakeholders.models.sections import CommitteesPage, StakeholdersPage, UpdatesPage
from stakeholders.models.unlisted import Unlisted
from stakeholders.models.update import UpdatePage, UpdateTheme

__all__ = [
    "Appointment",
    "Block",
    "CommitteeRights",
    "CommitteesPage",
    "Contact",
    "DeskPhoto",
    "DigestSubscription",
    "EditorInvitation",
    "ListingRequest",
    "Message",
    "Post",
    "ProfileCountry",
    "ProfileLanguage",
    "ProfilePage",
    "ProfileParent",
    "ProfilePerson",
    "ProfileSource",
    "ProfileTheme",
    "StakeholdersPage",
    "Unlisted",
    "UpdatePage",
    "UpdateTheme",
    "UpdatesPage",
]
