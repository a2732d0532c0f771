"""The pages with a form in a dialogue: how each shows it, takes it and gives it back."""

from allauth.core.internal import ratelimit
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.generic import View

from core.kept_words import KeepsWords, unjudged
from core.public_forms import AN_HOUR, TooMany, too_many

REFUSED = 422


def sends_very_many(request, action):
    """Whether this member has done very often lately what is counted as this action of
    ACCOUNT_RATE_LIMITS."""
    return not ratelimit.consume(request, app="allauth.account", action=action)


class FormPage(KeepsWords, View):
    """Shows a form, and again with what was typed when it is refused.

    What is against sending it at all (`check`) is said before anything is typed.
    """

    template = None
    # The action of ACCOUNT_RATE_LIMITS as which it is counted, if it is: so often an hour.
    counted_as = None
    obstacle = ""

    def get(self, request):
        try:
            self.check()
        except ValidationError as error:
            self.obstacle = error.messages[0]
        return self.show(unjudged(self.form(request.kept_words)))

    def post(self, request):
        if self.counted_as and sends_very_many(request, self.counted_as):
            form = self.words_alone()
            form.add_error(None, TooMany(AN_HOUR).words)
            return too_many(self.show(form), AN_HOUR)
        form = self.form(request.POST)
        if form.is_valid() and not form.is_from_a_program:
            try:
                self.do(form)
            except ValidationError as error:
                form.add_error(None, error)
            except TooMany as error:
                form.add_error(None, error.words)
                return too_many(self.show(form), error.wait)
        if not form.is_valid():
            return self.show(form)
        return self.done()

    def check(self):
        """Raise ValidationError where what is typed will not be taken."""

    def words_alone(self):
        """The form as it was sent, with nothing that is costly to look at."""
        return self.form(self.request.POST)

    def done(self):
        return redirect("own_contributions")

    def show(self, form):
        refused = form.is_bound and not form.is_valid()
        status = REFUSED if refused else 200
        return render(self.request, self.template, self.context(form), status=status)

    def context(self, form):
        return {
            "form": form,
            "obstacle": self.obstacle,
            "dialogue": self.dialogue,
            "about": self.about,
        }
