"""The pages on which members translate what others said, and read over such translations."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from wagtail.models import Locale

from core.paging import paginate
from dialogue import actions, trust
from dialogue.forms import BesideForm, TranslationForm
from dialogue.models import Contribution
from dialogue.thread import said
from dialogue.translations import (
    drafts_of,
    drafts_to_check,
    seen_of,
    translation_into,
    with_originals,
)
from dialogue.views import MembersPage, dialogue_for
from dialogue.vocabularies import Status


@never_cache
@login_required
def drafts(request):
    """The translations that wait for a second person: this member, or another one."""
    language, member = get_language(), request.user
    page = paginate(request, drafts_to_check(member))
    page.object_list = with_originals(page.object_list, language, member)
    own = with_originals(drafts_of(member), language, member)
    return render(request, "dialogue/drafts.html", {"page_of_drafts": page, "own": own})


class BesidePage(MembersPage):
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
        originals = Contribution.objects.originals().select_related("locale", "author")
        original = get_object_or_404(originals, id=pk)
        self.dialogue = dialogue_for(original.dialogue, request.user)
        if original.status != Status.SHOWN:
            raise Http404
        [self.about] = said([original], ())
        locale = Locale.objects.get(language_code=get_language())
        self.translation = translation_into(original, locale)
        self.seen = seen_of(original, self.translation)
        return super().dispatch(request)

    def form(self, *data):
        text = self.translation.draft or self.translation.text
        return self.form_class(*data, initial={"text": text, "seen": self.seen})

    def act(self, form):
        self.translation = actions.propose(
            self.about.original,
            get_language(),
            self.request.user,
            form.cleaned_data["text"],
            form.cleaned_data["seen"],
        )

    def done(self):
        if self.translation.draft:
            return redirect("contribution_drafts")
        return redirect(self.about.original)

    def context(self, form):
        member, language, translation = self.request.user, get_language(), self.translation
        return super().context(form) | {
            "translation": translation,
            "there": translation.draft or translation.text,
            "is_its_language": self.about.original.locale_id == translation.locale_id,
            "writes": trust.writes(member, language),
            "alone": trust.translates_alone(member, self.dialogue.forum, translation.locale),
        }


class CheckPage(BesidePage):
    """Read a draft beside its original, and publish it or send it back."""

    template = "dialogue/check.html"
    answers = {
        "publish": actions.publish_translation,
        "decline": actions.decline_translation,
    }

    def dispatch(self, request, pk):
        rows = Contribution.objects.translations().select_related(
            "locale", "original_locale", "author", "drafted_by"
        )
        self.translation = get_object_or_404(rows, id=pk)
        [self.about] = with_originals([self.translation], get_language(), request.user)
        self.dialogue = self.about.dialogue
        if not self.may_be_checked():
            raise Http404
        self.seen = self.about.seen
        if not self.translation.draft:  # somebody else, or a second click, was faster
            return redirect("contribution_drafts")
        return super().dispatch(request)

    def may_be_checked(self):
        is_there = self.dialogue and self.about.original.status == Status.SHOWN
        return is_there and trust.may_check(
            self.request.user, self.translation, self.dialogue.forum
        )

    def form(self, *data):
        return BesideForm(*data, initial={"seen": self.seen})

    def act(self, form):
        if act := self.answers.get(self.request.POST.get("answer")):
            act(self.translation, self.request.user, form.cleaned_data["seen"])

    def done(self):
        return redirect("contribution_drafts")
