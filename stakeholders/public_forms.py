"""What everybody can send to the directory: a message, a request to be listed, an answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.dates import check_year
from core.item_rules import check_summary
from core.languages.cldr import country_choices
from core.public_forms import PublicForm
from stakeholders.models import Contact, ProfilePage


def of_profile(name, **more):
    """A field of the profile, as a form field."""
    return ProfilePage._meta.get_field(name).formfield(**more)


class MessageForm(PublicForm):
    """A message to an organisation, through the relay. A member's own address is not asked for."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        required=False,
        help_text=_("You can leave it empty, or choose another than that in your papers."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a link there, with which your message goes on its way."),
    )
    words = forms.CharField(
        label=_("Message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 10})
    )
    may_be_answered = forms.BooleanField(
        label=_("The organisation may see my e-mail address, to answer me."), required=False
    )

    def __init__(self, *args, member=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        if member:
            del self.fields["email"]
            self.initial["name"] = member.name

    @property
    def sender(self):
        return self.member.email if self.member else self.cleaned_data["email"]


class ListingForm(PublicForm):
    """What an organisation tells that asks to be listed, in the reader's language."""

    title = of_profile("title", label=_("Name of the organisation"), help_text="", max_length=200)
    kind = of_profile("kind")
    level = of_profile("level")
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    place = of_profile("place")
    founded = of_profile("founded")
    website = of_profile("website", assume_scheme="https")
    summary = of_profile(
        "summary",
        label=_("In two sentences: what it is, and what it does for peace"),
        help_text="",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text = forms.CharField(
        label=_("What it does"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("No names of persons, no telephone numbers: everybody reads it."),
    )
    contact_name = forms.CharField(
        label=_("Whom we can write to"),
        max_length=200,
        help_text=_("Only the administrators of the site see this name and this address."),
    )
    email = forms.EmailField(label=_("Their e-mail address"))
    scope = forms.ChoiceField(
        label=_("What they agree to for a year"),
        choices=Contact.Scope.choices,
        widget=forms.RadioSelect,
        initial=Contact.Scope.MESSAGES,
        help_text=_(
            "Messages come through this site: the writer never learns the address. Once a year we "
            "ask whether what stands here still holds."
        ),
    )
    agrees = forms.BooleanField(label=_("The person named here agrees to this."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "–"), *country_choices()]
        self.fields["founded"].validators.append(check_year)

    def clean(self):
        cleaned = super().clean()
        try:
            check_summary(cleaned.get("summary"), cleaned.get("title"))
        except ValidationError as error:
            self.add_error("summary", error)
        return cleaned

    @property
    def answers(self):
        """What is kept of it, ready for JSON."""
        kept = set(self.fields) - {"form_number", "homepage", "agrees"}
        return {name: self.cleaned_data.get(name) for name in sorted(kept)}


class DigestForm(PublicForm):
    """Where updates are to be sent."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a link there. Before you follow it, nothing else comes."),
    )


class AnswerForm(forms.Form):
    """What has changed, said by the contact of an organisation."""

    summary = of_profile("summary", help_text="", widget=forms.Textarea(attrs={"rows": 4}))
    status = of_profile("status")
    place = of_profile("place")
    website = of_profile("website", assume_scheme="https")

    @classmethod
    def of(cls, profile, data=None):
        """The form, with what the profile says now. A place that it takes back stays away."""
        form = cls(data, initial={name: getattr(profile, name) for name in cls.base_fields})
        if profile.has_taken_back_its_place:
            del form.fields["place"]
        return form

    @property
    def changed(self):
        """What is other than it was, {field: value}."""
        return {name: self.cleaned_data[name] for name in self.changed_data}
