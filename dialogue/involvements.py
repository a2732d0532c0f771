"""Where dialogues are told of: with those who host them, and with the countries they are on."""

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages.query import originals_of, tied
from dialogue.models import DialogueCase, DialogueHost, DialoguePage, ForumHost
from dialogue.vocabularies import DialogueState
from dialogue.voices import with_voices
from knowledge import country_rows
from knowledge.models import CaseStudyPage
from stakeholders import involvement
from stakeholders.involvement import Involved, Part
from stakeholders.models import ProfilePage


def register():
    involvement.register("dialogues", _hosted(DialogueHost), _state, _dialogues)
    involvement.register("forums", _hosted(ForumHost), lambda profile: {}, _forums)
    country_rows.register(gettext_lazy("Dialogues"), dialogues_on)


def _hosted(link):
    return lambda profile: tied(profile, link, "stakeholder")


def _state(profile):
    same = DialoguePage.objects.filter(translation_key=OuterRef("translation_key"))
    return {"state_of_dialogue": Subquery(same.values("state")[:1])}


def _dialogues(pages):
    return [Involved(page, [_hosts(page)]) for page in with_voices(pages)]


def _hosts(page):
    """The part of who hosts a dialogue, with how far it is and how many speak in it."""
    told = [DialogueState(page.state_of_dialogue).label, page.how_many]
    return Part(_("Host of this dialogue"), " · ".join(map(str, filter(None, told))))


def _forums(pages):
    return [Involved(page, [Part(_("Host of this dialogue forum"))]) for page in pages]


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
