"""Forms that anyone may send, without an account and without a script."""

import math
import uuid
from contextlib import suppress
from datetime import timedelta

from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from members.names import without_turns

SIGNER = TimestampSigner(salt="core.public_form")

# How long what was sent with a form that was refused is kept for it.
KEPT_FOR = timedelta(days=7)

TOO_MANY = 429
TOMORROW = timedelta(days=1)
# What most of ACCOUNT_RATE_LIMITS counts in.
AN_HOUR = timedelta(hours=1)
MINUTES_AN_HOUR = 60


class TooMany(Exception):
    """More of it than is taken; it is again after `wait`, a timedelta. `why` is a sentence where it
    is not much."""

    def __init__(self, wait=TOMORROW, why=""):
        super().__init__()
        self.wait, self.why = wait, why

    @property
    def words(self):
        """What is said to who has sent it."""
        why = self.why or gettext("That is very much in a short time.")
        return f"{why} {how_long(self.wait)}"


def too_many(response, wait=TOMORROW):
    """The answer, as one to somebody who may try again after `wait`."""
    response.status_code = TOO_MANY
    response["Retry-After"] = math.ceil(wait.total_seconds())
    return response


def how_long(wait):
    """A sentence on when to try again."""
    minutes = math.ceil(wait / timedelta(minutes=1))
    if minutes <= 1:
        return gettext("Please wait a little and send it again.")
    if minutes < MINUTES_AN_HOUR * 2:
        return ngettext(
            "You can send it again in %(number)s minute.",
            "You can send it again in %(number)s minutes.",
            minutes,
        ) % {"number": minutes}
    hours = math.ceil(minutes / MINUTES_AN_HOUR)
    return ngettext(
        "You can send it again in %(number)s hour.",
        "You can send it again in %(number)s hours.",
        hours,
    ) % {"number": hours}


def refuse_a_crowd(request):
    """Raise TooMany where this network has sent very many public forms lately, of which nothing is
    kept."""
    if not ratelimit.consume(request, app="allauth.account", action="public_form"):
        raise TooMany(AN_HOUR)


class PublicForm(forms.Form):
    """A form with a number of its own: sent twice, it counts once (`cleaned_data["number"]`).

    What fills a field that nobody sees, or answers sooner than a person reads, is a program. The
    former is told that all went well (`is_from_a_program`), the latter to send it once more.
    """

    marks_optional = True

    form_number = forms.CharField(widget=forms.HiddenInput, required=False)
    homepage = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["form_number"] = SIGNER.sign(uuid.uuid4().hex)
        for field in self.fields.values():
            # Browsers cut off silently what is longer; we say so.
            field.widget.attrs.pop("maxlength", None)

    @property
    def is_from_a_program(self):
        return bool(self.cleaned_data.get("homepage"))

    def clean(self):
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                cleaned[name] = without_turns(value).strip()
                if not isinstance(self.fields[name].widget, forms.Textarea):
                    cleaned[name] = " ".join(cleaned[name].split())
                if not cleaned[name] and self.fields[name].required:
                    self.add_error(name, self.fields[name].error_messages["required"])
        cleaned["number"] = self._read_number(cleaned.get("form_number", ""))
        return cleaned

    def _read_number(self, signed):
        """The form's number. Raises ValidationError where it is not ours, or comes too soon."""
        again = ValidationError(_("Please look it over and send it once more."))
        try:
            number = uuid.UUID(SIGNER.unsign(signed))
        except (BadSignature, ValueError):
            # It can be sent as it is shown again.
            self.data = self.data.copy()
            self.data[self.add_prefix("form_number")] = self.initial["form_number"]
            raise again from None
        if not self.visible_fields():  # one click is quick
            return number
        with suppress(BadSignature):
            SIGNER.unsign(signed, max_age=settings.QUICKEST_FORM_SECONDS)
            raise again
        return number
