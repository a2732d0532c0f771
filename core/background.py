"""Workers that can be told dead from alive, and the reaper that brings back what dead ones held.

A worker holds a lock on `var/workers/<id>` as long as it lives; the kernel frees it however the
worker ends. Where there is no such file (the worker runs on another machine, or `var` was emptied)
its heartbeat row decides. An id is never used twice, so dead once is dead for ever.

A task can still run twice: a worker that was cut off from the database for two minutes may come
back to it. Therefore every task must bear being run again.
"""

import fcntl
import logging
import re
import secrets
import socket
import threading
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from core.models.background import WorkerHeartbeat

logger = logging.getLogger(__name__)

MAX_TRIES = 3
HEARTBEAT_SECONDS = 30
SILENCE = timedelta(minutes=2)
KEEP_SUCCESSFUL = timedelta(days=7)
KEEP_FAILED = timedelta(days=30)


class WorkerLost(Exception):
    """A task ended the worker that ran it, as often as a task may be tried."""


# Being alive ----------------------------------------------------------------


@contextmanager
def living_worker():
    """Give a fresh worker id that counts as alive until the block is left or the process dies."""
    worker_id = _fresh_id()
    lock_file = _lock_alive(worker_id)
    beat(worker_id)
    stopped = threading.Event()
    heart = threading.Thread(target=_beat_until, args=(stopped, worker_id), daemon=True)
    heart.start()
    try:
        yield worker_id
    finally:
        stopped.set()
        heart.join(timeout=5)
        with suppress(DatabaseError):
            WorkerHeartbeat.objects.filter(pk=worker_id).delete()
        _lock_path(worker_id).unlink(missing_ok=True)
        lock_file.close()


def beat(worker_id):
    """Write a sign of life, by the database's clock: those of machines may differ."""
    WorkerHeartbeat.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": Now()})


@contextmanager
def only_one(name):
    """Give True to one process of this machine at a time, False to the others meanwhile."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR_DIR / f"{name}.lock").open("a") as file:
        yield _try_lock(file, fcntl.LOCK_EX)


def _fresh_id():
    host = re.sub(r"[^\w.-]", "-", socket.gethostname(), flags=re.ASCII)[:40]
    return f"{host}.{secrets.token_hex(8)}"


def _lock_path(worker_id):
    return settings.VAR_DIR / "workers" / worker_id


def _lock_alive(worker_id):
    path = _lock_path(worker_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Locked under another name first: a reaper must never find the file without its lock.
    unlocked = path.with_name(f".{worker_id}")
    file = unlocked.open("w")
    fcntl.flock(file, fcntl.LOCK_EX)
    unlocked.rename(path)
    return file


def _try_lock(file, kind):
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _beat_until(stopped, worker_id):
    while not stopped.wait(HEARTBEAT_SECONDS):
        try:
            beat(worker_id)
        except DatabaseError:
            logger.warning("No heartbeat of worker %s: the database did not take it.", worker_id)
        finally:
            connection.close()


# The reaper -----------------------------------------------------------------


def return_lost_tasks():
    """Make the tasks of dead workers ready again; give how many.

    A task that was lost `MAX_TRIES` times is marked failed instead, with the ids of its workers.
    """
    returned = 0
    # While this holds a row, neither its worker nor another reaper can change it: a worker that is
    # about to report success waits, alive, until this is over, and so is left alone.
    with exclusive_transaction():
        for row in DBTaskResult.objects.running().select_for_update(skip_locked=True):
            if not row.worker_ids or not _is_alive(row.worker_ids[-1]):
                returned += _return(row)
        WorkerHeartbeat.objects.filter(seen_at__lt=Now() - SILENCE).delete()
    _remove_dead_locks()
    return returned


def _is_alive(worker_id):
    try:
        file = _lock_path(worker_id).open()
    except FileNotFoundError:
        return WorkerHeartbeat.objects.filter(pk=worker_id, seen_at__gte=Now() - SILENCE).exists()
    with file:
        # Shared, so that two reapers do not take each other's look for a sign of life.
        return not _try_lock(file, fcntl.LOCK_SH)


def _return(row):
    if len(row.worker_ids) < MAX_TRIES:
        row.status = TaskResultStatus.READY
        row.save(update_fields=["status"])
        logger.warning("Task %s (%s) lost its worker: ready again.", row.pk, row.task_path)
        return 1
    workers = ", ".join(row.worker_ids)
    row.set_failed(WorkerLost(f"Lost with each of its {len(row.worker_ids)} workers: {workers}."))
    logger.error("Task %s (%s) lost %s workers: failed.", row.pk, row.task_path, MAX_TRIES)
    return 0


def _remove_dead_locks():
    """Tidy up what killed workers left; their tasks have been seen to."""
    for path in (settings.VAR_DIR / "workers").glob("[!.]*"):
        with suppress(FileNotFoundError), path.open() as file:
            if _try_lock(file, fcntl.LOCK_SH):
                path.unlink()


def forget_finished_tasks():
    """Delete the rows of tasks that ended long ago; the failed ones stay longer, to be looked into.

    Not the library's command: it refuses to run where tasks run at once.
    """
    now = timezone.now()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_SUCCESSFUL).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED).delete()
