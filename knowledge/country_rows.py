"""What the page of a country tells beside what has countries of its own.

Apps above register what they know, from their `apps.py`.
"""

_rows = {}


def register(title, find):
    """Let the pages of countries tell of one kind of item, under this heading.

    `find(iso, languages, member, number)` gives at most `number` items of a country that a reader
    may read, each once, as a list.
    """
    _rows[title] = find


def rows_for(iso, languages, member, number):
    """[(heading, items)] of what there is for a country."""
    rows = ((title, find(iso, languages, member, number)) for title, find in _rows.items())
    return [(title, items) for title, items in rows if items]
