"""That somebody, with an account or without, finds that a moderator should look at something."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from dialogue.models.confirmation import Confirmation
from dialogue.models.contribution import Contribution


class Report(models.Model):
    """A reason to look at a contribution, or a remark on a summary, until a moderator has seen to
    it."""

    # Made with the form: sent twice, it is one.
    number = models.UUIDField(primary_key=True, editable=False)
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, related_name="reports"
    )
    remark = models.ForeignKey(Confirmation, models.CASCADE, null=True, related_name="reports")
    reason = models.TextField(pgettext_lazy("of a report", "reason"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reported_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["reported_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contribution=None) ^ models.Q(remark=None),
                name="report_of_one_thing",
            )
        ]
        indexes = [
            models.Index(
                fields=["contribution"],
                condition=models.Q(settled_at=None),
                name="report_not_settled",
            )
        ]

    def __str__(self):
        return f"{self.pk}"
