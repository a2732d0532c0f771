"""Whether the site is alive and whether it is ready, for whoever watches over it."""

from django.db import DatabaseError, connection
from django.http import HttpResponse


def answer_watchers(get_response):
    """Middleware for `/healthz` (alive, whatever else is down) and `/readyz` (with its database).

    It stands before all that asks the database, the host name or for HTTPS: those who watch over
    a site have none of them.
    """
    answers = {"/healthz": alive, "/readyz": ready}

    def middleware(request):
        answer = answers.get(request.path_info)
        return answer() if answer else get_response(request)

    return middleware


def alive():
    return _plain("ok", 200)


def ready():
    """503 while the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _plain("no database", 503)
    return _plain("ok", 200)


def _plain(text, status):
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/plain", status=status, headers=headers)
