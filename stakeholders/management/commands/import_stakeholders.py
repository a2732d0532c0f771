"""Import organisations of the directory from a file."""

import time
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from stakeholders.files.directory import find_section
from stakeholders.files.importing import ROWS_AT_A_TIME, Kind, each_once, import_rows
from stakeholders.files.tables import Table, Unusable


class Command(BaseCommand):
    help = "Adds and changes organisations of the directory as a CSV or XLSX file says."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument(
            "--language",
            default=settings.LANGUAGE_CODE,
            help="of new profiles whose row names none",
        )

    def handle(self, file, dry_run, language, **options):
        try:
            with file.open("rb") as opened:
                counts = self.take(File(opened), dry_run, language)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}.") from None
        except Unusable as unusable:
            raise CommandError(f"Nothing was imported. {unusable}") from None
        self.stdout.write(", ".join(f"{counts[kind]} {kind.value}" for kind in Kind))
        if refused := counts[Kind.REFUSED]:
            raise CommandError(f"{refused} rows were refused: see above.")

    def take(self, opened, dry_run, language):
        """Import the rows, and tell of each that was not taken; gives how many of each kind."""
        section, table = find_section(), Table(opened)
        rows = each_once(table.rows(), section)
        begun, counts = time.monotonic(), Counter()
        for outcome in import_rows(rows, section, language, dry_run=dry_run):
            counts[outcome.kind] += 1
            if outcome.is_problem:
                reasons = " ".join(outcome.reasons)
                self.stdout.write(f"line {outcome.line}, {outcome.key or 'no key'}: {reasons}")
            done = counts.total()
            if done % ROWS_AT_A_TIME == 0 or done == table.count:
                seconds = time.monotonic() - begun
                self.stderr.write(f"{done} of {table.count} rows, {seconds:.0f} seconds", str)
        return counts
