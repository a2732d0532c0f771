import signal
import sys
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from core.background import only_one
from core.schedule import TICK, run_tick


class Command(BaseCommand):
    help = "Does what is due now: scheduled publishing, the jobs of core/schedule.py, the reaper."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="do so every minute")

    def handle(self, *, loop, **options):
        if not loop:
            self.tick()
            return
        self.busy = self.stopping = False
        signal.signal(signal.SIGINT, self.stop)
        signal.signal(signal.SIGTERM, self.stop)
        while not self.stopping:
            begun = time.monotonic()
            self.busy = True
            close_old_connections()  # a database that was restarted since is found again
            self.tick()
            self.busy = False
            if not self.stopping:
                time.sleep(max(0, TICK.total_seconds() - (time.monotonic() - begun)))

    def tick(self):
        with only_one("tick") as alone:
            if alone:
                run_tick()

    def stop(self, signum, frame):
        """Finish the tick under way; between two ticks, leave at once."""
        self.stopping = True
        if not self.busy:
            sys.exit(0)
