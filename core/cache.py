"""The cache of a site on one machine: files that web, worker and tick share."""

import fcntl
from pathlib import Path

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class FileCache(FileBasedCache):
    """Django's file cache, with an `add` that only one of several processes wins.

    Django's looks whether there is a value and then sets one, so that two may win. Limits on
    guesses, and that a code opens one door only, rest on `add`.
    """

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._createdir()
        with (Path(self._dir) / "add.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return super().add(key, value, timeout, version)
