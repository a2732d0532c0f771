"""What moderators are asked when they decide."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models import DialoguePage
from dialogue.queue import places_to_move

REASON = pgettext_lazy("of a moderator", "Reason")
# Days, and seconds.
PAUSES = [(1, _("One day")), (7, _("One week")), (30, _("30 days")), (365, _("One year"))]
SLOWNESS = [
    (0, _("As fast as elsewhere")),
    (60, _("Once a minute")),
    (600, _("Once in ten minutes")),
    (3600, _("Once an hour")),
]


def words_to_author(label, help_text):
    """A field for what the author will read."""
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(label=label, max_length=1000, widget=widget, help_text=help_text)


class ReasonForm(forms.Form):
    """Why something is not shown, for its author."""

    reason = words_to_author(REASON, _("The author reads it: say what could be said instead."))


class TranslationReasonForm(forms.Form):
    """Why a translation is taken out, for its translator."""

    reason = words_to_author(REASON, _("The translator reads it: say what is wrong with it."))


class QuestionForm(forms.Form):
    """What its author should say in other words."""

    reason = words_to_author(
        _("What should be said in other words?"),
        _("The author reads it and changes the text, which waits again, or answers you."),
    )


class PauseForm(forms.Form):
    """How long somebody says nothing, and why."""

    field_order = ("reason", "days")

    days = forms.TypedChoiceField(label=_("How long the pause lasts"), choices=PAUSES, coerce=int)
    reason = words_to_author(REASON, _("The member reads it, and can answer you."))


class MoveForm(forms.Form):
    """Into which dialogue a thread goes."""

    dialogue = forms.ModelChoiceField(
        label=_("Dialogue it belongs to"), queryset=DialoguePage.objects.none()
    )

    def __init__(self, *data, said, user, **kwargs):
        super().__init__(*data, **kwargs)
        self.fields["dialogue"].queryset = places_to_move(said, user)


class SlownessForm(forms.Form):
    """How often each member may say something in a dialogue."""

    seconds = forms.TypedChoiceField(
        label=_("Each member says something"), choices=SLOWNESS, coerce=int
    )
