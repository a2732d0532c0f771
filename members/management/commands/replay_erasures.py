from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from members import erasures


class Command(BaseCommand):
    help = "Erases again who was erased before and came back with a backup. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, help="a list to go by besides that in VAR_DIR")

    def handle(self, *, file, **options):
        if file and not file.exists():
            raise CommandError(f"There is no {file}.")
        erased, refused = erasures.replay(file)
        if erased:
            self.stdout.write(f"Erased again: {len(erased)} who came back with a backup.")
        for number in refused:
            self.stderr.write(
                f"{number} is the last administrator and could not be erased. "
                "Make somebody else an administrator, and run replay_erasures again."
            )
