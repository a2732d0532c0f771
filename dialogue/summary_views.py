"""Where those who took part in a dialogue say whether its summary says what they said."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.languages.addresses import reader_path
from core.languages.ladder import ladder
from core.visitors import member_of
from dialogue import actions
from dialogue.actions.confirming import Opinion, may_confirm
from dialogue.form_pages import FormPage
from dialogue.forms import InLanguageForm, RemarkForm, language_field, language_of
from dialogue.models import Confirmation, SummaryPage
from dialogue.models.pause import check_not_paused
from dialogue.translation_views import BesidePage
from dialogue.views import ReportPage
from dialogue.vocabularies import Answer


class ConfirmationForm(InLanguageForm):
    """An answer, and a remark in the language of its author's choice."""

    field_order = ("says", "remark", "language", "sure")
    words_field = "remark"

    says = forms.ChoiceField(
        label=_("Does it say what you said?"), choices=Answer.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=_("Remark"),
        max_length=Confirmation._meta.get_field("remark").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("It stands below the summary, with your shown name."),
    )
    language = language_field()
    # Which text was before them: it may be changed while they write.
    given_to = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, may_remark=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_remark:
            del self.fields["remark"], self.fields["language"]

    @property
    def opinion(self):
        """What a valid form says."""
        names = ("says", "remark", "language", "given_to")
        return Opinion(**{name: self.cleaned_data.get(name, "") for name in names})


class ConfirmPage(FormPage):
    """Say whether it is right, or change what one said of it."""

    template = "dialogue/confirm.html"
    form_class = ConfirmationForm
    counted_as = "correction"

    def dispatch(self, request, key):
        self.summary = _summary_for(key, request.user)
        self.is_asked = may_confirm(request.user, self.summary)
        if request.method == "POST" and not self.is_asked:
            raise PermissionDenied
        self.own = Confirmation.objects.filter(summary=key, member=request.user).first()
        self.may_remark = not (self.own and self.own.remark_taken_out)
        return super().dispatch(request)

    def check(self):
        check_not_paused(self.request.user)

    def form(self, *data):
        initial = _initial(self.summary, self.request.user, self.own)
        return self.form_class(*data, initial=initial, may_remark=self.may_remark)

    def do(self, form):
        actions.confirm(self.request.user, self.summary.translation_key, form.opinion)

    def done(self):
        return redirect(f"{reverse('confirm_summary', args=[self.summary.translation_key])}?saved")

    def context(self, form):
        return {
            "form": form,
            "obstacle": self.obstacle,
            "summary": self.summary,
            "is_asked": self.is_asked,
            "own": self.own,
            "may_remark": self.may_remark,
            "is_saved": "saved" in self.request.GET,
        }


class RemarkPage(BesidePage):
    """A remark, for moderators: it is shown, left as it is with what was reported of it, or taken
    out."""

    template = "dialogue/take_out_remark.html"
    form_class = RemarkForm

    def dispatch(self, request, pk):
        self.about = _remark(pk)
        self.seen = self.about.standing
        self.dialogue = _summary_for(self.about.summary, request.user)
        if self.about.language not in self.dialogue.languages_moderated_by(request.user):
            raise Http404
        if self.about.member_id == request.user.pk:  # they would read who reported what of it
            raise Http404
        return super().dispatch(request)

    def form(self, *data):
        return self.form_class(*data, initial={"seen": self.seen})

    def act(self, form):
        asked = self.about, self.request.user, form.cleaned_data["seen"]
        answer, reason = self.request.POST.get("answer"), form.cleaned_data["reason"]
        if answer == "show":
            actions.show_remark(*asked)
        elif answer == "keep":
            actions.keep_remark(*asked)
        elif answer != "take_out":
            raise PermissionDenied
        elif not reason:
            raise ValidationError(_("Tell its author what is wrong with it."))
        else:
            actions.take_out_remark(*asked, reason)

    def done(self):
        return redirect(reader_path(self.dialogue, get_language()) + "#remarks")

    def context(self, form):
        return super().context(form) | {"reports": self.about.reports.filter(settled_at=None)}


class ReportRemarkPage(ReportPage):
    """Ask moderators to look at a remark on a summary, with an account or without."""

    template = "dialogue/report_remark.html"

    def dispatch(self, request, pk):
        self.about = _remark(pk)
        self.dialogue = _summary_for(self.about.summary, member_of(request))
        if not self.dialogue.answers.with_remarks().filter(pk=pk).exists():  # it is not read
            raise Http404
        return FormPage.dispatch(self, request)

    def report(self, number, reason, member):
        actions.report_remark(self.about, number, reason, member)


def _remark(pk):
    """A remark that somebody has written. Raises Http404."""
    remarks = Confirmation.objects.exclude(remark="").select_related("member")
    return get_object_or_404(remarks, id=pk)


def _summary_for(key, member):
    """The version of a summary, by its key, nearest to a reader. Raises Http404."""
    versions = SummaryPage.objects.filter(translation_key=key).readable_by(member)
    nearest = versions.best_version(ladder(get_language(), member))
    summary = nearest.select_related("locale", "original_locale").first()
    if summary is None:
        raise Http404
    return summary


def _initial(summary, member, own):
    said = {"says": own.says, "remark": own.remark} if own else {}
    language = own.language if own and own.language else language_of(member)
    return said | {"language": language, "given_to": summary.digest}
