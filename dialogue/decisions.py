"""What a moderator may do with one contribution as it stands, for the screen that offers it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogue import actions
from dialogue.models import Pause
from dialogue.moderation_forms import MoveForm, PauseForm, QuestionForm, ReasonForm
from dialogue.queue import places_to_move
from dialogue.vocabularies import ANSWERABLE, Status


@dataclass(frozen=True)
class Decision:
    """One thing to do: `run(original, user, **what the form asked)`. `name` is what is sent."""

    name: str
    label: str
    done: str
    run: Callable
    form: type[forms.Form] = forms.Form
    withholds: bool = False

    @property
    def asks(self):
        """Whether the moderator has to say more than that it shall be done."""
        return self.form is not forms.Form


APPROVE = Decision("approve", _("Show it"), _("It is shown now."), actions.approve)
KEEP = Decision("keep", _("Leave it as it is"), _("It stays as it is."), actions.keep)
ASK = Decision(
    "ask",
    _("Ask to rephrase it"),
    _("Its author is asked to say it in other words."),
    actions.ask_to_rephrase,
    QuestionForm,
)
NOT_SHOWN = _("It is not shown, and its author is told why.")
DECLINE = Decision(
    "decline", _("Do not take it"), NOT_SHOWN, actions.decline, ReasonForm, withholds=True
)
HIDE = Decision("hide", _("Hide it"), NOT_SHOWN, actions.hide, ReasonForm, withholds=True)
MOVE = Decision("move", _("Move the thread"), _("The thread is moved."), actions.move, MoveForm)
PAUSE = Decision(
    "pause",
    _("Pause this member"),
    _("The member can say nothing until then, and is told why."),
    actions.pause,
    PauseForm,
    withholds=True,
)
END_PAUSE = Decision(
    "end_pause",
    _("End the pause of this member"),
    _("The member can say something again, and is told so."),
    lambda said, user: actions.end_pause(Pause.objects.of(said.author), user),
)
# What is done with many at once.
IN_BULK = [APPROVE, KEEP, ASK, DECLINE, HIDE, PAUSE]


def offered(original, user):
    """The decisions that a moderator may take on an original, with its `open_reports`, as it
    stands."""
    status, found = original.status, []
    if status in (Status.WAITING, *ANSWERABLE):
        found.append(APPROVE)
    if original.answer_waits or (original.open_reports and status == Status.SHOWN):
        found.append(KEEP)
    if status in (Status.WAITING, Status.RETURNED):
        found += [ASK, DECLINE]
    if status == Status.SHOWN:
        found.append(HIDE)
    if original.thread_id == original.pk and places_to_move(original, user).exists():
        found.append(MOVE)
    if original.author:
        found.append(END_PAUSE if Pause.objects.of(original.author) else PAUSE)
    return found


def form_of(decision, said, user, data=None):
    """The form of a decision on an original, with what was sent for it."""
    more = {"said": said, "user": user} if decision is MOVE else {}
    return decision.form(data, auto_id=f"{decision.name}-%s", **more)
