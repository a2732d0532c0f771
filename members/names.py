"""Names and titles, which are shown among words of others."""

# Marks that turn the reading direction of what stands behind them, until they are taken back. A
# direction of its own is what a text gets by its language (`lang` and `dir` round each of them).
TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def without_turns(name):
    """A name without the marks by which it would be read as another, or turn what follows it."""
    return name.translate(TURNS)
