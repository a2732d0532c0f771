"""What an organisation has a part in. Apps above register who knows of it, from their `apps.py`."""

_finders = []


def register(finder):
    """`finder(profile, languages, member)` gives what its template shows of each involvement."""
    _finders.append(finder)


def of(profile, languages, member):
    """All involvements of an organisation that this person may read."""
    return [found for finder in _finders for found in finder(profile, languages, member)]
