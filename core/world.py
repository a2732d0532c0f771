"""Where a point lies on the map of the world (core/static/core/world.svg)."""

from math import radians

# The drawing is this wide, and its top edge is the North Pole: see docs/world/draw.mjs.
WIDTH = 1000


def on_the_map(latitude, longitude):
    """(x, y) of a point, given in degrees, in the units of the drawing."""
    x, y = _natural_earth(latitude, longitude)
    far_east, north_pole = _natural_earth(0, 180)[0], _natural_earth(90, 0)[1]
    scale = WIDTH / (2 * far_east)
    return round(WIDTH / 2 + x * scale, 1), round((north_pole - y) * scale, 1)


def _natural_earth(latitude, longitude):
    """The Natural Earth projection: the polynomials of Šavrič and others, as d3-geo has them."""
    east, north = radians(longitude), radians(latitude)
    p2 = north**2
    p4 = p2**2
    x = 0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))
    y = 1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))
    return east * x, north * y
