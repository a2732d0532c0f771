"""Mails that wait for the mail server."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.sealing import SealedTextField


class OutgoingMail(models.Model):
    """A mail to one person, sealed as a whole (core/mails.py)."""

    receiver = models.CharField(_("mark of the receiver"), max_length=64)
    sealed = SealedTextField(_("sealed mail"))
    # The keys of the items it speaks of, with commas: each takes it along when it is withdrawn.
    about = models.TextField(default="", editable=False)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    due_at = models.DateTimeField(_("to be sent from"), default=timezone.now)
    claimed_at = models.DateTimeField(_("being sent since"), null=True)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    has_failed = models.BooleanField(_("could not be sent"), default=False)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ["pk"]
        indexes = [models.Index(fields=["receiver", "id"])]

    def __str__(self):
        return f"{self.pk}"

    @property
    def keys(self):
        """The keys of the items it speaks of, as text."""
        return set(self.about.split(","))
