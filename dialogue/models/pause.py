"""That a member says nothing for some days, because a moderator has asked them to."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from core.languages import cldr
from dialogue.models.contribution import Contribution


class PauseQuerySet(models.QuerySet):
    def running(self):
        return self.filter(until__gt=timezone.now())

    def of(self, member):
        """The one that a member is in, or None."""
        return self.running().filter(member=member).first()


class Pause(models.Model):
    """The last one of a member; `about` is what they had said."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    about = models.ForeignKey(Contribution, models.SET_NULL, null=True, related_name="pauses")
    until = models.DateTimeField(pgettext_lazy("of a pause", "until"))
    reason = models.TextField(pgettext_lazy("of a pause", "reason"))
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = PauseQuerySet.as_manager()

    def __str__(self):
        return f"{self.pk}"


def check_not_paused(member):
    """Raise ValidationError for somebody who says nothing now."""
    if pause := Pause.objects.of(member):
        raise ValidationError(
            _(
                "A moderator has asked you to say nothing until %(day)s. Why, and how to answer, "
                "stands on the page “What you said”."
            )
            % {"day": cldr.day_name(pause.until, get_language())}
        )
