"""Pictures and files: what people upload, fit to be shown and handed out."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from core.documents import CleanDocument, clean_document
from core.files import MEDIA_TYPES, PrivateStorage, download_name
from core.pictures import CleanPicture, clean_picture
from members.names import without_turns


def store_new_file(item):
    """Store the file given to a picture or file; raise `ValidationError` where it is refused.

    Done before the row is written, so that its size, hash, width and height are those of what is
    stored, and that a refusal spoils no transaction.
    """
    if item.file and not item.file._committed:
        item.file.save(item.file.name, item.file.file, save=False)
        item.file_size = item.file.size
        item._set_file_hash()


class PictureFieldFile(WagtailImageFieldFile):
    """The one door to the media folder: nothing passes it that is not a `CleanPicture`."""

    def get_image_dimensions(self):
        """Width and height, or nothing while the file is unchecked: then nobody opens it."""
        if not self._committed and not isinstance(self.file, CleanPicture):
            return None, None
        return super().get_image_dimensions()

    def save(self, name, content, save=True):
        """Store `content`, cleaned; raise `ValidationError` where that is refused.

        `name` is what the sender called it, and is forgotten.
        """
        if not isinstance(content, CleanPicture):
            content = clean_picture(content)
        super().save(content.name, content, save)

    save.alters_data = True


class PictureField(WagtailImageField):
    """An image field whose files are cleaned before they are stored."""

    attr_class = PictureFieldFile


class Picture(AbstractImage):
    """A photograph or drawing, without anything that tells who made it, where and when.

    What it shows is said where it is used, in the language of that place.
    """

    file = PictureField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )

    admin_form_fields = [
        "title",
        "file",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def clean_fields(self, exclude=None):
        self.title = without_turns(self.title)
        super().clean_fields(exclude)

    @property
    def default_alt_text(self):
        """Nothing: the name of a file describes no picture, and who shows it is asked to."""
        return ""

    def get_upload_to(self, filename):
        """`filename` is random already: `clean_picture` made it."""
        return f"pictures/{filename}"

    def save(self, *args, **kwargs):
        store_new_file(self)
        super().save(*args, **kwargs)


class PictureRendition(AbstractRendition):
    """A picture in the size, cut and format of one place where it is shown."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class CheckedFieldFile(models.fields.files.FieldFile):
    """The one door to the private folder: nothing passes it that is not a `CleanDocument`."""

    def save(self, name, content, save=True):
        """Store `content`, cleaned; raise `ValidationError` where that is refused."""
        if not isinstance(content, CleanDocument):
            content = clean_document(content, name)
        super().save(content.name, content, save)

    save.alters_data = True


class CheckedFileField(models.FileField):
    """A file field that looks at what is inside, not at the name."""

    attr_class = CheckedFieldFile


class File(AbstractDocument):
    """A document to download, kept outside the public media folder."""

    file = CheckedFileField(_("file"), upload_to="documents", storage=PrivateStorage)

    admin_form_fields = ["title", "file", "collection"]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def clean_fields(self, exclude=None):
        self.title = without_turns(self.title)
        super().clean_fields(exclude)

    def save(self, *args, **kwargs):
        store_new_file(self)
        super().save(*args, **kwargs)

    @property
    def file_extension(self):
        """The ending given on storing, from what the file is."""
        return self.file.name.rpartition(".")[2]

    @property
    def filename(self):
        """What the file is called on the reader's disk."""
        return download_name(self.title, self.file_extension)

    @property
    def content_type(self):
        return MEDIA_TYPES.get(self.file_extension, "application/octet-stream")

    @property
    def content_disposition(self):
        """Never shown in the browser, whatever it is."""
        return "attachment"
