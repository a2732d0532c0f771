"""Compile the catalogues in `locale/`, without needing gettext's own tools."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import to_locale

from core.languages.catalogues import stub_languages


class Command(BaseCommand):
    help = "Writes every django.mo from its django.po, and empty ones where Django needs them."
    requires_system_checks = ()

    def handle(self, **options):
        for locale_path in map(Path, settings.LOCALE_PATHS):
            for source in sorted(locale_path.glob("*/LC_MESSAGES/django.po")):
                self.write(source.with_suffix(".mo"), polib.pofile(str(source)))
        for code in stub_languages():
            folder = Path(settings.LOCALE_PATHS[0]) / to_locale(code) / "LC_MESSAGES"
            self.write(folder / "django.mo", stub(code))

    def write(self, target: Path, catalogue: polib.POFile) -> None:
        """Put the compiled catalogue in its place, if it is not there already."""
        compiled = catalogue.to_binary()
        if target.exists() and target.read_bytes() == compiled:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(compiled)
        self.stdout.write(str(target))


def stub(code: str) -> polib.POFile:
    """A catalogue without texts: enough for Django to accept the language."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": to_locale(code),
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue
