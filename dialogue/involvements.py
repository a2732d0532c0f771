"""Which organisations host which dialogues and forums, told on the pages of organisations."""

from django.utils.translation import gettext_lazy as _

from core.languages.query import tied
from dialogue.models import DialogueHost, ForumHost
from stakeholders import involvement
from stakeholders.involvement import Involved, Part


def register():
    for name, link, role in (
        ("dialogues", DialogueHost, _("Host of this dialogue")),
        ("forums", ForumHost, _("Host of this dialogue forum")),
    ):
        involvement.register(name, *_hosting(link, role))


def _hosting(link, role):
    """What `involvement.register` asks of one kind of host."""
    return (
        lambda profile: tied(profile, link, "stakeholder"),
        lambda profile: {},
        lambda page: Involved(page, [Part(role, "")]),
    )
