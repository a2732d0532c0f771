"""The part of a form in which pictures and files are added to what somebody says."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.public_forms import PublicForm
from dialogue.attaching import ENDINGS, NOT_KEPT, attachment_of, hold
from dialogue.models import Attachment

NUMBERS = (1, 2, 3)


class AttachmentField(forms.FileField):
    """A picture or file that is sent; its value is an Attachment, not stored yet."""

    widget = forms.FileInput(
        attrs={"accept": ",".join(["image/*", *(f".{ending}" for ending in ENDINGS)])}
    )

    def to_python(self, data):
        upload = super().to_python(data)
        return upload and attachment_of(upload)


def fields_of_place(number):
    """The fields of one place: the file, what it shows, that it is left away, what was kept.

    Each is called by its number, too: heard one by one, or listed among problems, they stand alone.
    """
    shows = format_lazy("{} ({})", _("If it is a picture: what does it show?"), number)
    return (
        AttachmentField(label=format_lazy("{} {}", _("Picture or file"), number), required=False),
        forms.CharField(
            label=shows,
            max_length=255,
            required=False,
            help_text=_("In a few words, for people who are blind. No names."),
        ),
        forms.BooleanField(label=format_lazy("{} ({})", _("Without it"), number), required=False),
        forms.CharField(widget=forms.HiddenInput, required=False),
    )


@dataclass(frozen=True)
class Place:
    """Where one picture or file is added: its fields, and what is kept from a form before."""

    file: forms.BoundField
    shows: forms.BoundField
    without: forms.BoundField
    kept: Attachment | None

    @property
    def fields(self):
        return [self.file, self.shows, *([self.without] if self.kept else [])]


class AttachingForm(PublicForm):
    """A form of a member with places for up to three pictures or files.

    What is sound of them is kept while the rest is refused (`hold`), that it need not be sent
    again.
    """

    file_1, shows_1, without_1, kept_1 = fields_of_place(1)
    file_2, shows_2, without_2, kept_2 = fields_of_place(2)
    file_3, shows_3, without_3, kept_3 = fields_of_place(3)

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        self._kept = self._read_kept()

    def _read_kept(self):
        """{number: Attachment} of what the form names that was kept for it."""
        named = {}
        for number in NUMBERS:
            with suppress(ValueError):
                named[number] = UUID(self.data.get(f"kept_{number}", ""))
        found = named and Attachment.objects.filter(sent_by=self.member).in_bulk(named.values())
        return {number: found[key] for number, key in named.items() if key in found}

    def clean(self):
        cleaned = super().clean()
        for number in NUMBERS:
            self._clean_place(number, cleaned)
        return cleaned

    def _clean_place(self, number, cleaned):
        shows = f"shows_{number}"
        is_left_away = cleaned.get(f"without_{number}")
        if is_left_away:
            self._keep(number, None)
        if added := cleaned.get(f"file_{number}") or self._kept.get(number):
            added.shows = cleaned.get(shows, "")
            if added.is_picture and not added.shows and shows not in self.errors:
                error = ValidationError(_("Say in a few words what the picture shows."))
                self.add_error(shows, error)
        elif cleaned.get(f"kept_{number}") and not is_left_away:
            self._keep(number, None)
            self.add_error(f"file_{number}", NOT_KEPT)

    @property
    def places(self):
        """Where pictures and files are added."""
        return [
            Place(
                file=self[f"file_{number}"],
                shows=self[f"shows_{number}"],
                without=self[f"without_{number}"],
                kept=self._kept.get(number),
            )
            for number in NUMBERS
        ]

    @property
    def opens_places(self):
        """Whether there is something in one of them to look at."""
        names = {field.name for place in self.places for field in place.fields}
        return bool(self._kept) or not names.isdisjoint(self.errors)

    @property
    def words_fields(self):
        """What is asked first: all but the places of pictures and files."""
        places = {field.name for place in self.places for field in place.fields}
        return [field for field in self.visible_fields() if field.name not in places]

    def visible_fields(self):
        """Only what is kept can be left away again."""
        hidden = {f"without_{number}" for number in NUMBERS if number not in self._kept}
        return [field for field in super().visible_fields() if field.name not in hidden]

    @property
    def attachments(self):
        """What a valid form brings."""
        sent = {number: self.cleaned_data[f"file_{number}"] for number in NUMBERS}
        return tuple(filter(None, (sent[number] or self._kept.get(number) for number in NUMBERS)))

    def hold(self):
        """Keep what is sound of a form that was refused, and have it name that, shown again."""
        sent = {number: self.cleaned_data.get(f"file_{number}") for number in NUMBERS}
        hold(self.member, [attachment for attachment in sent.values() if attachment])
        for number, attachment in sent.items():
            if attachment:
                self._keep(number, attachment)

    def _keep(self, number, attachment):
        """Have the form, shown again, name what is kept in a place, or nothing."""
        self._kept.pop(number, None)
        if attachment:
            self._kept[number] = attachment
        self.data = self.data.copy()
        self.data[f"kept_{number}"] = str(attachment.number) if attachment else ""
