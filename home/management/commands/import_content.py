"""Make pages of a folder of content files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.content.files import Unusable
from home.content.importing import import_folder


class ContentCommand(BaseCommand):
    def import_folder(self, folder, **how):
        """Import a folder with progress; all that is wrong with it is told, and nothing is made."""
        try:
            import_folder(folder, self.stdout.write, **how)
        except Unusable as unusable:
            raise CommandError(
                f"Nothing was made. {len(unusable.faults)} places are wrong:\n{unusable}"
            ) from None


class Command(ContentCommand):
    help = "Makes pages of the content files in a folder, as export_content writes them."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, folder, **options):
        self.import_folder(folder)
