"""Somebody loses their session while they write, as the tests do it."""

from urllib.parse import urlsplit

from django.contrib.sessions.models import Session

from tests.walker.bodies import Forms


def form_on(response, **words):
    """What a browser sends from the form of a page, with these words typed."""
    forms = Forms()
    forms.feed(response.text)
    _action, fields = max(forms.found, key=lambda form: len(form[1]))
    return dict(fields) | words


def end_all_sessions():
    Session.objects.all().delete()


def sign_in_again(client, response, member):
    """Go through the door that somebody was led to; gives the page they come to."""
    door = response["Location"]
    assert urlsplit(door).path.endswith("/account/login/")
    return client.post(door, {"login": member.email, "password": "pass"}, follow=True)
