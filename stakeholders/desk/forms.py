"""What is asked at the desk: what happened, and how to withdraw what was told."""

import uuid

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.dates import check_day
from core.models import Picture
from core.pictures import clean_picture
from core.public_forms import KEPT_FOR
from members import languages
from members.names import without_turns
from stakeholders.desk.actions import Words
from stakeholders.desk.typed import read_body
from stakeholders.models import UpdatePage

KEPT = "stakeholders.desk.photo"
CHANGED = _(
    "Somebody else has changed this text while you wrote. If you go on with yours, it takes "
    "the place of theirs. If you are not sure, ask them first."
)
READ_AGAIN = _("Somebody else has changed this text. Read it again before you send it.")
TOO_LONG = _("This is too long. Please make it shorter.")


def of_update(name, **more):
    """A field of the update, as a form field."""
    return UpdatePage._meta.get_field(name).formfield(**more)


class SeenField(forms.IntegerField):
    """The revision somebody has before them; refused where there is a later one, `latest`, with the
    word that it was `changed`."""

    widget = forms.HiddenInput

    def __init__(self, latest, changed):
        super().__init__(error_messages={"invalid": changed, "required": changed})
        self.latest, self.changed = latest, changed

    def clean(self, value):
        if super().clean(value) != self.latest:
            raise ValidationError(self.changed)
        return self.latest


