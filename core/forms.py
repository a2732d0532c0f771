"""Forms for what is uploaded in the admin."""

from django.forms import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.documents import clean_document
from core.pictures import clean_picture


class PictureUploadField(WagtailImageField):
    """Takes pictures by what they are; Wagtail's own field would open them unchecked."""

    def to_python(self, data):
        file = FileField.to_python(self, data)
        return file and clean_picture(file)


class FileUploadField(WagtailDocumentField):
    """Takes files by what they are."""

    def to_python(self, data):
        file = super().to_python(data)
        return file and clean_document(file, file.name)


class UploadForm:
    """A form that takes its file through `upload_field` and keeps it only when all is right."""

    upload_field = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            stock = self.fields["file"]
            self.fields["file"] = self.upload_field(
                label=stock.label, required=stock.required, widget=stock.widget
            )

    def clean(self):
        """Refuse the file together with the rest.

        Of a right file beside a wrong title, Wagtail's upload of many at once would park the raw
        upload in the public media folder, and its edit view make renditions as if it were stored.
        """
        cleaned = super().clean()
        uploaded = "file" in self.fields and self.add_prefix("file") in self.files
        if uploaded and self.errors and "file" not in self.errors:
            others = [message for messages in self.errors.values() for message in messages]
            self.add_error(
                "file", [*others, _("Please correct what is wrong and choose the file again.")]
            )
        return cleaned


class PictureForm(UploadForm, BaseImageForm):
    """A picture in the admin (`WAGTAILIMAGES_IMAGE_FORM_BASE`)."""

    upload_field = PictureUploadField


class FileForm(UploadForm, BaseDocumentForm):
    """A file in the admin (`WAGTAILDOCS_DOCUMENT_FORM_BASE`)."""

    upload_field = FileUploadField
