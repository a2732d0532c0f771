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

from core.kept_words import keeps_words
from core.languages.addresses import reader_path
from core.languages.ladder import ladder
from core.public_forms import PublicForm
from dialogue import actions
from dialogue.actions.confirming import Opinion, may_confirm
from dialogue.forms import language_of
from dialogue.models import Confirmation, SummaryPage
from dialogue.trust import moderated_remarks
from dialogue.views import REFUSED
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

    @property
    def opinion(self):
        """What a valid form says."""
        names = ("says", "remark", "language", "given_to")
        return Opinion(**{name: self.cleaned_data[name] for name in names})


@keeps_words(ConfirmationForm)
def confirm(request, key):
    """Say whether it is right, or change what one said of it."""
    member = request.user
    summary = _summary_for(key, member)
    is_asked = may_confirm(member, summary)
    if request.method == "POST" and not is_asked:
        raise PermissionDenied
    typed = request.POST or request.kept_words
    form = ConfirmationForm(typed, initial=_initial(summary, member))
    if request.method == "POST" and form.is_valid():
        try:
            if not form.is_from_a_program:
                actions.confirm(member, key, form.opinion)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(f"{reverse('confirm_summary', args=[key])}?saved")
    context = {
        "form": form,
        "summary": summary,
        "is_asked": is_asked,
        "is_saved": "saved" in request.GET,
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "dialogue/confirm.html", context, status=status)


@never_cache
@login_required
def take_out(request, pk):
    """Take out a remark: for moderators."""
    remarks = Confirmation.objects.exclude(remark="").select_related("member")
    one = get_object_or_404(remarks, id=pk)
    summary = _summary_for(one.summary, request.user)
    if one.language not in moderated_remarks(request.user, summary):
        raise Http404
    if request.method == "POST":
        actions.take_out_remark(one, request.user)
        return redirect(reader_path(summary, get_language()) + "#remarks")
    return render(request, "dialogue/take_out_remark.html", {"one": one, "summary": summary})


def _summary_for(key, member):
    """The version of a summary, by its key, nearest to a reader. Raises Http404."""
    versions = SummaryPage.objects.filter(translation_key=key).readable_by(member)
    nearest = versions.best_version(ladder(get_language(), member))
    summary = nearest.select_related("locale", "original_locale").first()
    if summary is None:
        raise Http404
    return summary


def _initial(summary, member):
    own = Confirmation.objects.filter(summary=summary.translation_key, member=member).first()
    said = {"says": own.says, "remark": own.remark} if own else {}
    language = own.language if own and own.language else language_of(member)
    return said | {"language": language, "given_to": summary.digest}
