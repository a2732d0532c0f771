"""Work of many steps that a member has started, and how far it has come."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """Steps of one action, each done once by the worker (core/batches.py)."""

    action = models.CharField(_("action"), max_length=100)
    title = models.CharField(_("title"), max_length=255)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started at"), auto_now_add=True, db_index=True)
    is_stopped = models.BooleanField(_("is stopped"), default=False)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")

    def __str__(self):
        return self.title


class Step(models.Model):
    """One call of the action; `reason` says to its member why it failed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="steps")
    label = models.CharField(_("step"), max_length=300)
    arguments = models.JSONField(_("arguments"))
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["batch", "state"])]
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self):
        return self.label
