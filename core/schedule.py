"""What is due when. Upper layers enter their jobs from their `apps.py`:

    def ready(self):
        every(hours=1)(send_digests)

A job is a function without arguments. It should be short, and hand long work to the queue: the
other jobs of the same minute wait for it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib import import_module

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page, Revision

from core import mails
from core.background import forget_finished_tasks, return_lost_tasks
from core.batches import forget_old_batches
from core.models.background import ScheduledRun
from core.sealed_words import forget_late
from core.tasks import send_mails
from core.turns import turn
from core.withdrawal.sealing import purge, sweep
from members.actions import forget_unconfirmed
from members.erasures import replay

logger = logging.getLogger(__name__)

TICK = timedelta(minutes=1)
PUBLISHED, UNPUBLISHED = "wagtail.publish.scheduled", "wagtail.unpublish.scheduled"


@dataclass(frozen=True)
class Job:
    name: str
    run: Callable[[], object]
    interval: timedelta


_jobs: dict[str, Job] = {}


def every(**interval):
    """Register the decorated function as a job. Takes what `timedelta` takes."""

    def register(function):
        name = f"{function.__module__}.{function.__qualname__}"
        _jobs[name] = Job(name, function, timedelta(**interval))
        return function

    return register


every(days=1)(forget_finished_tasks)
every(days=1)(forget_old_batches)
every(days=1)(mails.give_up_old)
every(days=1)(forget_unconfirmed)
every(days=1)(replay)
every(hours=1)(forget_late)
every(hours=1)(purge)
every(hours=1)(sweep)


@every(minutes=1)
def send_mails_again():
    """What the mail server did not take at once is tried again."""
    if mails.is_due():
        send_mails.enqueue()


@every(days=1)
def forget_ended_sessions():
    """A sign-in that has run out leaves no row: Django keeps them until it is told."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def run_tick():
    """Publish what is scheduled, run the jobs that are due, bring back lost tasks.

    Wagtail's own `publish_scheduled` stops at the first page that refuses; here the others go on.
    """
    now = timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lt=now)
    for revision in due.order_by("pk"):
        _attempt(f"publishing {revision}", partial(_publish, due, revision.pk))
    expired = Page.objects.filter(live=True, expire_at__lt=now)
    for page in expired:
        _attempt(f"unpublishing {page}", partial(_unpublish, expired, page.pk))
    for job in list(_jobs.values()):
        _attempt(job.name, lambda job=job: _claim(job) and job.run())
    _attempt("return_lost_tasks", return_lost_tasks)


def _publish(due, pk):
    """Publish a revision, unless an editor saw to it meanwhile."""
    with turn():
        if revision := due.filter(pk=pk).first():
            revision.publish(log_action=PUBLISHED)


def _unpublish(expired, pk):
    with turn():
        if page := expired.filter(pk=pk).first():
            page.specific.unpublish(set_expired=True, log_action=UNPUBLISHED)


def _attempt(name, function):
    """One that fails is logged and does not stop the others."""
    try:
        function()
    except Exception:
        logger.exception("%s failed; the next tick goes on.", name)


def _claim(job):
    """Give True to one caller per interval, whichever machine it runs on.

    Claimed before it runs: a job that fails is due again after its interval, not every minute.
    """
    now = timezone.now()
    # Half a tick early is due: otherwise every job would slip by a minute each time.
    due = now - job.interval + TICK / 2
    if ScheduledRun.objects.filter(job=job.name, started_at__lte=due).update(started_at=now):
        return True
    return ScheduledRun.objects.get_or_create(job=job.name, defaults={"started_at": now})[1]
