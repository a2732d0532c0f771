"""The pictures and files a person has brought."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import (
    UploadedFile,
)

from core.own_data.labels import TITLE, WHEN
from members import personal_data


def remove_uploads(member):
    for upload in UploadedFile.objects.filter(uploaded_by_user=member.pk):
        remove_later(upload.file)


def remove_later(file):
    """Once it is certain; its name may be that of the person."""
    transaction.on_commit(partial(file.storage.delete, file.name), robust=True)


def register():
    tells = {"title": TITLE, "created_at": WHEN}
    # Wagtail has tables of its own for both, beside ours.
    for name in ("core.Picture", "wagtailimages.Image"):
        personal_data.stays(f"{name}.uploaded_by_user", _("Pictures you uploaded"), tells)
    for name in ("core.File", "wagtaildocs.Document"):
        personal_data.stays(f"{name}.uploaded_by_user", _("Files you uploaded"), tells)
    personal_data.goes(
        "wagtailcore.UploadedFile.uploaded_by_user",
        _("Uploads you have not finished"),
        {"file": pgettext_lazy("site", "File")},
        forget=remove_uploads,
    )
