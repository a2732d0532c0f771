"""What is asked of somebody who says something."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.languages.cldr import country_choices
from core.languages.scripts import is_in_script_of
from core.public_forms import PublicForm
from dialogue.actions.writing import Words
from dialogue.attachment_forms import AttachingForm
from dialogue.models import Contribution
from members import languages


class InLanguageForm(PublicForm):
    """A form with words in one language.

    Where the letters say that they are in another, that is asked about, and never changed silently.
    """

    words_field = "text"
    sure = forms.BooleanField(label=_("Yes, it is in this language."), required=False)
    _asks = False

    def language_meant(self, cleaned):
        """The code of the language in which they are said to be, as far as it is known."""
        return cleaned.get("language")

    def clean(self):
        cleaned = super().clean()
        words, language = cleaned.get(self.words_field), self.language_meant(cleaned)
        is_new = not {self.words_field, "language"}.isdisjoint(self.changed_data)
        self._asks = bool(is_new and words and language) and not is_in_script_of(words, language)
        if self._asks and not cleaned["sure"]:
            field = "language" if "language" in self.fields else self.words_field
            question = _("These letters are not those of this language. Is it the right one?")
            self.add_error(field, question)
        return cleaned

    def visible_fields(self):
        """The question is asked only where there is a doubt."""
        asks = self._asks or (self.is_bound and "sure" in self.data)
        return [field for field in super().visible_fields() if asks or field.name != "sure"]


def language_field():
    return forms.ChoiceField(label=_("Language you write in"), choices=languages.running)


class TextForm(InLanguageForm):
    """The text of a contribution, in the language of its author's choice."""

    text = forms.CharField(
        label=_("What you want to say"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("An empty line begins a new paragraph, a dash a line of a list."),
    )
    language = language_field()


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

    field_order = ("text", "language", "sure")

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
    """A contribution, with where its author speaks from and what they add to it."""

    field_order = ("text", "language", "country", "by_people_only", "sure")

    country = forms.ChoiceField(
        label=_("Country you speak from"),
        choices=lambda: [("", "–"), *country_choices()],
        required=False,
        help_text=_("It is counted, and not shown beside your name."),
    )
    by_people_only = forms.BooleanField(label=PEOPLE_ONLY, required=False)

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, member=member, **kwargs)
        self.initial.setdefault("language", language_of(member))
        self.initial.setdefault("country", country_of(member))

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


def what_is_wrong(help_text):
    """A field for what the author will read, where something is not taken."""
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(
        label=_("What is wrong with it?"),
        max_length=1000,
        required=False,
        widget=widget,
        help_text=help_text,
    )


class CheckForm(BesideForm):
    """What is wrong with a translation, where it is sent back."""

    reason = what_is_wrong(_("Only where you send it back. Its translator reads it."))


class RemarkForm(BesideForm):
    """What is wrong with a remark, where it is taken out."""

    reason = what_is_wrong(_("Only where you take it out. Its author reads it."))


class TranslationForm(InLanguageForm, BesideForm):
    """What somebody said, in the language of the page."""

    field_order = ("text", "sure")

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

    def language_meant(self, cleaned):
        return get_language()


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
