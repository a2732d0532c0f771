import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

START_SECONDS = 60
END_SECONDS = 10
LONGEST_PAUSE = 30
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Command(BaseCommand):
    help = "Makes the site ready and runs it: web server, worker and tick, until Ctrl-C."

    def handle(self, **options):
        host = os.environ.get("HOST") or "127.0.0.1"
        port = int(os.environ.get("PORT") or 8000)
        _refuse_taken_port(host, port)
        shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else host
        address = f"http://{shown}:{port}"
        os.environ.setdefault("SITE_URL", address)
        os.environ.setdefault("ALLOWED_HOSTS", f"localhost,127.0.0.1,[::1],{host}")

        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signum != signal.SIGHUP or signal.getsignal(signum) != signal.SIG_IGN:  # nohup
                signal.signal(signum, _leave)
        passwords = settings.VAR_DIR / "passwords.txt"
        first_run = not passwords.exists()
        self.prepare()

        web = Child("web", f"{host}:{port}")
        helpers = [Child("work"), Child("tick", "--loop")]
        try:
            web.start()
            for child in helpers:
                child.start()
            self.wait_for(web, "127.0.0.1" if shown == "localhost" else host, port)
            self.say("Web server, worker and tick are up.")
            self.say(f"\n  Read   {address}/\n  Edit   {address}/admin/")
            if passwords.exists():
                where = os.path.relpath(passwords)
                self.say(
                    f"  Sign in   {'as above; kept in' if first_run else 'passwords: see'} {where}"
                )
            self.say("\nCtrl-C ends it all.")
            self.watch(web, helpers)
        finally:
            end([web, *helpers])

    def prepare(self):
        """Bring the database up to date, with something to read in it."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        self.say("Database: up to date.")
        call_command("replay_erasures", stdout=self.stdout, stderr=self.stderr)
        if "build_demo" in get_commands():
            call_command("build_demo", stdout=self.stdout)

    def wait_for(self, web, host, port):
        """Return once the server answers; raise CommandError when it does not."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            self.stop_with(web)
            answer = http.client.HTTPConnection(host, port, timeout=START_SECONDS)
            try:
                answer.request("GET", "/healthz")
                if answer.getresponse().status < 500:
                    return
            except OSError:
                pass
            finally:
                answer.close()
            time.sleep(0.1)
        raise CommandError(f"The web server gave no answer within {START_SECONDS} seconds.")

    def watch(self, web, helpers):
        """Keep the helpers up as long as the server is."""
        while True:
            self.stop_with(web)
            for child in helpers:
                if child.restart_if_ended():
                    self.stderr.write(f"{child.name} ended by itself and was started again.")
            time.sleep(0.3)

    def stop_with(self, web):
        code = web.process.poll()
        if code is not None:
            self.stderr.write(f"The web server ended with code {code}.")
            sys.exit(code if code >= 0 else 128 - code)

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()


class Child:
    """A command of this site that runs beside us."""

    def __init__(self, name, *arguments):
        self.name = name
        self.command = [sys.executable, str(settings.BASE_DIR / "manage.py"), name, *arguments]
        self.process = None
        self.pause = 1

    def start(self):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=settings.BASE_DIR,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            # A session of its own: Ctrl-C reaches us alone, and we end all in order, with whatever
            # they started themselves.
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    def restart_if_ended(self):
        """Start again after a pause that doubles while it keeps ending; give whether it did."""
        if self.process.poll() is None:
            return False
        lived = time.monotonic() - self.started
        if lived < self.pause:
            return False
        self.pause = 1 if lived > 2 * LONGEST_PAUSE else min(2 * self.pause, LONGEST_PAUSE)
        self._kill_group()
        self.start()
        return True

    def terminate(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def finish(self, deadline):
        """Wait for it until then; afterwards end it and all that it started."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0, deadline - time.monotonic()))
        self._kill_group()
        self.process.wait()

    def _kill_group(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def end(children):
    """End all. A worker has a few seconds to finish its task; else the reaper returns the task."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)
    for child in children:
        child.terminate()
    deadline = time.monotonic() + END_SECONDS
    for child in children:
        child.finish(deadline)


def _leave(signum, frame):
    sys.exit(0)


def _die_with_parent():
    """Should we be killed ourselves, the kernel ends the child too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _refuse_taken_port(host, port):
    """Otherwise the answer of another program would be taken for ours."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise CommandError(
            f"{host}:{port}: {error.strerror}. Another port: make run PORT={port + 1}"
        ) from error
