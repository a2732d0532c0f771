"""Write the pages of the site as content files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.content.exporting import export_folder
from home.content.folder import ITEM_FILE


class Command(BaseCommand):
    help = "Writes all pages as content files that can be read, corrected and imported elsewhere."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a new folder, or one written before")

    def handle(self, folder, **options):
        if folder.exists() and any(folder.iterdir()) and not (folder / ITEM_FILE).exists():
            raise CommandError(f"{folder} holds something else: nothing is written.")
        folder.mkdir(parents=True, exist_ok=True)
        export_folder(folder, self.stdout.write)
