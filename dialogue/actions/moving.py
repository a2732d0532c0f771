"""A thread goes where it belongs."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.mails import forget_items
from core.turns import turn
from dialogue import trust
from dialogue.actions.following import take_along
from dialogue.actions.moderating import as_it_stands, tell
from dialogue.models import Contribution, DialoguePage
from dialogue.vocabularies import Status
from members.mails import link_to
from members.models import Member


def move(said, user, dialogue):
    """Put the thread that an original began, with all answers and translations, into another
    dialogue (any version of it) of a forum that the user moderates; its authors are told.

    What is said in a room by invitation stays there, and nothing is taken into one. Raises as
    `dialogue.actions.moderating`.
    """
    with turn():
        said = as_it_stands(said, user, *Status)
        if said.thread_id != said.pk or not trust.may_moderate(
            user, dialogue.forum, said.locale_id
        ):
            raise PermissionDenied
        both = {said.dialogue, dialogue.translation_key}
        public = DialoguePage.objects.readable().filter(translation_key__in=both)
        if public.values("translation_key").distinct().count() < len(both):
            raise ValidationError(_("What is said in a room by invitation stays there."))
        originals = Contribution.objects.originals().filter(thread=said)
        keys = list(originals.values_list("translation_key", flat=True))
        # Mails that wait would stay when its new place is withdrawn: they know the former one.
        forget_items(keys)
        Contribution.objects.filter(translation_key__in=keys).update(
            dialogue=dialogue.translation_key
        )
        came_from = DialoguePage.objects.filter(translation_key=said.dialogue).first()
        places = [(place.forum, place.translation_key) for place in (came_from, dialogue)]
        take_along("thread", said.translation_key, *places)
        log(instance=said, action="dialogue.move", user=user)
        said.dialogue = dialogue.translation_key
        for author in Member.objects.filter(pk__in=originals.values("author")):
            language = author.language or said.locale.language_code
            tell(author, "move", said, link_to("contribution", said.pk, language=language))
