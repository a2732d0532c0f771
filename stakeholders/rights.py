"""The rights of a committee's editors: one function brings them to what the appointments say."""

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from members.models import Member
from stakeholders.models import Appointment, CommitteeRights, EditorInvitation, ProfilePage

ON_PAGES = ["add", "change"]
ON_FILES = ["add", "change", "choose"]


@transaction.atomic
def sync_rights(key):
    """Give those appointed to a committee the rights on all its rows and its collection, and take
    away all others. `key` is that of its profile.

    To be called in the transaction in which an appointment, the rule of review or a row of the
    profile comes, changes or goes. What is no committee any more gives no rights; of one that is
    gone, nothing stays. Safe to repeat.
    """
    rows = ProfilePage.objects.filter(translation_key=key)
    original = rows.originals().first()
    if original is None:
        return _forget(key)
    appointed = Member.objects.filter(appointments__committee=key)
    rights = CommitteeRights.objects.filter(committee=key).select_related("group").first()
    if rights is None and not appointed.exists():
        return
    rights = _complete(rights or CommitteeRights(committee=key), original)
    if not original.is_committee:
        rows, appointed = rows.none(), appointed.none()
    on_pages = _permissions(Page, ON_PAGES if original.reviews_updates else [*ON_PAGES, "publish"])
    on_files = _permissions(Image, ON_FILES) + _permissions(Document, ON_FILES)
    _allow(rights.group, GroupPagePermission, "page", rows.values_list("pk", flat=True), on_pages)
    _allow(
        rights.group,
        GroupCollectionPermission,
        "collection",
        [rights.collection_id] if original.is_committee else [],
        on_files,
    )
    rights.group.permissions.clear()  # access to the admin is given to a person
    rights.group.user_set.set(appointed)


def _complete(rights, original):
    """Make the group and the collection that are missing."""
    if rights.group is None:
        # The slug may go over to another committee.
        name = f"Committee {original.slug} {str(original.translation_key)[:8]}"
        rights.group = Group.objects.create(name=name)
    if rights.collection_id is None:
        root = Collection.get_first_root_node()
        rights.collection = root.add_child(name=original.title)
    rights.save()
    return rights


def _permissions(model, actions):
    codenames = [get_permission_codename(action, model._meta) for action in actions]
    found = Permission.objects.filter(
        content_type__app_label=model._meta.app_label, codename__in=codenames
    )
    return list(found.values_list("pk", flat=True))


def _allow(group, model, place, pks, permissions):
    """Leave a group these permissions at these places, and no others.

    `model` is Wagtail's table of them, `place` its relation.
    """
    wanted = {(pk, permission) for pk in pks for permission in permissions}
    has = {
        (at, permission): pk
        for pk, at, permission in model.objects.filter(group=group).values_list(
            "pk", f"{place}_id", "permission_id"
        )
    }
    too_much = [pk for what, pk in has.items() if what not in wanted]
    if too_much:
        model.objects.filter(pk__in=too_much).delete()
    model.objects.bulk_create(
        model(group=group, permission_id=permission, **{f"{place}_id": pk})
        for pk, permission in sorted(wanted - has.keys())
    )


def _forget(key):
    """Pictures and documents stay in their collection: others may show them."""
    for model in (Appointment, EditorInvitation):
        model.objects.filter(committee=key).delete()
    rights = CommitteeRights.objects.filter(committee=key)
    Group.objects.filter(pk__in=rights.values("group")).delete()
    rights.delete()
