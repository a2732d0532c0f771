"""The pages on which members say something, correct it and take it back."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from core.languages.addresses import reader_path
from core.languages.ladder import ladder
from core.paging import paginate
from core.public_forms import PublicForm, refuse_a_crowd
from core.visitors import member_of
from dialogue import actions
from dialogue.actions.writing import CHANGEABLE, WITHDRAWABLE, check_speaks, has_withdrawn
from dialogue.form_pages import FormPage
from dialogue.forms import ContributionForm, CorrectionForm, ReportForm
from dialogue.models import Contribution, DialoguePage, Pause
from dialogue.rounds import round_at, rounds_of
from dialogue.thread import page_of, said, with_attachments
from dialogue.vocabularies import Status


def nearest_dialogue(key, member):
    """The version of a dialogue, by its key, nearest to a reader; None where they may not read
    it."""
    dialogues = DialoguePage.objects.filter(translation_key=key)
    return dialogues.for_listing(ladder(get_language(), member), member).first()


def dialogue_for(key, member):
    """The same. Raises Http404 where they may not read it."""
    dialogue = nearest_dialogue(key, member)
    if dialogue is None:
        raise Http404
    return dialogue


def original_for(pk, member):
    """(original, its dialogue) of what a reader sees in a thread. Raises Http404."""
    placed = Contribution.objects.placed().select_related("locale", "author")
    # By `id`, a column: of a key of another kind SQLite asks for any number.
    original = get_object_or_404(placed, id=pk)
    return original, dialogue_for(original.dialogue, member)


def contribution(request, pk):
    """The lasting address of a contribution: leads to its place in the thread."""
    original, dialogue = original_for(pk, member_of(request))
    page = page_of(original)
    query = f"?page={page}" if page > 1 else ""
    return redirect(f"{reader_path(dialogue, get_language())}{query}#{original.anchor}")


@never_cache
@login_required
def own_contributions(request):
    """What one has said, and what became of it."""
    own = Contribution.objects.originals().filter(author=request.user).order_by("-pk")
    page = paginate(request, own.select_related("locale", "author"))
    languages = ladder(get_language(), request.user)
    keys = {original.dialogue for original in page}
    dialogues = DialoguePage.objects.filter(translation_key__in=keys)
    by_key = {
        dialogue.translation_key: dialogue
        for dialogue in dialogues.for_listing(languages, request.user)
    }
    page.object_list = with_attachments(said(page.object_list, ()))
    for one in page.object_list:
        one.dialogue = by_key.get(one.original.dialogue)
    answerable = Contribution.objects.answerable().filter(author=request.user)
    context = {
        "page_of_own": page,
        "pause": Pause.objects.of(request.user),
        "answerable": set(answerable.values_list("pk", flat=True)),
        "changeable": CHANGEABLE,
        "withdrawable": WITHDRAWABLE,
    }
    return render(request, "dialogue/own.html", context)


reported = never_cache(TemplateView.as_view(template_name="dialogue/reported.html"))


class ReportPage(FormPage):
    """Ask moderators to look at a contribution, or at one translation of it, with an account or
    without."""

    template = "dialogue/report.html"
    form_class = ReportForm
    for_members = False
    translation = None

    def dispatch(self, request, pk):
        shown = Contribution.objects.translations().filter(status=Status.SHOWN)
        self.translation = shown.select_related("locale").filter(id=pk).first()
        number = self.translation.original.pk if self.translation else pk
        original, self.dialogue = original_for(number, member_of(request))
        [self.about] = said([original], ladder(get_language(), member_of(request)))
        if self.translation:
            if not self.about.is_there:
                raise Http404
            self.about.shown = self.translation
        return super().dispatch(request)

    def form(self, *data):
        return self.form_class(*data)

    def context(self, form):
        return super().context(form) | {"is_translation": bool(self.translation)}

    def do(self, form):
        refuse_a_crowd(self.request)
        number, reason = form.cleaned_data["number"], form.cleaned_data["reason"]
        self.report(number, reason, member_of(self.request))

    def report(self, number, reason, member):
        actions.report(self.translation or self.about.original, number, reason, member)

    def done(self):
        return redirect("contribution_reported")


class WritePage(FormPage):
    """Say something in a dialogue."""

    template = "dialogue/write.html"
    form_class = ContributionForm
    about = None

    def dispatch(self, request, dialogue):
        self.dialogue = dialogue_for(dialogue, member_of(request))
        return super().dispatch(request)

    @property
    def counted_as(self):
        """Before any is looked at: decoding pictures and files costs most."""
        return "attachment" if self.request.FILES else None

    def check(self):
        check_speaks(self.request.user, self.dialogue)

    def words_alone(self):
        return self.form_class(self.request.POST, member=self.request.user)

    def form(self, *data):
        files = self.request.FILES or None
        return self.form_class(*data, files=files, member=self.request.user)

    def show(self, form):
        if form.is_bound and not form.is_valid():
            form.hold()
        return super().show(form)

    def context(self, form):
        begun_at = self.about.original.thread.written_at if self.about else timezone.now()
        return super().context(form) | {"round": round_at(rounds_of(self.dialogue), begun_at)}

    def do(self, form):
        number, answers = form.cleaned_data["number"], self.about and self.about.original
        actions.contribute(self.request.user, number, self.dialogue, form.words, answers)


class AnswerPage(WritePage):
    """Answer a contribution."""

    def dispatch(self, request, pk):
        original, self.dialogue = original_for(pk, member_of(request))
        if original.status != Status.SHOWN:
            raise Http404
        [self.about] = said([original], ladder(get_language(), member_of(request)))
        return FormPage.dispatch(self, request)


class OwnPage(FormPage):
    """Something to do with what one has said oneself, also where one may not read any more."""

    statuses = WITHDRAWABLE

    def dispatch(self, request, pk):
        own = Contribution.objects.originals().filter(author=request.user, id=pk)
        own = own.filter(status__in=self.statuses).select_related("locale")
        [self.about] = said([get_object_or_404(own)], ())
        self.dialogue = nearest_dialogue(self.about.original.dialogue, request.user)
        return super().dispatch(request)


class CorrectPage(OwnPage):
    template = "dialogue/correct.html"
    form_class = CorrectionForm
    statuses = CHANGEABLE
    counted_as = "correction"

    def check(self):
        check_speaks(self.request.user, self.dialogue)

    def form(self, *data):
        said = self.about.original
        initial = {
            "text": said.text,
            "language": said.locale.language_code,
            "by_people_only": said.by_people_only,
        }
        return self.form_class(*data, initial=initial, said=said)

    def do(self, form):
        asked = ("text", "language", "without", "hides_translations", "by_people_only")
        words = {name: form.cleaned_data[name] for name in asked if name in form.cleaned_data}
        actions.correct(self.about.original, self.request.user, **words)


class WithdrawPage(OwnPage):
    template = "dialogue/withdraw.html"
    form_class = PublicForm

    def dispatch(self, request, pk):
        if has_withdrawn(request.user, pk):  # by a double click
            return self.done()
        return super().dispatch(request, pk)

    def form(self, *data):
        return self.form_class(*data)

    def do(self, form):
        actions.withdraw(self.about.original, self.request.user)
