"""What anybody does who finds that a moderator should look at something."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.public_forms import TooMany
from core.turns import turn
from dialogue.models import Confirmation, Contribution, Report

# Of one member (Discourse's figure).
A_DAY, DAY = 20, timedelta(days=1)


def report(said, number, reason, member=None):
    """Ask moderators to look at an original, or at a translation; the same `number` does it once.

    Raises TooMany, and ValidationError where it is gone.
    """
    with turn():
        said = Contribution.objects.filter(pk=said.pk).first()
        _report(number, reason, member, said, contribution=said)


def report_remark(remark, number, reason, member=None):
    """The same with a remark on a summary."""
    with turn():
        remark = Confirmation.objects.exclude(remark="").filter(pk=remark.pk).first()
        _report(number, reason, member, remark, remark=remark)


def _report(number, reason, member, about, **relation):
    if Report.objects.filter(number=number).exists():
        return
    if about is None:
        raise ValidationError(_("It is not there any more"))
    if member:
        _check_limit(member)
    Report.objects.create(number=number, reason=reason, reported_by=member, **relation)
    log(instance=about, action="dialogue.report", user=member)


def _check_limit(member):
    """Raise TooMany for somebody who has reported very much."""
    now = timezone.now()
    own = Report.objects.filter(reported_by=member, reported_at__gt=now - DAY)
    lately = own.order_by("-reported_at").values_list("reported_at", flat=True)[:A_DAY]
    if len(lately) == A_DAY:
        raise TooMany(lately[A_DAY - 1] + DAY - now)
