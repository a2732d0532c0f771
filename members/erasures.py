"""Who was erased stays erased, also when a backup comes back.

Of each there is a number and a date, in the database and in a file beside it, which is kept apart
from backups of the database. What one of them lacks it gets from the other.
"""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from members.actions import erase
from members.models import Erasure, Member


def ledger():
    """The file. A line holds a number and a date; it is only ever added to."""
    return Path(settings.VAR_DIR) / "erasures.txt"


def note(member):
    """Write down that a member is being erased; the file follows once that is certain."""
    Erasure.objects.get_or_create(
        number=member.number, defaults={"erased_on": timezone.now().date()}
    )
    # Should the file not take it now, the next `replay` brings it there.
    transaction.on_commit(complete, robust=True)


def complete(more=()):
    """Bring the database and the file to the same list, with `more` of {number: date}.

    Gives the whole list.
    """
    in_file = read(ledger())
    in_database = dict(Erasure.objects.values_list("number", "erased_on"))
    known = {**dict(more), **in_file, **in_database}
    Erasure.objects.bulk_create(
        [
            Erasure(number=number, erased_on=day)
            for number, day in known.items()
            if number not in in_database
        ],
        ignore_conflicts=True,
    )
    append({number: day for number, day in known.items() if number not in in_file})
    return known


def replay(path=None):
    """Erase again whoever is on a list and is there, and complete the lists. Safe to repeat.

    `path` may name another such file. Gives the numbers of those who were erased, and of those who
    could not be.
    """
    known = complete(read(Path(path)) if path else ())
    erased, refused = [], []
    for member in [member for member in Member.objects.iterator() if member.number in known]:
        try:
            erase(member)
            erased.append(member.number)
        except ValidationError:
            refused.append(member.number)
    return erased, refused


# The file -------------------------------------------------------------------------


def read(path):
    """{number: date}. A line that a crash has torn is left out."""
    found = {}
    if path.exists():
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            number, _space, day = line.partition(" ")
            with suppress(ValueError):
                found[UUID(number)] = date.fromisoformat(day)
    return found


def append(entries):
    """Add {number: date}; they are on the disk when this returns."""
    if not entries:
        return
    path = ledger()
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with open(descriptor, "rb+", buffering=0) as file:
        torn = file.seek(0, os.SEEK_END) and not path.read_bytes().endswith(b"\n")
        lines = "".join(f"{number} {day}\n" for number, day in entries.items())
        file.write((("\n" if torn else "") + lines).encode("ascii"))
        os.fsync(file.fileno())
