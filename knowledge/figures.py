"""What a selection of case studies looks like: bodies over time, by level, by standing in law."""

from collections import Counter
from dataclasses import dataclass

from core.finding import as_span
from core.vocabularies import Level, Status
from knowledge.facets import decades_of_a_body
from knowledge.vocabularies import LegalStanding

# In units of the drawing; a column and the space round it, and the height of the tallest.
COLUMN, STEP, HEIGHT, FOOT = 24, 40, 100, 16
# How each status is drawn; told apart by their order and their lightness, too.
COLOURS = {Status.ENDED: "deep", Status.DORMANT: "straw", Status.ACTIVE: "leaf"}


@dataclass(frozen=True)
class Column:
    """The bodies that stood in a decade, as `parts` drawn on each other from the bottom up."""

    span: str
    counts: list[int]
    x: float
    parts: list[tuple[str, float, float]]  # colour, top, height

    @property
    def middle(self):
        return self.x + COLUMN / 2

    @property
    def first_year(self):
        return self.span[:4]

    @property
    def total(self):
        return sum(self.counts)


@dataclass(frozen=True)
class OverTime:
    """Bodies by decade and status: a drawing, and the table that says the same."""

    statuses: list[tuple[str, str]]  # colour, label
    columns: list[Column]
    step = STEP
    column = COLUMN
    baseline = HEIGHT + FOOT
    height = HEIGHT + 2 * FOOT

    @property
    def width(self):
        return STEP * len(self.columns)


@dataclass(frozen=True)
class Bar:
    label: str
    count: int
    percent: int  # of the longest


def over_time(items):
    """The items, as `core.finding.Listed`, by decade; a body counts in each that it touched."""
    stood = Counter(
        (decade, item.facts["status"]) for item in items for decade in decades_of_a_body(item)
    )
    spans = sorted({decade for decade, _status in stood})
    tallest = max((sum(stood[span, status] for status in COLOURS) for span in spans), default=1)
    columns = []
    for place, span in enumerate(spans):
        counts = [stood[span, status] for status in COLOURS]
        columns.append(
            Column(
                span=as_span(span),
                counts=counts,
                x=place * STEP + (STEP - COLUMN) / 2,
                parts=_parts(counts, HEIGHT / tallest),
            )
        )
    return OverTime([(COLOURS[status], status.label) for status in COLOURS], columns)


def _parts(counts, unit):
    parts, top = [], HEIGHT + FOOT
    for colour, count in zip(COLOURS.values(), counts, strict=True):
        top -= count * unit
        if count:
            parts.append((colour, round(top, 1), round(count * unit, 1)))
    return parts


def bars(items, fact, vocabulary):
    """How many of the items have each value of a fact, in the order of its vocabulary."""
    counts = Counter(item.facts[fact] for item in items)
    longest = max((counts[value] for value in vocabulary.values), default=0)
    return [
        Bar(label, counts[value], round(100 * counts[value] / longest))
        for value, label in vocabulary.choices
        if counts[value]
    ]


def by_level(items):
    return bars(items, "level", Level)


def by_law(items):
    return bars(items, "law", LegalStanding)
