"""What anybody does who finds that a moderator should look at something."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.public_forms import TooMany
from core.turns import turn
from dialogue.models import Contribution, Report

# Of one member (Discourse's figure).
A_DAY, DAY = 20, timedelta(days=1)


def report(said, number, reason, member=None):
    """Ask moderators to look at an original, or at a translation; the same `number` does it once.

    Raises TooMany, and ValidationError where it is gone.
    """
    with turn():
        if Report.objects.filter(number=number).exists():
            return
        if not Contribution.objects.filter(pk=said.pk).exists():
            raise ValidationError(_("It is not there any more"))
        if member:
            own = Report.objects.filter(reported_by=member)
            if own.filter(reported_at__gt=timezone.now() - DAY).count() >= A_DAY:
                raise TooMany
        Report.objects.create(number=number, contribution=said, reason=reason, reported_by=member)
        log(instance=said, action="dialogue.report", user=member)
