"""The pages of the desk. Nobody sees here what is not of a committee they write for."""

import uuid
from contextlib import suppress

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import View

from core.actions import withdraw
from core.kept_words import KeepsWords, typed_in, unjudged
from core.paging import paginate
from core.turns import turn
from stakeholders.desk import actions, posts
from stakeholders.desk.forms import CheckForm, UpdateForm, WithdrawForm
from stakeholders.desk.photos import store_photo
from stakeholders.editing import committees_of

ARRIVED, REFUSED = 201, 422
# No number of a page is longer.
DIGITS = 18


class DeskPage(KeepsWords, View):
    """Knows the committees this member writes for, and the update of the address."""

    def dispatch(self, request, pk=None):
        self.committees = committees_of(request.user).select_related("locale").order_by("title")
        # By `id`, a column: of the relation that is the key, SQLite asks for any number.
        self.update = pk and get_object_or_404(posts.updates_of(self.committees), id=pk)
        return super().dispatch(request)

    def page(self, name, form, **context):
        if self.update:
            posts.with_states([self.update])
        refused = form is not None and form.is_bound and not form.is_valid()
        context |= {"update": self.update, "form": form}
        template = f"stakeholders/desk/{name}.html"
        return render(self.request, template, context, status=REFUSED if refused else 200)

    def keep_photo(self, form, committee):
        """Keep the sound photo of a form that is shown again."""
        if form.sound_photo and committee:
            form.hold(store_photo(form.sound_photo, committee, self.request.user))


class Desk(DeskPage):
    """What is published and what waits, with the form for what has happened."""

    form_class = UpdateForm

    def get(self, request):
        form = self.form(request.kept_words)
        return self.show(form and unjudged(form))

    def post(self, request):
        form = self.form(request.POST, request.FILES)
        if form is None:
            raise PermissionDenied
        try:
            post = form.is_valid() and self.write(form)
        except ValidationError as error:
            form.add_error(None, error)
        if not form.is_valid():
            if not request.accepts("text/html"):
                return JsonResponse({"reasons": list(form.reasons)}, status=REFUSED)
            committee = form.cleaned_data.get("committee") or self.committees[0]
            self.keep_photo(form, committee.translation_key)
            return self.show(form)
        if not request.accepts("text/html"):
            return HttpResponse(status=ARRIVED)
        if post.is_settled:
            return redirect(f"{reverse('desk')}?sent={post.update_page_id or ''}")
        return redirect("desk_check", post.update_page_id)

    def write(self, form):
        """Write what a valid form says, and send it where the questions were gone through before;
        gives the Post."""
        typed, member = form.cleaned_data, self.request.user
        number, words = typed["number"], form.words
        # The phone makes a number for each post; of a page that was gone back to, the form is old.
        is_checked = "checked" in self.request.POST
        if not is_checked and posts.says_something_else(number, words):
            number = uuid.uuid4()
        with turn():
            post = actions.write_update(
                member, number, typed["committee"], typed["language"], words
            )
            if is_checked and not post.is_settled:
                actions.send_update(post.update_page, member)
        return post

    def form(self, *data):
        """The form, or None for who writes for no committee."""
        if not self.committees:
            return None
        return self.form_class(*data, member=self.request.user, committees=self.committees)

    def show(self, form):
        last = self.request.GET.get("sent", "")
        return self.page(
            "desk",
            form,
            committees=self.committees,
            at_once=any(not committee.reviews_updates for committee in self.committees),
            sent=last.isdecimal() and posts.one(self.committees, last[:DIGITS]),
            open_posts=posts.open_posts(self.committees),
            published=paginate(self.request, posts.published_posts(self.committees)),
        )


class CheckPage(DeskPage):
    """How it will read, and what to look at before others read it."""

    def get(self, request):
        return self.show(CheckForm(seen=self.update.latest_revision_id))

    def post(self, request):
        form = CheckForm(request.POST, seen=self.update.latest_revision_id)
        if not form.is_valid():
            return self.show(form)
        try:
            actions.send_update(self.update, request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        return redirect(f"{reverse('desk')}?sent={self.update.pk}")

    def show(self, form):
        return self.page(
            "check",
            form,
            page=self.update.get_latest_revision_as_object(),
            at_once=self.update.permissions_for_user(self.request.user).can_publish(),
        )


class CorrectPage(DeskPage):
    """What was told is changed; readers see it when that is sent, and approved."""

    form_class = UpdateForm

    def get(self, request):
        form, kept = self.form(request.kept_words), request.kept_words or {}
        form = form and unjudged(form)
        return self.page("correct", form, typed=typed_in(self.form_class, kept))

    def post(self, request):
        form = self.form(request.POST, request.FILES)
        if form is None:
            # Laid out by the network while somebody wrote: their words are theirs to copy.
            typed = typed_in(self.form_class, request.POST)
            context = {"update": self.update, "typed": typed}
            return render(request, "stakeholders/desk/correct.html", context, status=REFUSED)
        if form.is_valid():
            try:
                actions.correct_update(self.update, request.user, form.words)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("desk_check", self.update.pk)
        self.keep_photo(form, self.update.committee)
        return self.page("correct", form)

    def form(self, *data):
        draft = self.update.get_latest_revision_as_object()
        own = self.committees.filter(translation_key=self.update.committee)
        return self.form_class.of(draft, *data, member=self.request.user, committees=own)


class WithdrawPage(DeskPage):
    """Takes an update away everywhere, after a question."""

    def get(self, request):
        return self.page("withdraw", WithdrawForm())

    def post(self, request):
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.page("withdraw", form)
        with suppress(ValidationError):  # somebody else, or a second click, was faster
            withdraw(self.update, request.user, notice=bool(form.cleaned_data["notice"]))
        return redirect(f"{reverse('desk')}?withdrawn")
