"""A picture or file that somebody adds to what they say."""

import uuid

from django.conf import settings
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language, gettext, override, pgettext
from django.utils.translation import gettext_lazy as _

from core.files import MEDIA_TYPES, PrivateStorage
from dialogue.models.contribution import Contribution

# Under which they lie among what is private.
FOLDER = "contributions"
PICTURE, PICTURE_TYPE = "webp", "image/webp"


class AttachmentQuerySet(models.QuerySet):
    def unsent(self):
        """Those of forms that were refused, and were not sent again since."""
        return self.filter(contribution=None)


class Attachment(models.Model):
    """A picture or file of an original, made by `dialogue.attaching`: nothing is stored uncleaned.

    Until the form it came with is sent, it is nobody's but its sender's.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, related_name="attachments"
    )
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file = models.FileField(upload_to=FOLDER, storage=PrivateStorage)
    shows = models.CharField(_("what it shows"), max_length=255, blank=True)
    size = models.PositiveIntegerField()
    # Of a picture.
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "number"]

    def __str__(self):
        return f"{self.number}"

    @property
    def ending(self):
        """The ending given on storing, from what the file is."""
        return self.file.name.rpartition(".")[2]

    @property
    def name(self):
        """As what it is saved: nobody learns what its sender called it."""
        return f"{'picture' if self.is_picture else 'file'}.{self.ending}"

    @property
    def is_picture(self):
        return self.ending == PICTURE

    @property
    def content_type(self):
        if self.is_picture:
            return PICTURE_TYPE
        return MEDIA_TYPES.get(self.ending, "application/octet-stream")

    @property
    def facts(self):
        """Of which kind it is, and how large."""
        kind = gettext("Picture") if self.is_picture else self.ending.upper()
        return f"{kind}, {filesizeformat(self.size)}"

    @property
    def label(self):
        """What it is called in a list."""
        kind = pgettext("site", "File")
        return self.shows or f"{kind} ({self.facts})"

    def get_absolute_url(self):
        """Its address, the same for all readers: a browser keeps it once."""
        said = self.contribution
        with override(said.locale.language_code if said else get_language()):
            return reverse("contribution_attachment", args=[self.number])
