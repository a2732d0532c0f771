"""How a server of the tests tells how far it is with a form, so that it can be killed within."""

import os
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.stopper import WRITE

BEGUN, WRITTEN, ENDED = b"B", b"w", b"E"


class Progress:
    """A file that grows by one letter when a form comes in, with each SQL write, and at the end."""

    def __init__(self, var):
        self.path = Path(var) / "progress"

    def note(self, letter):
        file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(file, letter)
        os.close(file)

    def read(self):
        return self.path.read_bytes() if self.path.exists() else b""

    def length(self):
        return self.path.stat().st_size if self.path.exists() else 0

    def clear(self):
        self.path.unlink(missing_ok=True)


def note_forms(get_response):
    """Middleware, before all others: what it takes for the end lies behind the commit."""
    progress = Progress(settings.VAR_DIR)

    def note_write(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if WRITE.match(sql):
            progress.note(WRITTEN)
        return result

    def noted(request):
        if request.method != "POST":
            return get_response(request)
        progress.note(BEGUN)
        with connection.execute_wrapper(note_write):
            response = get_response(request)
        progress.note(ENDED)
        return response

    return noted
