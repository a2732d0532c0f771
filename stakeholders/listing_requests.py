"""Asking to be listed: what an organisation tells of itself becomes a draft in the review.

Nothing is made of it before the asker has followed the link in a mail.
"""

import json
from datetime import timedelta

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from core.languages.shelves import shelf_of
from core.public_forms import TooMany
from core.turns import turn
from members.links import MailLink
from members.mails import link_to, write_to_address
from stakeholders.models import (
    Contact,
    ListingRequest,
    ProfileCountry,
    ProfilePage,
    StakeholdersPage,
)
from stakeholders.models.contact import mark_of, today
from stakeholders.relay import Gone

# What the network can look at in a day, and mails in an hour to an address that somebody has typed.
PER_SITE, QUESTIONS = 100, 3
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ASKERS = MailLink("stakeholders.request", timedelta(days=3))
# What is typed and stands in the profile; the rest is about the contact.
OF_THE_PROFILE = ("title", "summary", "kind", "level", "place", "founded", "website")


def ask(number, answers, language):
    """Keep what was typed, and write to the asker. The same `number` counts once.

    `answers` are those of `stakeholders.public_forms.ListingForm`. Of an address that was typed
    very often nothing is said and nothing kept: it may be another's.
    """
    mark = mark_of(answers["email"])
    with turn():
        if ListingRequest.objects.filter(pk=number).exists():
            return
        asked = ListingRequest.objects.filter(created_at__gt=timezone.now() - HOUR)
        if asked.filter(sender_mark=mark, confirmed_at=None).count() >= QUESTIONS:
            return
        request = ListingRequest.objects.create(
            number=number, sender_mark=mark, answers=json.dumps(answers), language=language
        )
        link = link_to("confirm_request", ASKERS.token(request.pk), language=language)
        template = "stakeholders/mails/confirm_request.txt"
        write_to_address(answers["email"], template, language, {"link": link}).send()


def request_of(token):
    """The request of a link, or None where the link is wrong, old or its request gone."""
    parts = ASKERS.read(token)
    return ListingRequest.objects.filter(pk=parts[0]).first() if parts else None


def confirm(request):
    """Make the draft and send it into the review, once.

    Raises Gone where the request, its language or the directory is gone, and TooMany: then it is
    kept, and can be confirmed another day.
    """
    with turn():
        request = ListingRequest.objects.filter(pk=request.pk).first()
        section = StakeholdersPage.objects.originals().first()
        locale = request and Locale.objects.filter(language_code=request.language).first()
        if request is None or section is None or locale is None:
            raise Gone
        if request.confirmed_at:
            return
        confirmed = ListingRequest.objects.filter(confirmed_at__gt=timezone.now() - DAY)
        if confirmed.count() >= PER_SITE:
            raise TooMany
        answers = json.loads(request.answers)
        profile = _draft(answers, shelf_of(section, locale))
        Contact.objects.create(
            item=profile.translation_key,
            name=answers["contact_name"],
            email=answers["email"],
            language=request.language,
            scope=answers["scope"],
            consent_note=_("By the form of this site."),
        )
        request.answers, request.confirmed_at = "", timezone.now()
        request.save()
        if workflow := profile.get_workflow():
            workflow.start(profile, None)
        log(instance=profile, action="stakeholders.ask")


def purge():
    """Delete requests that were never confirmed, and the empty rows of those that were."""
    ListingRequest.objects.filter(created_at__lt=timezone.now() - ASKERS.lasts).delete()


def _draft(answers, shelf):
    profile = ProfilePage(
        live=False, locale=shelf.locale, **{name: answers[name] for name in OF_THE_PROFILE}
    )
    profile.countries = [ProfileCountry(iso=answers["country"])]
    if answers["text"]:
        profile.body = [("text", _paragraphs(answers["text"]))]
    shelf.add_child(instance=profile)
    ProfilePage.objects.filter(pk=profile.pk).update(confirmed_on=today())
    profile = ProfilePage.objects.get(pk=profile.pk)
    profile.save_revision()
    return profile


def _paragraphs(text):
    paragraphs = [escape(" ".join(part.split())) for part in text.split("\n\n")]
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph)
