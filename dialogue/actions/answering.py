"""How members answer the moderators."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.turns import turn
from dialogue.models import Contribution
from dialogue.moderators import tell_moderators


def answer_moderators(said, member, answer):
    """Tell the moderators something about what they did with an original, and have them look at it.

    It may be changed until one has. Raises PermissionDenied where it is not this member's, and
    ValidationError where there is nothing to answer any more.
    """
    with turn():
        own = Contribution.objects.originals().filter(author=member, pk=said.pk)
        if not own.exists():
            raise PermissionDenied
        said = own.answerable().first()
        if said is None:
            raise ValidationError(_("A moderator has seen to it meanwhile."))
        if said.answer != answer:
            waited, said.answer, said.answer_waits = said.answer_waits, answer, True
            said.save()
            if not waited:
                tell_moderators(said.dialogue, said.locale_id)
            log(instance=said, action="dialogue.answer_moderators", user=member)
