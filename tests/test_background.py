"""Background work: nothing is lost when a process is killed, and nothing is done twice."""

import os
import signal
import socket
import threading
import urllib.request
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from core import background, schedule
from core.models.background import ScheduledRun, WorkerHeartbeat
from knowledge.models import CaseStudyPage
from tests.makers import committed, make_case, publish
from tests.processes import below, child_of, command_of, running, until
from tests.tasks_for_tests import note_slowly


def enqueue():
    return DatabaseBackend("default", {}).enqueue(note_slowly, [], {}).db_result


def running_task(*workers):
    row = enqueue()
    for worker in workers:
        row.claim(worker)
    return row


# The reaper -----------------------------------------------------------------


def test_a_killed_workers_task_is_done_all_the_same_and_once(shared, var):
    row = enqueue()
    (var / "hold").touch()
    with running(shared, "work") as worker:
        until((var / "begun").exists)

        call_command("tick")
        row.refresh_from_db()
        assert row.status == "RUNNING", "the task of a living worker is left alone"

        worker.kill()
        worker.wait()
    call_command("tick")
    row.refresh_from_db()
    assert row.status == "READY"

    (var / "hold").unlink()
    with running(shared, "work", "--batch") as worker:
        assert worker.wait(60) == 0
    call_command("tick")
    row.refresh_from_db()
    assert row.status == "SUCCESSFUL"
    assert len(row.worker_ids) == 2
    assert (var / "begun").read_text() == ".."
    assert (var / "done").read_text() == "."
    assert not list((var / "workers").iterdir()), "neither worker leaves a lock file"
    assert not WorkerHeartbeat.objects.exclude(pk=row.worker_ids[0]).exists()


def test_a_task_that_lost_three_workers_is_shown_failed(db, var):
    row = running_task("dead.1")
    assert background.return_lost_tasks() == 1
    row.claim("dead.2")
    assert background.return_lost_tasks() == 1
    row.claim("dead.3")
    assert background.return_lost_tasks() == 0

    row.refresh_from_db()
    assert row.status == "FAILED"
    assert row.exception_class_path == "core.background.WorkerLost"
    assert "dead.1, dead.2, dead.3" in row.traceback


def test_a_workers_lock_lives_as_long_as_it(db, var):
    with background.living_worker() as worker_id:
        row = running_task(worker_id)
        WorkerHeartbeat.objects.all().delete()  # on this machine the lock says enough
        assert background.return_lost_tasks() == 0
        assert background.return_lost_tasks() == 0, "looking does not free the lock"
    assert background.return_lost_tasks() == 1
    row.refresh_from_db()
    assert row.status == "READY"


def test_a_worker_of_another_machine_is_alive_by_its_heartbeat(db, var):
    running_task("elsewhere.1")
    background.beat("elsewhere.1")
    assert background.return_lost_tasks() == 0

    seen_at = timezone.now() - timedelta(seconds=115)
    WorkerHeartbeat.objects.update(seen_at=seen_at)
    assert background.return_lost_tasks() == 0

    WorkerHeartbeat.objects.update(seen_at=seen_at - timedelta(seconds=10))
    assert background.return_lost_tasks() == 1
    assert not WorkerHeartbeat.objects.exists()


def test_finished_and_waiting_tasks_are_none_of_the_reapers_business(db, var):
    waiting, done = enqueue(), running_task("dead.1")
    done.set_successful(None)
    assert background.return_lost_tasks() == 0
    assert set(DBTaskResult.objects.values_list("pk", "status")) == {
        (waiting.pk, "READY"),
        (done.pk, "SUCCESSFUL"),
    }


def test_two_reapers_return_each_task_once(shared):
    for number in range(20):
        running_task(f"dead.{number}")
    returned = []

    def reap():
        returned.append(background.return_lost_tasks())
        connection.close()

    reapers = [threading.Thread(target=reap) for _ in range(2)]
    for reaper in reapers:
        reaper.start()
    for reaper in reapers:
        reaper.join()
    assert sum(returned) == 20
    assert not DBTaskResult.objects.running().exists()


def test_a_worker_that_reports_success_meanwhile_is_not_overruled(shared, monkeypatch):
    """It ends, and frees its lock, between the reaper's reading of the row and of the lock."""
    with background.living_worker() as worker_id:
        row = running_task(worker_id)

        def report():
            row.set_successful(None)
            connection.close()

        reporting = threading.Thread(target=report)
        is_alive = background._is_alive

        def slowly(worker_id):
            reporting.start()
            reporting.join(0.5)  # it must still be waiting for us
            assert reporting.is_alive()
            return is_alive(worker_id)

        monkeypatch.setattr(background, "_is_alive", slowly)
        assert background.return_lost_tasks() == 0
        reporting.join()
    row.refresh_from_db()
    assert row.status == "SUCCESSFUL"


def test_a_worker_is_refused_an_id_of_its_own(shared):
    with running(shared, "work", "--worker-id", "me") as worker:
        said, _ = worker.communicate(timeout=60)
    assert (worker.returncode, "never used twice" in said) == (1, True), said


# The tick -------------------------------------------------------------------


@pytest.fixture
def jobs(monkeypatch):
    monkeypatch.setattr(schedule, "_jobs", {})


