"""Without a guard, the test that is named after what it prevents fails."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.taking_out import guards

pytestmark = pytest.mark.slow

NAMES = [
    "a shelf is not translated", "one source", "no dangerous link",
    "translations go down with their original", "drafts in revisions", "no gaps",
    "former translations", "rights on the source", "rights on the target", "locks and reviews",
    "a checked PO file", "reports for administrators", "choosers", "rights on a page to move",
    "rights on a page in review", "rights on a picture to choose",
    "rights on a page to choose", "public titles in choosers", "locked words",
    "names in bulk", "names in filters", "one restriction",
    "restrictions of new versions", "restrictions by the right on the original", "facts follow",
    "facts are state", "whole items by the right on the original",
    "copies stay in their language", "no subtree", "syncing publishes nothing",
    "rights on what is synced", "no text with a NUL", "rights in the background",
    "batches of others", "originals with versions stay", "closed in all languages",
    "files of closed collections", "documents without their authors",
    "redirects tell nothing", "editors are appointed from above",
    "rights follow the appointments", "rights in new languages", "a second factor",
    "a password takes no factor away", "a code opens one door", "one winner in the cache",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_guard_that_is_taken_out_is_missed(name):
    _, test = guards()[name]
    plugins = ["-p", "tests.taking_out", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, "-x", "-k", test, "tests"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"TAKE_OUT": name},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1, done.stdout
    assert "1 failed" in done.stdout, done.stdout


def test_every_guard_is_tried():
    assert set(NAMES) == set(guards())
