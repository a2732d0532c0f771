"""Processes of the site, and databases that they share with the tests."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def temporary_database(name, template):
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def use_database(name):
    original = connections["default"]
    kept = connections.settings["default"]
    own = {**original.settings_dict, "NAME": str(name)}
    connections.settings["default"] = own
    connections["default"] = type(original)(own, "default")
    try:
        yield
    finally:
        connection.close()
        connections["default"], connections.settings["default"] = original, kept


def environment(var, database_url):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "i4p_site.settings.local",
        "VAR_DIR": str(var),
        "DATABASE_URL": database_url,
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def running(shared, *command):
    process = subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=shared,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    except AssertionError as error:
        process.kill()
        if not process.stdout.closed:
            error.add_note(f"{command} said: {process.stdout.read()}")
        raise
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def below(parent):
    """The processes that this one started, and those started by them."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            state, ppid = path.read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(path.parent.name)] = int(ppid)
    found = [parent]
    for pid in found:
        found += [child for child, its_parent in parents.items() if its_parent == pid]
    return found[1:]


def command_of(pid):
    """What it was started with; nothing when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]
    except (FileNotFoundError, ProcessLookupError):
        return []


def child_of(process, name):
    return next((pid for pid in below(process.pid) if name in command_of(pid)), None)
