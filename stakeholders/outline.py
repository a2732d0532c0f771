"""The directory as an outline: each organisation once, under the larger one it is a part of."""

from dataclasses import dataclass, field

from core.languages.query import originals_of
from core.vocabularies import Level
from stakeholders.models import ProfilePage, ProfileParent

# From the large to the small; what says nothing of its level comes last.
LEVELS = [*reversed(Level), ""]
# The deepest an organisation stands; what is a part of it stands beside it.
DEEPEST = 6


@dataclass
class Body:
    """An organisation, with those that are its members or parts."""

    page: ProfilePage
    parts: list["Body"] = field(default_factory=list)


def outline(pages):
    """The organisations in groups by level: [(Level or "", [Body])], without empty groups.

    `pages` are of different items, in the order in which they are to stand. One query.
    """
    bodies = {page.translation_key: Body(page) for page in pages}
    above = places(bodies, larger_of(bodies))
    groups = {level: [] for level in LEVELS}
    for key, body in bodies.items():
        held = bodies[above[key]].parts if above[key] else groups[body.page.level]
        held.append(body)
    return [(level, held) for level, held in groups.items() if held]


def larger_of(bodies):
    """{key: key of the larger organisation}, for those among `bodies` that are a part of another.

    Of several the smallest: a village stands under its district, not under the state.
    """

    def smallness(key):
        level = bodies[key].page.level
        return LEVELS.index(level) if level else -1

    ties = originals_of(ProfileParent.objects.all()).order_by("sort_order", "pk")
    found = {}
    for key, other in ties.values_list("profile__translation_key", "other__translation_key"):
        if key in bodies and other in bodies:
            found.setdefault(key, []).append(other)
    return {key: max(others, key=smallness) for key, others in found.items()}


def places(keys, larger):
    """{key: the key it stands under, or None}.

    Where organisations are said to be parts of each other in a circle, one of them stands on top.
    """
    above, depth = {}, {}
    for key in keys:
        way_up = {}
        while key is not None and key not in depth and key not in way_up:
            way_up[key] = None
            key = larger.get(key)
        for smaller in reversed(way_up):
            over = larger.get(smaller)
            if over not in depth:
                above[smaller], depth[smaller] = None, 1
            elif depth[over] < DEEPEST:
                above[smaller], depth[smaller] = over, depth[over] + 1
            else:
                above[smaller], depth[smaller] = above[over], DEEPEST
    return above
