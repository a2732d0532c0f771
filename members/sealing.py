"""What is stored about people so that the database alone does not tell it.

The keys lie outside the database: `FIELD_KEYS` holds Fernet keys with commas between them. The
first one seals, all of them open. To change it put a new key before it, start the site again, run
`manage.py rotate_field_keys`, and take the old key away.
"""

from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.utils.crypto import salted_hmac


class Unopenable(Exception):
    """None of the keys opens what was sealed."""


def seal(text):
    """A text as it may be stored: another token each time."""
    return _keys(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def unseal(token):
    """The text of a token. Raises Unopenable."""
    try:
        return _keys(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise Unopenable from error


def reseal(token):
    """The same text under the first key. Raises Unopenable."""
    try:
        return _keys(tuple(settings.FIELD_KEYS)).rotate(token.encode()).decode()
    except InvalidToken as error:
        raise Unopenable from error


def is_under_first_key(token):
    """Whether the first key opens it already."""
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def fingerprint(text, purpose):
    """A mark by which the same text is known again and that does not tell it; hexadecimal.

    For addresses, which are compared without case. Each purpose has marks of its own.
    """
    return salted_hmac(purpose, text.strip().lower(), algorithm="sha256").hexdigest()


@cache
def _keys(keys):
    return MultiFernet([Fernet(key) for key in keys])


class Closed(str):
    """What no key opens: it reads as nothing, and is stored again as it was."""

    token = ""


def is_closed(text):
    """Whether a sealed text that was read could not be opened."""
    return isinstance(text, Closed)


class SealedTextField(models.TextField):
    """A text that is sealed in the database. It cannot be searched: keep a fingerprint for that."""

    def get_prep_value(self, value):
        if is_closed(value):
            return value.token
        value = super().get_prep_value(value)
        return seal(value) if value else value

    def from_db_value(self, value, expression, connection):
        if not value:
            return value
        try:
            return unseal(value)
        except Unopenable:
            closed = Closed()
            closed.token = value
            return closed

    def get_lookup(self, name):
        if name == "isnull":
            return super().get_lookup(name)
        raise FieldError("What is sealed cannot be searched.")
