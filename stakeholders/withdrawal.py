"""What the directory keeps of a profile beside its pages, when that is withdrawn."""

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import override

from core import batches, withdrawal
from core.models import File, Picture
from stakeholders import unlisted
from stakeholders.models import (
    Appointment,
    CommitteeRights,
    Contact,
    DigestSubscription,
    EditorInvitation,
    Message,
    ProfileCountry,
    ProfilePage,
)
from stakeholders.rights import sync_rights


def people(keys):
    """Who can be written to, who edits it and who follows it rest with it, and come back."""
    return [
        Contact.objects.filter(item__in=keys),
        Appointment.objects.filter(committee__in=keys),
        EditorInvitation.objects.filter(committee__in=keys),
        CommitteeRights.objects.filter(committee__in=keys),
        DigestSubscription.objects.filter(committee__in=keys),
    ]


def forget(pages):
    """Messages on their way to it, rows of files that are still to be read, and what carries the
    rights of its editors. Imports leave it out for good."""
    keys = {page.translation_key for page in pages}
    Message.objects.filter(contact__item__in=keys).delete()
    _forget_rights(keys)
    profiles = ProfilePage.objects.filter(pk__in=[page.pk for page in pages])
    for key in set(profiles.values_list("slug", flat=True)):
        batches.forget_steps(row__cells__key=key)
    for profile in profiles.originals():
        unlisted.remember(profile)


def restore(pages):
    """Its editors have their rights again, and files may bring news of it."""
    profiles = ProfilePage.objects.filter(pk__in=[page.pk for page in pages])
    for profile in profiles.originals():
        unlisted.forget(profile)
        key = profile.translation_key
        rights = CommitteeRights.objects.filter(committee=key).select_related("collection").first()
        if rights and rights.collection:
            rights.collection.name = profile.title
            rights.collection.save()
        sync_rights(key)


def _forget_rights(keys):
    """The group goes. The collection stays, without its name, for the pictures and files in it:
    others may show them, and what was the committee's alone comes back into it."""
    for rights in CommitteeRights.objects.filter(committee__in=keys).select_related("collection"):
        Group.objects.filter(pk=rights.group_id).delete()
        collection = rights.collection
        if collection is None:
            continue
        if any(kind.objects.filter(collection=collection).exists() for kind in (Picture, File)):
            collection.name = f"Collection {collection.pk}"
            collection.save()
        else:
            collection.delete()


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
    withdrawal.restores(restore)
    withdrawal.shows(addresses)
