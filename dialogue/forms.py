"""What is asked of somebody who says something."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.languages.cldr import country_choices
from core.languages.scripts import is_in_script_of
from core.public_forms import PublicForm
from dialogue.actions.writing import Words
from dialogue.attachment_forms import AttachingForm
from dialogue.models import Contribution
from members import languages


class TextForm(PublicForm):
    """The text of a contribution."""

    text = forms.CharField(
        label=_("What you want to say"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("An empty line begins a new paragraph, a dash a line of a list."),
    )


class ReportForm(PublicForm):
    """Why a moderator should look at something."""

    reason = forms.CharField(
        label=_("What is wrong with it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Moderators read it. Nobody else learns that you wrote to them."),
    )


class ReplyForm(PublicForm):
    """What somebody tells the moderators about what these did."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Only moderators read it. You can change it until one of them has."),
    )


PEOPLE_ONLY = _("No machine shall translate it, only people.")


class CorrectionForm(TextForm):
    """What somebody said, in other words, and what may be taken off with them."""

    by_people_only = forms.BooleanField(label=PEOPLE_ONLY, required=False)
    hides_translations = forms.BooleanField(
        label=_(
            "Translations may still say what I take out: take them off until they are made anew."
        ),
        required=False,
    )

    without = forms.MultipleChoiceField(
        label=_("Take off"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, said, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(str(one.number), one.label) for one in said.attachments.all()]
        self.fields["without"].choices = choices
        if not choices:
            del self.fields["without"]
        translations = Contribution.objects.translations()
        translations = translations.filter(translation_key=said.translation_key)
        if not translations.exclude(text="", draft="").exists():
            del self.fields["hides_translations"]


class ContributionForm(TextForm, AttachingForm):
    """A contribution in the language of its author's choice.

    Where the letters say that it is in another, that is asked about, and never changed silently.
    """

    field_order = ("text", "language", "country", "by_people_only", "sure")

    language = forms.ChoiceField(label=_("Language you write in"), choices=languages.running)
    country = forms.ChoiceField(
        label=_("Country you speak from"),
        choices=lambda: [("", "–"), *country_choices()],
        required=False,
        help_text=_("It is counted, and not shown beside your name."),
    )
    by_people_only = forms.BooleanField(label=PEOPLE_ONLY, required=False)
    sure = forms.BooleanField(label=_("Yes, it is in this language."), required=False)

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, member=member, **kwargs)
        self.initial.setdefault("language", language_of(member))
        self.initial.setdefault("country", country_of(member))
        self._asks = False

    def clean(self):
        cleaned = super().clean()
        text, language = cleaned.get("text"), cleaned.get("language")
        if text and language and not is_in_script_of(text, language) and not cleaned["sure"]:
            self._asks = True
            self.add_error(
                "language",
                ValidationError(
                    _("These letters are not those of this language. Is it the right one?")
                ),
            )
        return cleaned

    def visible_fields(self):
        """The question is asked only where there is a doubt."""
        asks = self._asks or (self.is_bound and "sure" in self.data)
        return [field for field in super().visible_fields() if asks or field.name != "sure"]

    @property
    def words(self):
        """What a valid form says."""
        names = ("text", "language", "country", "by_people_only")
        said = {name: self.cleaned_data[name] for name in names}
        return Words(**said, attachments=self.attachments)


class BesideForm(PublicForm):
    """A form that stands beside texts: `seen` says which (`dialogue.translations.seen_of`)."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def show_anew(self, seen):
        """Sent once more, it says that these stood beside it."""
        self.data = self.data.copy()
        self.data["seen"] = seen


class CheckForm(BesideForm):
    """What is wrong with a translation, where it is sent back."""

    reason = forms.CharField(
        label=_("What is wrong with it?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Only where you send it back. Its translator reads it."),
    )


class TranslationForm(BesideForm):
    """What somebody said, in the language of the page."""

    text = forms.CharField(
        label=_("Your translation"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        help_text=_("As it was said: nothing more, nothing less, and not smoother."),
    )
    # Whether a machine has drafted it, and what stood in the field before.
    by_machine = forms.CharField(widget=forms.HiddenInput, required=False)
    before = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["lang"] = get_language()


def language_of(member):
    """The language a member writes in: that of their last contribution, else the first they said
    so of, else that of the address."""
    last = Contribution.objects.originals().filter(author=member).order_by("-pk")
    writes = list(last.values_list("locale__language_code", flat=True)[:1])
    writes += member.languages.filter(writes=True).values_list("code", flat=True)
    running = {code for code, _name in languages.running()}
    return next((code for code in writes if code in running), get_language())


def country_of(member):
    """The country from which a member last said that they speak."""
    last = Contribution.objects.originals().filter(author=member).order_by("-pk")
    return last.values_list("country", flat=True).first() or ""
