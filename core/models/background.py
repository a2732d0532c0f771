"""What background work must remember between two minutes and between two machines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerHeartbeat(models.Model):
    """The last sign of life of a worker, for machines that cannot see its lock file."""

    worker_id = models.CharField(_("worker"), primary_key=True, max_length=64)
    seen_at = models.DateTimeField(_("seen at"))

    class Meta:
        verbose_name = _("worker heartbeat")
        verbose_name_plural = _("worker heartbeats")

    def __str__(self):
        return self.worker_id


class ScheduledRun(models.Model):
    """When a job of `core/schedule.py` last began; claimed before it runs, so it runs once."""

    job = models.CharField(_("job"), primary_key=True, max_length=100)
    started_at = models.DateTimeField(_("started at"))

    class Meta:
        verbose_name = _("scheduled run")
        verbose_name_plural = _("scheduled runs")

    def __str__(self):
        return self.job
