"""What those who took part say of a summary: whether it says what they said."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from dialogue.models.contribution import digest_of
from dialogue.vocabularies import Answer


def speakers_of(summary):
    """The primary keys of those of whom something can be read in what a summary sums up."""
    return summary.spoken.exclude(author=None).values("author")


class ConfirmationQuerySet(models.QuerySet):
    def answered(self, summary):
        """What those who can be read there say of a summary (any version of it)."""
        given = self.filter(summary=summary.translation_key).exclude(says="")
        return given.filter(member__in=speakers_of(summary))

    def counts(self, digest):
        """{"yes": n, "no": n, "earlier": n}, the last being those given to another text than the
        one that is known by this digest."""
        return self.aggregate(
            yes=Count("pk", filter=Q(says=Answer.YES)),
            no=Count("pk", filter=Q(says=Answer.NO)),
            earlier=Count("pk", filter=~Q(given_to=digest)),
        )

    def with_remarks(self):
        """Those with words that readers see, the newest first."""
        shown = self.exclude(remark="").exclude(remark_waits=True)
        return shown.select_related("member").order_by("-said_at", "-pk")


class Confirmation(models.Model):
    """That a member was asked of a summary, given by its key, and what they answered."""

    summary = models.UUIDField(editable=False)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Empty until they answer.
    says = models.CharField(max_length=10, choices=Answer, blank=True)
    remark = models.TextField(_("remark"), max_length=600, blank=True)
    # The code of the language in which the remark is written.
    language = models.CharField(max_length=20, blank=True)
    # Which text they had before them (`SummaryPage.digest`).
    given_to = models.CharField(max_length=64, blank=True, editable=False)
    said_at = models.DateTimeField(null=True, editable=False)
    # For a moderator: until one shows it, nobody else but its author reads it. The answer counts.
    remark_waits = models.BooleanField(default=False, editable=False)
    # By a moderator: its author writes no other on this summary.
    remark_taken_out = models.BooleanField(default=False, editable=False)
    # What a moderator wrote to the author then.
    note = models.TextField(blank=True, editable=False)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation of a summary")
        verbose_name_plural = _("confirmations of summaries")
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "member"], name="member_confirms_summary_once"
            )
        ]

    def __str__(self):
        """What logs call it: no words of it."""
        return f"{self.pk}"

    @property
    def standing(self):
        """What a moderator decides on is known by, to see whether it has changed since."""
        return f"{self.pk}-{self.remark_waits}-{digest_of(self.remark)}"
