"""The pages on which members translate what others said, and read over such translations."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.models import Locale

from core.models.provenance import How
from core.paging import paginate
from core.public_forms import TooMany, too_many
from dialogue import actions, trust
from dialogue.form_pages import REFUSED, FormPage, sends_very_many
from dialogue.forms import CheckForm, TranslationForm
from dialogue.machine import machine_for
from dialogue.models import Contribution
from dialogue.models.pause import check_not_paused
from dialogue.thread import said
from dialogue.translations import (
    drafts_of,
    drafts_to_check,
    overseen,
    seen_of,
    sent_back_to,
    translation_into,
    with_originals,
)
from dialogue.views import dialogue_for
from dialogue.vocabularies import Status

# What stays of a form when a machine is asked.
KEPT = ("text", "by_machine", "before")


@never_cache
@login_required
def drafts(request):
    """The translations that wait for a second person: this member, or another one."""
    language, member = get_language(), request.user
    page = paginate(request, drafts_to_check(member))
    page.object_list = with_originals(page.object_list, language, member)
    own = with_originals(drafts_of(member), language, member)
    return render(request, "dialogue/drafts.html", {"page_of_drafts": page, "own": own})


class BesidePage(FormPage):
    """A form beside texts, `self.seen`: when they have changed meanwhile, they are shown as they
    stand now, with what was typed."""

    def do(self, form):
        try:
            self.act(form)
        except ValidationError:
            form.show_anew(self.seen)
            raise


class TranslatePage(BesidePage):
    """Translate what somebody said into the language of the address."""

    template = "dialogue/translate.html"
    form_class = TranslationForm

    def dispatch(self, request, pk):
        shown = Contribution.objects.originals().filter(status=Status.SHOWN)
        original = get_object_or_404(shown.select_related("locale", "author"), id=pk)
        self.dialogue = dialogue_for(original.dialogue, request.user)
        [self.about] = said([original], ())
        locale = Locale.objects.get(language_code=get_language())
        self.translation = translation_into(original, locale)
        self.seen = seen_of(original, self.translation)
        return super().dispatch(request)

    def check(self):
        check_not_paused(self.request.user)

    def post(self, request):
        if request.POST.get("answer") == "machine":
            return self.ask_machine()
        return super().post(request)

    def ask_machine(self):
        """The page as it was sent, with the words of a machine in the field; what stood there is
        beside it."""
        member, typed = self.request.user, self.request.POST
        machine = self.machine()
        if machine is None or not trust.writes(member, get_language()):
            raise PermissionDenied
        form = self.form_class(initial=self.initial | {name: typed.get(name, "") for name in KEPT})
        try:
            check_not_paused(member)
            if sends_very_many(self.request, "machine_draft"):
                return too_many(self.show_problem(form, TooMany().words))
            drafted = machine.draft(self.about.original, self.translation.locale)
        except ValidationError as error:
            return self.show_problem(form, error.messages[0])
        before = " ".join(form.initial["text"].split())
        if before and before != " ".join(self.initial["text"].split()):
            form.initial["before"] = form.initial["text"]
        form.initial |= {"text": drafted, "by_machine": "yes"}
        return self.show(form)

    def show_problem(self, form, problem):
        context = self.context(form) | {"problem": problem}
        return render(self.request, self.template, context, status=REFUSED)

    def machine(self):
        """The one that may draft this translation, if any."""
        original = self.about.original
        return None if original.locale == self.translation.locale else machine_for(original)

    @property
    def initial(self):
        """What the field holds at first, and whether a machine drafted that."""
        now = self.translation
        how = now.draft_how if now.draft else now.how
        by_machine = "" if how == How.PERSON else "yes"
        return {"text": now.draft or now.text, "seen": self.seen, "by_machine": by_machine}

    def form(self, *data):
        return self.form_class(*data, initial=self.initial)

    def act(self, form):
        self.translation = actions.propose(
            self.about.original,
            get_language(),
            self.request.user,
            form.cleaned_data["text"],
            form.cleaned_data["seen"],
            by_machine=bool(form.cleaned_data["by_machine"]),
        )

    def done(self):
        if self.translation.draft:
            return redirect("contribution_drafts")
        return redirect(self.about.original)

    def context(self, form):
        member, language, translation = self.request.user, get_language(), self.translation
        original = self.about.original
        return super().context(form) | {
            "translation": translation,
            "there": translation.draft or translation.text,
            "machine": self.machine(),
            "sent_back": sent_back_to(member, translation),
            "is_its_language": original.locale_id == translation.locale_id,
            "writes": trust.writes(member, language),
            "reads": original.locale.language_code in member.reads,
            "alone": trust.translates_alone(
                member, original, self.dialogue.forum, translation.locale
            ),
        }


class CheckPage(BesidePage):
    """Read a draft beside its original, and publish it or send it back.

    A moderator who does not read both languages sees it too, and why they can do neither.
    """

    template = "dialogue/check.html"
    form_class = CheckForm

    def dispatch(self, request, pk):
        self.translation = get_object_or_404(overseen(request.user), id=pk)
        [self.about] = with_originals([self.translation], get_language(), request.user)
        self.dialogue = self.about.dialogue
        self.seen = self.about.seen
        # Somebody else was faster. Who has answered meanwhile is told so, with what they typed.
        if request.method != "POST" and not self.translation.draft:
            return redirect("contribution_drafts")
        return super().dispatch(request)

    def check(self):
        check_not_paused(self.request.user)

    def form(self, *data):
        return self.form_class(*data, initial={"seen": self.seen})

    def act(self, form):
        user, seen = self.request.user, form.cleaned_data["seen"]
        answer, reason = self.request.POST.get("answer"), form.cleaned_data["reason"]
        if answer == "publish":
            actions.publish_translation(self.translation, user, seen)
        elif answer != "decline":
            raise PermissionDenied
        elif not reason:
            raise ValidationError(_("Tell its translator what is wrong with it."))
        else:
            actions.decline_translation(self.translation, user, seen, reason)

    def done(self):
        return redirect("contribution_drafts")
