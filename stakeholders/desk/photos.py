"""The photos that come to the desk, also with a form that is refused, or never sent again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Picture
from core.public_forms import KEPT_FOR
from core.turns import turn
from core.withdrawal.belongings import unused
from stakeholders.models import CommitteeRights, DeskPhoto
from stakeholders.rights import sync_rights


def store_photo(photo, committee, member):
    """Store a `CleanPicture` among what is the committee's own (its key); gives the Picture."""
    rights = CommitteeRights.objects.filter(committee=committee)
    if not rights.exclude(collection=None).exists():
        sync_rights(committee)
    picture = Picture.objects.create(
        title=_("Photo"),
        file=photo,
        collection=rights.get().collection,
        uploaded_by_user=member,
    )
    DeskPhoto.objects.create(picture=picture)
    return picture


def forget_unused():
    """Delete the photos that no update shows, or ever showed, once no form keeps them any more."""
    with turn():
        due = DeskPhoto.objects.filter(picture__created_at__lt=timezone.now() - KEPT_FOR)
        media = {(Picture, pk) for pk in due.values_list("pk", flat=True)}
        for picture in Picture.objects.filter(pk__in=unused(media).get(Picture, ())):
            picture.delete()
        due.delete()
