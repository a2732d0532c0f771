"""Export the organisations of the directory into a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from stakeholders.files.exporting import csv_lines, exported_rows, write_xlsx
from stakeholders.files.tables import Unusable


class Command(BaseCommand):
    help = "Writes the organisations that everybody may read, as import_stakeholders reads them."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", help="left out: standard output")
        parser.add_argument(
            "--format", choices=("csv", "xlsx"), help="left out: by the file's name"
        )

    def handle(self, file, format, **options):
        as_xlsx = (format or (file.suffix[1:].lower() if file else "csv")) == "xlsx"
        try:
            if file is None:
                self.write(self.stdout.buffer, as_xlsx)
            else:
                with file.open("wb") as opened:
                    self.write(opened, as_xlsx)
        except OSError as error:
            place = file or "The output"
            raise CommandError(f"{place} cannot be written: {error.strerror or error}.") from None
        except Unusable as unusable:
            raise CommandError(str(unusable)) from None

    def write(self, file, as_xlsx):
        if as_xlsx:
            write_xlsx(exported_rows(), file)
        else:
            file.writelines(csv_lines(exported_rows()))
