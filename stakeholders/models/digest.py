"""Who gets updates by mail."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.sealing import SealedTextField


class DigestQuerySet(models.QuerySet):
    def with_key(self, mark, language, country, committee):
        """The one that `DigestSubscription.key` names, if it is there."""
        return self.filter(
            email_mark=mark, language=language, country=country, committee=committee or None
        )

    def confirmed(self):
        return self.exclude(confirmed_at=None)

    def unanswered(self):
        """Those whose last question was not answered yet."""
        return self.filter(Q(confirmed_at=None) | Q(confirmed_at__lt=F("asked_at")))


class DigestSubscription(models.Model):
    """That one address gets the updates of one country, of one committee or of all, in a language.

    The address is sealed. `committee` is the key of its profile, in whatever language.
    """

    email = SealedTextField(_("e-mail address"))
    email_mark = models.CharField(max_length=64, editable=False)
    language = models.CharField(_("language"), max_length=20)
    country = models.CharField(pgettext_lazy("site", "Country"), max_length=2, blank=True)
    committee = models.UUIDField(pgettext_lazy("site", "Committee"), null=True)
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    # What was published up to then has been told, or was there before.
    told_until = models.DateTimeField(null=True, editable=False)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest by mail")
        verbose_name_plural = _("digests by mail")
        constraints = [
            models.UniqueConstraint(
                fields=["email_mark", "language", "country"],
                condition=Q(committee=None),
                name="digest_of_country_once",
            ),
            models.UniqueConstraint(
                fields=["email_mark", "language", "committee"], name="digest_of_committee_once"
            ),
        ]
        indexes = [models.Index(fields=["language", "country", "committee"])]

    def __str__(self):
        return f"{self.pk}"

    @property
    def key(self):
        """What it is known by in links: by whom, in which language, of what."""
        return (self.email_mark, self.language, self.country, self.committee or "")
