"""Stop an operation at each of its SQL writes, and see what it leaves in the database.

`stop_everywhere(operation)` does it once untouched, then again and again from the same rows,
killed at the first write, the second, and so on. For SQLite and PostgreSQL, in tests with
`transaction=True`: what is asked is what a killed process leaves, so nothing may be rolled back
that the operation itself would have committed.
"""

import json
import re
from dataclasses import dataclass

from django.apps import apps
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
UUID = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b")
MOMENT = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?")
# What is sealed reads differently each time.
SEALED = re.compile(r"\bgAAAA[\w-]+=*")

SQLITE_IDS = "sqlite_sequence"

# Not what people wrote: sign-ins, and indexes that are made anew from the rest.
IGNORED_APPS = {"sessions", "wagtailsearch", "contenttypes"}
IGNORED_MODELS = {"wagtailcore.referenceindex", "wagtailadmin.editingsession"}


class Killed(KeyboardInterrupt):
    """The end of the process. Of this kind, because the immediate task backend takes all others."""


class Stopper:
    """An `execute_wrapper` that counts writes, and from the `at`-th on lets none pass."""

    def __init__(self, at=None):
        self.at = at
        self.writes = []
        self.has_stopped = False

    def __call__(self, execute, sql, params, many, context):
        if WRITE.match(sql):
            self.writes.append(sql)
            if self.at and len(self.writes) >= self.at:
                self.has_stopped = True
                raise Killed
        return execute(sql, params, many, context)

    def run(self, operation):
        try:
            with connection.execute_wrapper(self):
                operation()
        except Killed:
            pass
        return self


# The rows ---------------------------------------------------------------------------------


def watched_models():
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in IGNORED_APPS
        and model._meta.label_lower not in IGNORED_MODELS
    ]


def rows():
    """All watched rows: {table: [row]}, each row a text, as the database gives it."""
    found = {}
    with connection.cursor() as cursor:
        for model in watched_models():
            columns = ", ".join(f'"{field.column}"' for field in model._meta.local_concrete_fields)
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f'SELECT {columns} FROM "{table}" ORDER BY "{key}"')
            if lines := [json.dumps(row, default=str) for row in cursor.fetchall()]:
                found[table] = lines
    return found


class Eyes:
    """Compares rows, taking two moments or two random ids for equal that are new since `begun`."""

    def __init__(self):
        self.begun = timezone.now().isoformat()
        self.known = {_hex(found) for found in UUID.findall(str(rows()))}

    def digest(self):
        return {
            # Sorted anew: rows with a random id come in any order.
            table: sorted(map(self._unmarked, lines))
            for table, lines in rows().items()
        }

    def _unmarked(self, line):
        line = SEALED.sub("a sealed text", line)
        return UUID.sub(self._id, MOMENT.sub(self._moment, line))

    def _id(self, match):
        return match[0] if _hex(match[0]) in self.known else "a new id"

    def _moment(self, match):
        return match[0] if match[0].replace(" ", "T") < self.begun else "a new moment"


def _hex(found):
    return found.replace("-", "")


class Snapshot:
    """The rows as they are, and the way back to them; the next ids as well."""

    def __init__(self):
        self.tables = [model._meta.db_table for model in watched_models()]
        if connection.vendor == "sqlite":
            self.tables.append(SQLITE_IDS)
        for table in self.tables:
            self._do(f'CREATE TEMPORARY TABLE "kept_{table}" AS SELECT * FROM "{table}"')
        self.reset_ids()

    def reset_ids(self):
        """PostgreSQL counts ids on when a transaction is rolled back; the rows would differ."""
        statements = connection.ops.sequence_reset_sql(no_style(), watched_models())
        if statements:
            self._do("\n".join(statements))

    def restore(self, changed):
        """Put these tables back. Foreign keys are checked at the end, in both databases."""
        if connection.vendor == "sqlite":
            changed = {*changed, SQLITE_IDS}
        with transaction.atomic():
            for table in changed:
                self._do(f'DELETE FROM "{table}"')
                self._do(f'INSERT INTO "{table}" SELECT * FROM "kept_{table}"')
        self.start_again()

    def start_again(self):
        self.reset_ids()
        cache.clear()

    def forget(self):
        for table in self.tables:
            self._do(f'DROP TABLE "kept_{table}"')

    @staticmethod
    def _do(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)


# All of it --------------------------------------------------------------------------------


@dataclass
class Outcome:
    """What an operation does untouched, and each stop that left neither the old nor the new."""

    writes: int
    changed: set
    broken: list


def stop_everywhere(operation, look=lambda: None):
    """Stop `operation`, which can be done again on the same rows, at each of its writes.

    After each stop, and at the end, `look()` tells what is wrong with the rows, or nothing.
    """
    eyes, snapshot = Eyes(), Snapshot()
    try:
        old = eyes.digest()
        untouched = Stopper().run(operation)
        new = eyes.digest()
        snapshot.restore(changed_tables(old, new))
        assert eyes.digest() == old, "the way back is broken"
        broken = []
        for at in range(1, len(untouched.writes) + 1):
            stopper = Stopper(at).run(operation)
            left = eyes.digest()
            if not stopper.has_stopped:
                # After the commit the search index is written, and it was written before.
                assert left == new, f"write {at} was not reached: not the same operation"
                snapshot.restore(changed_tables(old, left))
                break
            if wrong := look():
                broken.append((at, stopper.writes[-1][:90], wrong))
            if left == old:
                snapshot.start_again()
                continue
            if left != new:
                broken.append((at, stopper.writes[-1][:90], changed_tables(old, left)))
            snapshot.restore(changed_tables(old, left))
        Stopper().run(operation)
        assert eyes.digest() == new, "doing it again after so many stops gives something else"
        if wrong := look():
            broken.append(("at the end", wrong))
    finally:
        snapshot.forget()
    return Outcome(len(untouched.writes), changed_tables(old, new), broken)


def changed_tables(before, after):
    tables = before.keys() | after.keys()
    return {table for table in tables if before.get(table) != after.get(table)}
