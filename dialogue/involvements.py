"""Where dialogues are told of: with those who host them, and with the countries they are on."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.languages.query import originals_of, tied
from dialogue.models import DialogueCase, DialogueHost, DialoguePage, ForumHost
from dialogue.voices import with_voices
from knowledge import country_rows
from knowledge.models import CaseStudyPage
from stakeholders import involvement
from stakeholders.involvement import Involved, Part
from stakeholders.models import ProfilePage


def register():
    for name, link, role in (
        ("dialogues", DialogueHost, _("Host of this dialogue")),
        ("forums", ForumHost, _("Host of this dialogue forum")),
    ):
        involvement.register(name, *_hosting(link, role))
    country_rows.register(_("Dialogues"), dialogues_on)


def _hosting(link, role):
    """What `involvement.register` asks of one kind of host."""
    return (
        lambda profile: tied(profile, link, "stakeholder"),
        lambda profile: {},
        lambda page: Involved(page, [Part(role, "")]),
    )


def dialogues_on(iso, languages, member, number):
    """The first dialogues on cases of a country, or hosted from there, with their voices."""
    is_on = Q()
    for link, end, model in (
        (DialogueCase, "case_study", CaseStudyPage),
        (DialogueHost, "stakeholder", ProfilePage),
    ):
        there = model.objects.readable_by(member).filter(countries__iso=iso)
        ties = {f"{end}__translation_key__in": there.values("translation_key")}
        rows = originals_of(link.objects.filter(**ties))
        is_on |= Q(translation_key__in=rows.values("dialogue__translation_key"))
    dialogues = DialoguePage.objects.for_listing(languages, member).filter(is_on)
    return with_voices(dialogues[:number])