def test_a_job_runs_when_it_is_due(db, var, jobs):
    runs = []
    schedule.every(minutes=10)(lambda: runs.append(1))
    call_command("tick")
    call_command("tick")
    assert len(runs) == 1

    ScheduledRun.objects.update(started_at=timezone.now() - timedelta(minutes=9))
    call_command("tick")
    assert len(runs) == 1

    ScheduledRun.objects.update(started_at=timezone.now() - timedelta(minutes=9, seconds=58))
    call_command("tick")
    assert len(runs) == 2, "a tick that comes two seconds early does not leave it out"


def test_a_failing_job_is_logged_and_stops_no_other(db, var, jobs, caplog):
    runs = []

    @schedule.every(minutes=1)
    def breaks():
        raise ValueError("broken")

    @schedule.every(minutes=1)
    def works():
        runs.append(1)

    running_task("dead.1")
    call_command("tick")
    assert runs == [1]
    assert not DBTaskResult.objects.running().exists()
    assert "breaks failed" in caplog.text


def test_a_sign_in_that_has_run_out_leaves_no_row(db, var):
    ended, lasting = SessionStore(), SessionStore()
    for session, days in ((ended, -1), (lasting, 1)):
        session["a"] = "b"
        session.set_expiry(timezone.now() + timedelta(days=days))
        session.save()

    call_command("tick")

    assert [row.session_key for row in Session.objects.all()] == [lasting.session_key]


def test_of_two_ticks_at_once_one_leaves_quietly(db, var, jobs):
    runs = []
    schedule.every(minutes=1)(lambda: runs.append(1))
    with background.only_one("tick") as alone:
        assert alone
        call_command("tick")
    assert runs == []
    call_command("tick")
    assert runs == [1]


def test_what_is_scheduled_is_published_and_ended_by_the_tick(site, var, monkeypatch):
    now = timezone.now()
    case = make_case(site, "A ceasefire in the market", live=False)
    case.go_live_at, case.expire_at = now + timedelta(hours=1), now + timedelta(hours=2)
    publish(case)

    seen = []
    for hours in (0, 1, 2):
        later = now + timedelta(hours=hours, minutes=1)
        monkeypatch.setattr(timezone, "now", lambda later=later: later)
        with committed():
            call_command("tick")
        seen.append(CaseStudyPage.objects.readable().filter(pk=case.pk).exists())
    assert seen == [False, True, False]


def test_a_page_that_cannot_be_published_stops_no_other(site, var, monkeypatch, caplog):
    now = timezone.now()
    for title in ("Spoilt", "Sound"):
        case = make_case(site, title, live=False)
        case.go_live_at = now + timedelta(hours=1)
        publish(case)
        if title == "Spoilt":
            revision = case.get_latest_revision()
            revision.content["level"] = "no such level"
            revision.save()

    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=2))
    with committed():
        call_command("tick")

    assert [case.title for case in CaseStudyPage.objects.readable()] == ["Sound"]
    assert "publishing" in caplog.text


def test_finished_tasks_are_forgotten_in_time(db, var):
    rows = {}
    for days, end in ((8, "done"), (6, "done"), (29, "failed"), (31, "failed")):
        row = rows[days] = running_task("worker.1")
        row.set_successful(None) if end == "done" else row.set_failed(ValueError())
        DBTaskResult.objects.filter(pk=row.pk).update(
            finished_at=timezone.now() - timedelta(days=days)
        )
    call_command("tick")
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {rows[6].pk, rows[29].pk}


# make run -------------------------------------------------------------------


@pytest.fixture
def running_site(shared):
    """Start the site; give its process and its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with running({**shared, "HOST": "", "PORT": str(port)}, "run_site") as process:
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        assert f"http://localhost:{port}/admin/" in said
        yield process, port


@pytest.mark.one_database
@pytest.mark.postgresql
def test_the_site_starts_mends_itself_and_leaves_nothing_behind(running_site):
    process, port = running_site
    with urllib.request.urlopen(f"http://localhost:{port}/healthz") as answer:
        assert answer.status == 200
    assert len(below(process.pid)) == 3

    first = child_of(process, "work")
    os.kill(first, signal.SIGKILL)
    until(lambda: child_of(process, "work") not in {None, first})

    started = below(process.pid)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert "GET" not in process.stdout.read(), "no line per request"
    assert [command_of(pid) for pid in started if command_of(pid)] == []


@pytest.mark.slow
def test_a_dying_server_ends_the_site_with_its_code(running_site):
    process, _ = running_site
    started = below(process.pid)
    os.kill(child_of(process, "web"), signal.SIGKILL)
    assert process.wait(30) == 128 + signal.SIGKILL
    assert [command_of(pid) for pid in started if command_of(pid)] == []


@pytest.mark.slow
def test_a_killed_site_takes_its_processes_along(running_site):
    process, _ = running_site
    started = below(process.pid)
    process.kill()
    process.wait()
    until(lambda: not any(command_of(pid) for pid in started), seconds=5)


def test_a_taken_port_is_named(shared, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("HOST", "127.0.0.1")
        monkeypatch.setenv("PORT", str(server.getsockname()[1]))
        with pytest.raises(CommandError, match="make run PORT="):
            call_command("run_site")
