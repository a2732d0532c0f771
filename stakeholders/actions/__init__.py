"""What people do with the organisations of the directory, one function for each thing."""

from stakeholders.actions.committees import (
    accept_appointment,
    end_appointment,
    forget_unanswered,
    invite_editor,
    set_review_of_updates,
    take_back_invitation,
)
from stakeholders.actions.directory import IMPORT, import_profile, prepare_import, show_on_map

__all__ = [
    "IMPORT",
    "accept_appointment",
    "end_appointment",
    "forget_unanswered",
    "import_profile",
    "invite_editor",
    "prepare_import",
    "set_review_of_updates",
    "show_on_map",
    "take_back_invitation",
]
