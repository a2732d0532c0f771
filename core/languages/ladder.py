"""Which languages to try for a reader, in order."""

from core.languages.known import LANGUAGES


def ladder(code: str, member=None) -> tuple[str, ...]:
    """The codes to try for a reader of `code`: that language itself first, English last.

    A member's own languages come right after that of the address, in the order of their choice.
    """
    own = member.reads if member else ()
    return tuple(dict.fromkeys((code, *own, *LANGUAGES[code].ladder)))
