from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.models.withdrawal import KEEP
from core.withdrawal.traces import find, sought


class Command(BaseCommand):
    help = (
        "Says what is left of an item in the database, the folders of pictures and files, what "
        "everybody can read, mails that wait, the cache and logs. Ends with 1 where something is."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "item", help="its key, a path such as /ne/about/, or the number of its sealed record"
        )
        parser.add_argument(
            "--words",
            type=Path,
            help="a file of words to look for, one phrase a line: of an item of which nothing is "
            "known any more",
        )

    def handle(self, *, item, words, **options):
        phrases = words.read_text(encoding="utf-8").splitlines() if words else []
        known = sought(item, [phrase.strip() for phrase in phrases if phrase.strip()])
        if known.record:
            until = known.record.withdrawn_at + KEEP
            self.stdout.write(f"sealed record: number {known.record.pk}, until {until:%Y-%m-%d}")
        traces = 0
        for place, what in find(known):
            self.stdout.write(f"{place}: {what}")
            traces += 1
        if traces:
            raise CommandError(f"{traces} traces found.")
        self.stdout.write("Nothing else found." if known.record else "Nothing found.")
