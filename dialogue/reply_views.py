"""The page on which somebody answers the moderators."""

from django.shortcuts import get_object_or_404

from dialogue import actions
from dialogue.form_pages import FormPage
from dialogue.forms import ReplyForm
from dialogue.models import Contribution
from dialogue.thread import said
from dialogue.views import nearest_dialogue


class ReplyPage(FormPage):
    """Tell the moderators something about what they did with what one has said, also where one may
    not read any more."""

    template = "dialogue/reply.html"
    form_class = ReplyForm

    def dispatch(self, request, pk):
        own = Contribution.objects.answerable().filter(author=request.user, id=pk)
        [self.about] = said([get_object_or_404(own.select_related("locale"))], ())
        self.dialogue = nearest_dialogue(self.about.original.dialogue, request.user)
        return super().dispatch(request)

    def form(self, *data):
        return self.form_class(*data, initial={"answer": self.about.original.answer})

    def do(self, form):
        original, answer = self.about.original, form.cleaned_data["answer"]
        actions.answer_moderators(original, self.request.user, answer)
