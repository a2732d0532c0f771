"""What anybody does who finds that a moderator should look at something."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from core.public_forms import TooMany
from core.turns import turn
from dialogue.models import Confirmation, Contribution, Report, SummaryPage
from dialogue.moderators import tell_moderators

# Of one member (Discourse's figure).
A_DAY, DAY = 20, timedelta(days=1)


def report(said, number, reason, member=None):
    """Ask moderators to look at an original, or at a translation; the same `number` does it once.

    Raises TooMany, and ValidationError where it is gone.
    """
    with turn():
        said = Contribution.objects.filter(pk=said.pk).first()
        if _report(number, reason, member, said, contribution=said):
            tell_moderators(said.dialogue, said.locale_id)


def report_remark(remark, number, reason, member=None):
    """The same with a remark on a summary."""
    with turn():
        remark = Confirmation.objects.with_remarks().filter(pk=remark.pk).first()
        if _report(number, reason, member, remark, remark=remark):
            summary = SummaryPage.objects.filter(translation_key=remark.summary).first()
            locale = Locale.objects.filter(language_code=remark.language).first()
            if summary and locale:
                tell_moderators(summary.dialogue, locale.pk)


def _report(number, reason, member, about, **relation):
    """Store it, and give whether it is the first that moderators see of this."""
    if Report.objects.filter(number=number).exists():
        return False
    if about is None:
        raise ValidationError(_("It is not there any more"))
    if member:
        _check_limit(member)
    is_first = not Report.objects.filter(settled_at=None, **relation).exists()
    Report.objects.create(number=number, reason=reason, reported_by=member, **relation)
    log(instance=about, action="dialogue.report", user=member)
    return is_first


def _check_limit(member):
    """Raise TooMany for somebody who has reported very much."""
    now = timezone.now()
    own = Report.objects.filter(reported_by=member, reported_at__gt=now - DAY)
    lately = own.order_by("-reported_at").values_list("reported_at", flat=True)[:A_DAY]
    if len(lately) == A_DAY:
        raise TooMany(lately[A_DAY - 1] + DAY - now)
