"""The pictures and files that come with what somebody says, also with a form that is refused."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.images import get_image_dimensions
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.documents import clean_document
from core.files import PrivateStorage, file_ending
from core.pictures import begins_as_picture, small_picture
from core.public_forms import KEPT_FOR
from core.turns import turn
from dialogue.models.attachment import FOLDER, Attachment

# The files that are taken beside pictures: office files and books fetch from elsewhere what they
# show, and name who wrote in them where no cleaning finds it.
ENDINGS = ("pdf", "txt", "csv")
# How large a file is that members still open on the phone.
MOST_BYTES = 5 * 1024 * 1024
# How many are kept of the forms of one member that were refused.
MOST_UNSENT = 9
# A file that no row names may be of a form that is being sent, but not for so long.
SURELY_LEFT = timedelta(days=1)

NOT_KEPT = _("This picture or file is not kept any more. Please choose it again.")


def attachment_of(upload):
    """An Attachment, not stored yet and nobody's, of a file that was sent, cleaned.

    Its content counts. What it is called is forgotten: people put names into it, and cameras when
    a picture was taken. Raises `ValidationError` with words for the sender.
    """
    if begins_as_picture(upload):
        clean = small_picture(upload)
        width, height = get_image_dimensions(clean)
    else:
        clean = _clean_file(upload)
        width = height = None
    return Attachment(file=clean, size=clean.size, width=width, height=height)


def _clean_file(upload):
    if upload.size > MOST_BYTES:
        raise ValidationError(
            _("This file is too big. It may have at most %(size)s."),
            code="file_too_big",
            params={"size": filesizeformat(MOST_BYTES)},
        )
    try:
        ending = file_ending(upload, upload.name)
    except ValidationError:
        ending = None
    if ending not in ENDINGS:
        raise ValidationError(
            _(
                "This is neither a picture nor a file we can take. It must be JPEG, PNG, WebP, "
                "GIF, PDF, or plain text or CSV in UTF-8. Its content counts, not its name."
            ),
            code="unknown_file",
        )
    return clean_document(upload, upload.name)


def attach(said, attachments):
    """Put these to an original of who sent them. Raises ValidationError where one was put
    elsewhere, or forgotten, since its form was read."""
    for attachment in attachments:
        is_kept = not attachment._state.adding
        if is_kept and not Attachment.objects.unsent().filter(pk=attachment.pk).exists():
            raise ValidationError(NOT_KEPT)
        attachment.contribution, attachment.sent_by = said, said.author
        attachment.save()


def hold(member, attachments):
    """Store what came with a form that was refused, that it need not be sent again; of each member
    so much, and the newest."""
    if not attachments:
        return
    with turn():
        for attachment in attachments:
            attachment.contribution, attachment.sent_by = None, member
            attachment.save()
        theirs = Attachment.objects.unsent().filter(sent_by=member)
        newest = theirs.order_by("-created_at").values_list("pk", flat=True)[:MOST_UNSENT]
        theirs.exclude(pk__in=list(newest)).delete()


def delete_file(instance, **kwargs):
    """Delete the file of an Attachment that is gone, once that is certain."""
    stored = instance.file
    transaction.on_commit(partial(stored.storage.delete, stored.name), robust=True)


def forget_unsent():
    """Delete what no form keeps any more, and the files that a killed process has left lying."""
    with turn():
        due = Attachment.objects.unsent().filter(created_at__lt=timezone.now() - KEPT_FOR)
        due.delete()
    _sweep()


def _sweep():
    storage = PrivateStorage()
    if not storage.exists(FOLDER):
        return
    known = set(Attachment.objects.values_list("file", flat=True))
    for file in storage.listdir(FOLDER)[1]:
        name = f"{FOLDER}/{file}"
        with suppress(FileNotFoundError):  # it was deleted meanwhile
            is_old = storage.get_modified_time(name) < timezone.now() - SURELY_LEFT
            if name not in known and is_old:
                storage.delete(name)
