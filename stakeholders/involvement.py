"""What an organisation has a part in. Apps above register what they know, from their `apps.py`."""

from dataclasses import dataclass

from wagtail.models import Page


@dataclass(frozen=True)
class Part:
    """A part in something: the role, and what more is to be said of it (the years, or how many take
    part), in words."""

    role: str
    more: str = ""


@dataclass(frozen=True)
class Involved:
    """The page at the other side, with all parts that one has or had there."""

    item: Page
    parts: list[Part]


_kinds = {}


def register(name, ties, facts, told):
    """Let the pages of profiles tell of one kind of involvement.

    `ties(profile)` gives the keys of the items (`core.languages.query.tied`), `facts(profile)` what
    is to be known of each ({name: expression}), and `told(pages)` the `Involved` of each of some
    pages with these.
    """
    _kinds[name] = (ties, facts, told)


def ties_of(profile):
    return {name: ties(profile) for name, (ties, _facts, _told) in _kinds.items()}


def facts_of(profile):
    found = {}
    for _ties, facts, _told in _kinds.values():
        found |= facts(profile)
    return found


def told(linked):
    """All involvements among the pages that were found, as `Involved`."""
    return [one for name, (*_others, told) in _kinds.items() for one in told(linked[name])]
