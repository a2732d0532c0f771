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
from members import languages
from members.names import without_turns
from stakeholders.desk.typed import read_body
from stakeholders.models import UpdatePage

KEPT = "stakeholders.desk.photo"


def of_update(name, **more):
    """A field of the update, as a form field."""
    return UpdatePage._meta.get_field(name).formfield(**more)


class UpdateForm(forms.Form):
    """What happened, in the words of an editor of a committee.

    A sound photo is kept while the rest is refused (`keep`), so that it need not be sent again.
    """

    marks_optional = True

    number = forms.UUIDField(widget=forms.HiddenInput)
    title = of_update("title", label=pgettext_lazy("site", "Title"), help_text="")
    text = forms.CharField(
        label=_("What happened"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("An empty line begins a new paragraph, a dash a line of a list."),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("Where and when it was taken is removed from it."),
    )
    shows = forms.CharField(
        label=_("What the photo shows"),
        max_length=255,
        required=False,
        help_text=_("For people who cannot see it. No names."),
    )
    without_photo = forms.BooleanField(label=_("Without this photo"), required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    date = of_update(
        "date",
        label=_("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[check_day],
    )
    language = forms.ChoiceField(label=_("Language you write in"), choices=languages.running)
    committee = forms.ModelChoiceField(
        queryset=None, to_field_name="slug", label=pgettext_lazy("site", "Committee")
    )

    def __init__(self, *args, member, committees, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["committee"].queryset = committees
        self.initial.setdefault("number", uuid.uuid4())
        self.initial.setdefault("language", language_of(member))
        self.picture = self._read_kept(self.data.get("kept") or self.initial.get("kept"))
        if not self.picture:
            del self.fields["without_photo"]
        self.only_committee = committees[0] if len(committees) == 1 else None
        if self.only_committee:
            del self.fields["committee"]
        for field in self.fields.values():
            # Browsers cut off silently what is longer; we say so.
            field.widget.attrs.pop("maxlength", None)

    @classmethod
    def of(cls, update, *args, member, committees):
        """The form that corrects an update, or None where only the admin can.

        Where it stands, and in which language, is not changed.
        """
        written = read_body(update.body)
        if written is None:
            return None
        text, picture = written
        initial = {"title": update.title, "text": text, "date": update.date}
        if picture:
            initial |= {"kept": keep(picture, member), "shows": picture.contextual_alt_text}
        form = cls(*args, initial=initial, member=member, committees=committees)
        for name in ("number", "language", "committee"):
            form.fields.pop(name, None)
        return form

    def clean_photo(self):
        """The photo without all that it would tell beside the picture itself."""
        photo = self.cleaned_data["photo"]
        return clean_picture(photo) if photo else None

    def clean(self):
        cleaned = super().clean()
        for name in ("title", "text", "shows"):
            cleaned[name] = without_turns(cleaned.get(name, "")).strip()
        if cleaned.pop("without_photo", False) and not cleaned.get("photo"):
            self.picture = None
        if (cleaned.get("photo") or self.picture) and not cleaned["shows"]:
            self.add_error("shows", ValidationError(_("Say in a few words what the photo shows.")))
        return cleaned

    @property
    def writes_for(self):
        """The committee, the only one or that chosen; None where none was."""
        return self.only_committee or self.cleaned_data.get("committee")

    def hold(self, picture):
        """Have the form, shown again, name a picture that has been stored meanwhile."""
        self.data = self.data.copy()
        self.data["kept"] = keep(picture, self.member)
        self.picture = picture

    def _read_kept(self, token):
        try:
            picture, member = signing.loads(token or "", salt=KEPT)
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


class WithdrawForm(forms.Form):
    notice = forms.ChoiceField(
        label=_("What shall people find who have its address?"),
        choices=[
            ("", _("Nothing, as if it had never been there")),
            ("yes", _("A line that it was withdrawn")),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
