"""What the directory keeps of a profile beside its pages, when that is withdrawn."""

from django.urls import reverse
from django.utils.translation import override

from core import batches, withdrawal
from stakeholders.models import (
    Appointment,
    Contact,
    EditorInvitation,
    Message,
    ProfileCountry,
    ProfilePage,
)


def people(keys):
    """Who can be written to and who edits it rest with it, and come back."""
    return [
        Contact.objects.filter(item__in=keys),
        Appointment.objects.filter(committee__in=keys),
        EditorInvitation.objects.filter(committee__in=keys),
    ]


def forget(pages):
    """Messages on their way to it, and rows of files that are still to be read."""
    Message.objects.filter(contact__item__in={page.translation_key for page in pages}).delete()
    profiles = ProfilePage.objects.filter(pk__in=[page.pk for page in pages])
    for key in set(profiles.values_list("slug", flat=True)):
        batches.forget_steps(row__cells__key=key)


def addresses(language):
    """Where everybody reads of profiles and updates, beside the pages themselves."""
    with override(language):
        yield from map(reverse, ("updates_feed", "by_level", "directory_map"))
        for iso in ProfileCountry.objects.values_list("iso", flat=True).distinct():
            if iso:
                yield reverse("country_updates_feed", args=[iso])
        for key in ProfilePage.objects.committees().values_list("translation_key", flat=True):
            yield reverse("committee_updates_feed", args=[key])


def register():
    withdrawal.goes_along(people)
    withdrawal.forgets(forget)
    withdrawal.shows(addresses)
