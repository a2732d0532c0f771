"""Contacts in the admin. A list names nobody; who looks at one says why, and that is logged."""

from datetime import timedelta
from functools import wraps

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from members import languages
from stakeholders.models import Contact, ProfilePage
from stakeholders.models.contact import today

LOOK = "stakeholders.look"
LOOKS_A_DAY = 30
PER_PAGE = 50


class ContactForm(forms.ModelForm):
    class Meta:
        model = Contact
        fields = [
            "name", "email", "phone", "language", "scope", "consent_given_on", "consent_ends_on",
            "consent_note",
        ]  # fmt: skip
        widgets = {"name": forms.TextInput, "phone": forms.TextInput}

    email = forms.EmailField(label=gettext_lazy("E-mail address"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages.running()

    def clean(self):
        cleaned = super().clean()
        if (given := cleaned.get("consent_given_on")) and given > today():
            self.add_error("consent_given_on", _("This day is still to come."))
        given, ends = cleaned.get("consent_given_on"), cleaned.get("consent_ends_on")
        if given and ends and not timedelta(0) < ends - given <= timedelta(days=366):
            self.add_error("consent_ends_on", _("What is agreed holds for a year at most."))
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why do you look?"),
        max_length=300,
        help_text=gettext_lazy("It is kept in the log, under your name."),
    )


def for_administrators(view):
    """Nobody else, whatever rights a group was given."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_administrators
def contact_list(request):
    """The organisations that have a contact, and until when they agreed."""
    page = Paginator(Contact.objects.order_by("consent_ends_on", "pk"), PER_PAGE).get_page(
        request.GET.get("p")
    )
    contacts = list(page)
    originals = ProfilePage.objects.originals()
    titles = originals.filter(translation_key__in=[contact.item for contact in contacts])
    titles = dict(titles.values_list("translation_key", "title"))
    rows = [(contact, titles.get(contact.item, "–")) for contact in contacts]
    return render(request, "stakeholders/admin/contacts.html", {"rows": rows, "page_obj": page})


@for_administrators
def add_contact(request, profile_id):
    """A contact for the organisation of a profile."""
    profile = get_object_or_404(ProfilePage, id=profile_id)
    form = ContactForm(request.POST or None, initial={"language": profile.locale.language_code})
    if form.is_valid():
        form.instance.item = profile.translation_key
        contact = form.save()
        log(instance=contact, action="wagtail.create", user=request.user)
        messages.success(request, _("The contact is kept, sealed."))
        return redirect("stakeholders_contacts")
    context = {"form": form, "profile": profile}
    return render(request, "stakeholders/admin/contact.html", context, status=_status(form))


@for_administrators
def look_at_contact(request, pk):
    """Ask for the reason; with it, show the contact once, in the form to change it."""
    contact = get_object_or_404(Contact, pk=pk)
    if "name" in request.POST:
        return _change(request, contact)
    reason = ReasonForm(request.POST or None)
    if not reason.is_valid():
        context = {"contact": contact, "form": reason}
        return render(request, "stakeholders/admin/look.html", context, status=_status(reason))
    if _looks_today(request.user) >= LOOKS_A_DAY:
        messages.error(request, _("You have looked at very many contacts today."))
        return redirect("stakeholders_contacts")
    log(instance=contact, action=LOOK, user=request.user, data=dict(reason.cleaned_data))
    context = {"form": ContactForm(instance=contact), "contact": contact}
    return render(request, "stakeholders/admin/contact.html", context)


def _change(request, contact):
    """Whoever sends the form knows what stands in it, or writes it new."""
    form = ContactForm(request.POST, instance=contact)
    if form.is_valid():
        form.save()
        log(instance=contact, action="wagtail.edit", user=request.user)
        messages.success(request, _("The contact is kept, sealed."))
        return redirect("stakeholders_contacts")
    context = {"form": form, "contact": contact}
    return render(request, "stakeholders/admin/contact.html", context, status=_status(form))


def _status(form):
    return 422 if form.errors else 200


@for_administrators
def delete_contact(request, pk):
    """Forget a contact, with all messages to them."""
    contact = get_object_or_404(Contact, pk=pk)
    if request.method != "POST":
        return render(request, "stakeholders/admin/delete_contact.html", {"contact": contact})
    log(instance=contact, action="wagtail.delete", user=request.user, deleted=True)
    contact.delete()
    messages.success(request, _("Nothing is kept of this contact."))
    return redirect("stakeholders_contacts")


def _looks_today(user):
    since = timezone.now() - timedelta(days=1)
    return ModelLogEntry.objects.filter(user=user, action=LOOK, timestamp__gt=since).count()
