"""The pages of the desk. Nobody sees here what is not of a committee they write for."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from core.actions import withdraw
from core.paging import paginate
from stakeholders.desk import actions, posts
from stakeholders.desk.forms import CheckForm, UpdateForm, WithdrawForm
from stakeholders.editing import committees_of

ARRIVED, REFUSED = 201, 422


@method_decorator([never_cache, login_required], name="dispatch")
class DeskPage(View):
    """Knows the committees this member writes for, and the update of the address."""

    def dispatch(self, request, pk=None):
        self.committees = committees_of(request.user).select_related("locale").order_by("title")
        self.update = pk and get_object_or_404(posts.updates_of(self.committees), pk=pk)
        return super().dispatch(request)

    def page(self, name, form, **context):
        refused = form is not None and form.is_bound and not form.is_valid()
        context |= {"update": self.update, "form": form}
        template = f"stakeholders/desk/{name}.html"
        return render(self.request, template, context, status=REFUSED if refused else 200)

    def asked(self, form):
        """The form shown again; its photo, if that was sound, is kept meanwhile."""
        if form.cleaned_data.get("photo") and form.writes_for:
            form.hold(self.picture_of(form))
        return form

    def typed(self, form):
        """What a valid form says, with its photo stored."""
        typed = {name: form.cleaned_data[name] for name in ("title", "text", "date", "shows")}
        return typed | {"picture": self.picture_of(form)}

    def picture_of(self, form):
        photo = form.cleaned_data.get("photo")
        if not photo:
            return form.picture
        return actions.store_photo(photo, form.writes_for, self.request.user)


class Desk(DeskPage):
    """What is published and what waits, with the form for what has happened."""

    def get(self, request):
        return self.show(self.form())

    def post(self, request):
        form = self.form(request.POST, request.FILES)
        if form is None:
            raise PermissionDenied
        if not form.is_valid():
            return self.show(self.asked(form))
        update = actions.write_update(
            request.user,
            form.cleaned_data["number"],
            form.writes_for,
            form.cleaned_data["language"],
            **self.typed(form),
        )
        # A phone that was without a line has asked the questions by itself.
        if "checked" not in request.POST:
            return redirect("desk_check", update.pk)
        actions.send_update(update, request.user)
        if request.accepts("text/html"):
            return sent(update)
        return HttpResponse(status=ARRIVED)

    def form(self, *data):
        """The form, or None for who writes for no committee."""
        if not self.committees:
            return None
        return UpdateForm(*data, member=self.request.user, committees=self.committees)

    def show(self, form):
        last = self.request.GET.get("sent", "")
        return self.page(
            "desk",
            form,
            committees=self.committees,
            sent=last.isdecimal() and posts.one(self.committees, int(last)),
            open_posts=posts.open_posts(self.committees),
            published=paginate(self.request, posts.published_posts(self.committees)),
        )


class CheckPage(DeskPage):
    """How it will read, and what to look at before others read it."""

    def get(self, request):
        return self.show(CheckForm())

    def post(self, request):
        form = CheckForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        actions.send_update(self.update, request.user)
        return sent(self.update)

    def show(self, form):
        draft = self.update.get_latest_revision_as_object()
        return self.page("check", form, page=draft)


class CorrectPage(DeskPage):
    """What was told is changed; readers see it when that is sent, and approved."""

    def get(self, request):
        return self.page("correct", self.form())

    def post(self, request):
        form = self.form(request.POST, request.FILES)
        if form is None:
            return self.page("correct", None)
        if not form.is_valid():
            return self.page("correct", self.asked(form))
        actions.correct_update(self.update, request.user, **self.typed(form))
        return redirect("desk_check", self.update.pk)

    def form(self, *data):
        draft = self.update.get_latest_revision_as_object()
        own = self.committees.filter(translation_key=self.update.committee)
        return UpdateForm.of(draft, *data, member=self.request.user, committees=own)


class WithdrawPage(DeskPage):
    """Takes an update away everywhere, after a question."""

    def get(self, request):
        return self.page("withdraw", WithdrawForm())

    def post(self, request):
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.page("withdraw", form)
        withdraw(self.update, request.user, notice=bool(form.cleaned_data["notice"]))
        return redirect(f"{reverse('desk')}?withdrawn")


def sent(update):
    return redirect(f"{reverse('desk')}?sent={update.pk}")
