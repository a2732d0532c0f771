"""A PostgreSQL server of our own, thrown away afterwards. For programs that start tests."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


class NoServer(Exception):
    """The server does not start; with the reason."""


def programs():
    """The programs of PostgreSQL 15, else of the newest one here, else nothing."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: (path.parts[-3] == "15", int(path.parts[-3])),
    )
    return found[-1].parent if found else None


@contextmanager
def cluster():
    """Run a cluster for the length of the block; give its address. Raises NoServer."""
    if programs() is None:
        raise NoServer("PostgreSQL is not installed")
    # Not in TMPDIR: that may be closed to the user who runs the cluster.
    place = Path(tempfile.mkdtemp(prefix="i4p-postgresql-", dir="/tmp"))
    password, port = secrets.token_hex(16), free_port()
    as_user = []
    if os.geteuid() == 0:  # the server refuses to run as root
        as_user = ["runuser", "-u", "postgres", "--"]
        shutil.chown(place, "postgres")
    data, password_file = place / "data", place / "password"
    password_file.write_text(password)
    password_file.chmod(0o600)
    if as_user:
        shutil.chown(password_file, "postgres")
    settings = f"-h 127.0.0.1 -p {port} -k {place} -c fsync=off -c synchronous_commit=off"
    control = [*as_user, programs() / "pg_ctl", "-D", data, "-w", "-s"]
    made = [programs() / "initdb", "-D", data, "-U", "i4p", "-E", "UTF8", "--locale=C.UTF-8"]
    made += ["-A", "scram-sha-256", f"--pwfile={password_file}", "--no-sync"]
    try:
        for command in (
            [*as_user, *made],
            [*control, "-l", place / "log", "-o", settings, "start"],
        ):
            done = subprocess.run(command, capture_output=True, text=True, cwd="/")
            if done.returncode:
                why = (done.stderr.strip().splitlines() or ["unknown"])[-1]
                raise NoServer(f"the server does not start: {why}")
        yield f"postgres://i4p:{password}@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, cwd="/")
        shutil.rmtree(place, ignore_errors=True)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
