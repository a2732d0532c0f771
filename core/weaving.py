"""The woven band of an item: drawn from its key, so that it is recognised and costs no request."""

from functools import lru_cache

from django.utils.safestring import mark_safe

COLOURS = ("saffron", "deep", "clay", "leaf", "straw")
CELLS, CELL, HEIGHT = 16, 20, 10
SHORT = 12  # a strand that goes under before its cell ends


@lru_cache(maxsize=4096)
def band(key):
    """An SVG of sixteen cells in five colours, each above or below, by the bytes of a UUID."""
    strands = dict.fromkeys(COLOURS, "")
    for number, byte in enumerate(key.bytes):
        top = HEIGHT // 2 * (byte >> 4 & 1)
        width = CELL if byte & 1 else SHORT
        strands[COLOURS[byte % len(COLOURS)]] += f"M{number * CELL} {top}h{width}v5h-{width}z"
    paths = "".join(f'<path class="{colour}" d="{d}"/>' for colour, d in strands.items() if d)
    return mark_safe(  # made of digits and the names above
        f'<svg class="band" viewBox="0 0 {CELLS * CELL} {HEIGHT}" preserveAspectRatio="none" '
        f'aria-hidden="true">{paths}</svg>'
    )
