"""Writing to an organisation, and answering what strangers wrote; nobody's address is shown."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.generic import View

from core.kept_words import KeepsWords
from core.languages.ladder import ladder
from core.public_forms import TooMany, refuse_a_crowd, too_many
from core.visitors import member_of
from stakeholders import relay
from stakeholders.models import Contact
from stakeholders.public_forms import MessageForm

GONE, REFUSED = 410, 422


class MessageView(KeepsWords, View):
    """A form for one organisation, by the key of its item."""

    form_class = MessageForm
    for_members = False

    def dispatch(self, request, item):
        self.item, self.member = item, member_of(request)
        self.profile = relay.profile_for(item, ladder(get_language(), self.member))
        if self.profile is None or not Contact.objects.for_messages(item).exists():
            raise Http404
        return super().dispatch(request, item)

    def get(self, request, item):
        return self.page(self.form_class(member=self.member))

    def post(self, request, item):
        form = self.form_class(request.POST, member=self.member)
        if not form.is_valid():
            return self.page(form, status=REFUSED)
        if not form.is_from_a_program:
            try:
                refuse_a_crowd(request)
                self.send(form)
            except TooMany as error:
                return too_many(self.page(form, problem=error.words), error.wait)
            except Contact.DoesNotExist:
                raise Http404 from None
        return redirect("message_sent" if self.member else "message_waits")

    def send(self, form):
        relay.write(
            self.item,
            form.cleaned_data["number"],
            form.sender,
            form.cleaned_data["name"],
            form.cleaned_data["words"],
            form.cleaned_data["may_be_answered"],
            get_language(),
            is_known=bool(self.member),
        )

    def page(self, form, status=200, **context):
        context |= {"form": form, "profile": self.profile}
        return render(self.request, "stakeholders/message.html", context, status=status)


@never_cache
def confirm_message(request, token):
    """The link in the mail to a writer; a click more sends the message on."""
    message = relay.message_of_writer(token)
    if message is None or message.refused_at:
        return link_ran_out(request)
    if request.method != "POST":
        languages = ladder(get_language(), member_of(request))
        profile = relay.profile_for(message.contact.item, languages)
        context = {"profile": profile, "is_sent": bool(message.sent_at)}
        return render(request, "stakeholders/confirm_message.html", context)
    try:
        relay.confirm(message)
    except TooMany:
        return too_many(render(request, "stakeholders/message_later.html"))
    except relay.Gone:
        return link_ran_out(request)
    return redirect("message_sent")


ANSWERS = {"refuse": relay.refuse, "block": relay.block, "stop": relay.stop}


@never_cache
def answer_message(request, token):
    """The link in the mail to a contact: refuse, block, stop."""
    message = relay.message_of_receiver(token)
    if message is None:
        return link_ran_out(request)
    answer = request.POST.get("answer")
    if request.method != "POST" or answer not in ANSWERS:
        return render(request, "stakeholders/answer_message.html")
    try:
        ANSWERS[answer](message)
    except relay.Gone:
        return link_ran_out(request)
    return redirect("message_answered")


def link_ran_out(request):
    return render(request, "stakeholders/link_ran_out.html", status=GONE)
