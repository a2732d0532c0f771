"""Withdrawing: an item is gone whole, rests sealed for 30 days, and then nothing is left of it.

`core.actions.withdraw` and `bring_back` do it. What belongs to an item: `belongings`; how it is
sealed: `sealing`; how it comes back: `returning`; whether anything was forgotten: `traces`. The
upper layers enter what they keep of items from their `apps.py`, with the four functions here.
"""

_companions, _forgetters, _restorers, _places = [], [], [], []


def goes_along(function):
    """Have the rows of the querysets that `function(keys)` gives sealed, and brought back, with the
    items of these keys: what is theirs without pointing at a page."""
    _companions.append(function)


def forgets(function):
    """Have `function(pages)` forget for good what is kept of these rows, versions and shelves.

    It is called in the transaction that withdraws them, while they are there, and in the one that
    brings them back, for what is kept of their absence.
    """
    _forgetters.append(function)


def restores(function):
    """Have `function(pages)` make again what follows from these rows, which are brought back.

    It is called in the transaction that does so, when they are there again.
    """
    _restorers.append(function)


def shows(function):
    """Have `find_traces` look at the addresses that `function(language)` gives."""
    _places.append(function)


def companions(keys):
    return [rows for function in _companions for rows in function(keys)]


def forget(pages):
    for function in _forgetters:
        function(pages)


def restore(pages):
    for function in _restorers:
        function(pages)


def public_addresses(language):
    return [address for function in _places for address in function(language)]
