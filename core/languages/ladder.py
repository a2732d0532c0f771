"""Which languages to try for a reader, in order."""

from core.languages.known import LANGUAGES


def ladder(code: str) -> tuple[str, ...]:
    """The codes to try for a reader of `code`: that language itself first, English last."""
    return (code, *LANGUAGES[code].ladder)
