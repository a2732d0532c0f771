"""Where those who took part in a dialogue say whether its summary says what they said."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from core.kept_words import keeps_words, unjudged
from core.languages.addresses import reader_path
from core.languages.ladder import ladder
from core.public_forms import PublicForm
from core.visitors import member_of
from dialogue import actions
from dialogue.actions.confirming import Opinion, may_confirm
from dialogue.forms import language_of
from dialogue.models import Confirmation, SummaryPage
from dialogue.views import REFUSED, FormPage, ReportPage
from dialogue.vocabularies import Answer
from members import languages


class ConfirmationForm(PublicForm):
    """An answer, and a remark in the language of its author's choice."""

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
    language = forms.ChoiceField(label=_("Language you write in"), choices=languages.running)
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


@keeps_words(ConfirmationForm)
def confirm(request, key):
    """Say whether it is right, or change what one said of it."""
    member = request.user
    summary = _summary_for(key, member)
    is_asked = may_confirm(member, summary)
    if request.method == "POST" and not is_asked:
        raise PermissionDenied
    own = Confirmation.objects.filter(summary=key, member=member).first()
    may_remark = not (own and own.remark_taken_out)
    initial = _initial(summary, member, own)
    typed = request.POST or request.kept_words
    form = ConfirmationForm(typed, initial=initial, may_remark=may_remark)
    if request.method == "POST" and form.is_valid():
        try:
            if not form.is_from_a_program:
                actions.confirm(member, key, form.opinion)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(f"{reverse('confirm_summary', args=[key])}?saved")
    if request.method != "POST":
        unjudged(form)
    context = {
        "form": form,
        "summary": summary,
        "is_asked": is_asked,
        "may_remark": may_remark,
        "is_saved": "saved" in request.GET,
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "dialogue/confirm.html", context, status=status)


@never_cache
@login_required
def take_out(request, pk):
    """Take out a remark, or leave it, with what was reported of it: for moderators."""
    one = _remark(pk)
    summary = _summary_for(one.summary, request.user)
    if one.language not in summary.languages_moderated_by(request.user):
        raise Http404
    if one.member_id == request.user.pk:  # they would read who reported what of it
        raise Http404
    context = {"one": one, "summary": summary, "reports": one.reports.filter(settled_at=None)}
    if request.method != "POST":
        return render(request, "dialogue/take_out_remark.html", context)
    decide = actions.keep_remark if "keep" in request.POST else actions.take_out_remark
    try:
        decide(one, request.user, request.POST.get("standing", ""))
    except ValidationError as error:
        context |= {"one": _remark(pk), "problems": error.messages}
        return render(request, "dialogue/take_out_remark.html", context, status=REFUSED)
    return redirect(reader_path(summary, get_language()) + "#remarks")


class ReportRemarkPage(ReportPage):
    """Ask moderators to look at a remark on a summary, with an account or without."""

    template = "dialogue/report_remark.html"

    def dispatch(self, request, pk):
        self.about = _remark(pk)
        self.dialogue = _summary_for(self.about.summary, member_of(request))
        if not self.dialogue.answers.filter(pk=pk).exists():  # it is read no more
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
