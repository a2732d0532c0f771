"""The settings of `make run`, for a server that notes how far it is (tests/noting.py)."""

from i4p_site.settings.local import *  # noqa: F403
from i4p_site.settings.local import MIDDLEWARE

MIDDLEWARE = ["tests.noting.note_forms", *MIDDLEWARE]