class UpdateForm(forms.Form):
    """What happened, in the words of an editor of a committee.

    A sound photo is kept while the rest is refused (`keep`), so that it need not be sent again.
    """

    marks_optional = True

    number = forms.UUIDField(widget=forms.HiddenInput)
    title = of_update(
        "title",
        label=pgettext_lazy("site", "Title"),
        help_text="",
        error_messages={"required": _("Please write a title.")},
    )
    text = forms.CharField(
        label=_("What happened"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "A few sentences are enough: what was done, and what came of it. No names of people "
            "who have not agreed. If you like: an empty line begins a new paragraph, a dash a line "
            "of a list."
        ),
        error_messages={"required": _("Please write what happened.")},
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("We remove where and when it was taken. Faces stay visible."),
    )
    shows = forms.CharField(
        label=_("If there is a photo: what does it show?"),
        max_length=255,
        required=False,
        help_text=_("In a few words, for people who are blind. No names."),
    )
    without_photo = forms.BooleanField(label=_("Without this photo"), required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    date = of_update(
        "date",
        label=_("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        show_hidden_initial=False,
        validators=[check_day],
    )
    language = forms.ChoiceField(label=_("Language you write in"), choices=languages.running)
    committee = forms.ModelChoiceField(
        queryset=None, to_field_name="slug", label=pgettext_lazy("site", "Committee")
    )

    def __init__(self, *args, member, committees, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        self.initial.setdefault("number", uuid.uuid4())
        self.initial.setdefault("language", language_of(member))
        self.picture = self._read_kept(self.data.get("kept") or self.initial.get("kept"))
        if not self.picture:
            del self.fields["without_photo"]
        choice = self.fields["committee"]
        choice.queryset = committees
        if len(committees) == 1:
            # Said all the same: what waits on a phone may be sent when it is another one.
            choice.widget = forms.HiddenInput()
            self.initial.setdefault("committee", committees[0].slug)
        for field in self.fields.values():
            # Browsers cut off silently what is longer; we say so.
            field.widget.attrs.pop("maxlength", None)
            field.error_messages["max_length"] = TOO_LONG

    @classmethod
    def of(cls, update, *args, member, committees):
        """The form that corrects a draft, or None where only the admin can.

        Where it stands, and in which language, is not changed.
        """
        written = read_body(update.body)
        if written is None:
            return None
        text, picture = written
        seen = update.latest_revision_id
        initial = {"title": update.title, "text": text, "date": update.date, "seen": seen}
        if picture:
            initial |= {"kept": keep(picture, member), "shows": picture.contextual_alt_text}
        form = cls(*args, initial=initial, member=member, committees=committees)
        for name in ("number", "language", "committee"):
            form.fields.pop(name, None)
        form.fields["seen"] = SeenField(seen, CHANGED)
        return form

    def clean_photo(self):
        """The photo without all that it would tell beside the picture itself."""
        photo = self.cleaned_data["photo"]
        return clean_picture(photo) if photo else None

    def clean(self):
        cleaned = super().clean()
        for name in ("title", "text", "shows"):
            cleaned[name] = without_turns(cleaned.get(name) or "").strip()
            field = self.fields[name]
            if field.required and not cleaned[name] and name not in self.errors:
                self.add_error(name, field.error_messages["required"])
        if cleaned.pop("without_photo", False) and not cleaned.get("photo"):
            self.picture = None
        if (cleaned.get("photo") or self.picture) and not cleaned.get("shows"):
            self.add_error("shows", ValidationError(_("Say in a few words what the photo shows.")))
        if self.errors.pop("seen", None):
            self.add_error(None, CHANGED)
            self._show("seen", self.fields["seen"].latest)
        return cleaned

    @property
    def words(self):
        """What a valid form says."""
        told = {name: self.cleaned_data[name] for name in ("title", "text", "date", "shows")}
        return Words(photo=self.cleaned_data.get("photo"), picture=self.picture, **told)

    @property
    def reasons(self):
        """Why it was refused, each with the question it is about."""
        for name, errors in self.errors.items():
            label = f"{self.fields[name].label}: " if name in self.fields else ""
            yield from (f"{label}{error}" for error in errors)

    @property
    def sound_photo(self):
        """The photo of a form that was refused for other reasons."""
        return self.cleaned_data.get("photo")

    def hold(self, picture):
        """Have the form, shown again, name a picture that has been stored meanwhile."""
        self._show("kept", keep(picture, self.member))
        self.picture = picture

    def _show(self, name, value):
        self.data = self.data.copy()
        self.data[name] = str(value)

    def _read_kept(self, token):
        try:
            picture, member = signing.loads(token or "", salt=KEPT, max_age=KEPT_FOR)
        except signing.BadSignature:
            return None
        found = Picture.objects.filter(pk=picture).first()
        return found if member == self.member.pk else None


def keep(picture, member):
    """A token by which this member, and nobody else, names a picture that was stored."""
    return signing.dumps([picture.pk, member.pk], salt=KEPT)


def language_of(member):
    """The language a member writes in: the first they said so of, else the one they wrote in last,
    else that of the address."""
    writes = list(member.languages.filter(writes=True).values_list("code", flat=True))
    last = UpdatePage.objects.originals().filter(owner=member).order_by("-pk")
    writes += last.values_list("locale__language_code", flat=True)[:1]
    running = {code for code, _name in languages.running()}
    return next((code for code in writes if code in running), get_language())


class CheckForm(forms.Form):
    """That one has looked it over, before others read it."""

    checked = forms.BooleanField(
        label=_("I have gone through these questions."),
        error_messages={"required": _("Go through these questions first, and tick that you have.")},
    )

    def __init__(self, *args, seen):
        super().__init__(*args, initial={"seen": seen})
        self.fields["seen"] = SeenField(seen, READ_AGAIN)

    def clean(self):
        if self.errors.pop("seen", None):
            self.add_error(None, READ_AGAIN)
            # It stands before them now, as it is: they go through the questions for that.
            self.data = self.data.copy() | {"seen": str(self.fields["seen"].latest)}
            self.data.pop("checked", None)
        return super().clean()


class WithdrawForm(forms.Form):
    notice = forms.ChoiceField(
        label=_("If somebody opens the old link, what should they see?"),
        choices=[
            ("", _("Nothing, as if it had never been there")),
            ("yes", _("A short note that it was taken off")),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
