"""What a person edits as one of a committee's editors, and who says so."""

from stakeholders.models import Appointment, ProfilePage


def committees_of(member):
    """The originals of the committees that a member is appointed to, now."""
    appointed = Appointment.objects.filter(member=member)
    return (
        ProfilePage.objects.originals()
        .committees()
        .filter(translation_key__in=appointed.values("committee"))
    )


def may_appoint(user, profile):
    """Whether this person says who edits a committee: whoever may publish all that lies beside it.

    Not who may publish the committee alone: editors do not appoint each other.
    """
    section = profile.original.get_parent()
    return section.permissions_for_user(user).can_publish_subpage()
