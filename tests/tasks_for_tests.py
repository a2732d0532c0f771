"""Tasks that workers started by tests can import."""

import time

from django.conf import settings
from django_tasks import task


@task
def note_slowly():
    """Note the begin, wait as long as there is a file `hold`, note the end."""
    _note("begun")
    while (settings.VAR_DIR / "hold").exists():
        time.sleep(0.05)
    _note("done")


def _note(what):
    with (settings.VAR_DIR / what).open("a") as file:
        file.write(".")
