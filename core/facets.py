"""Finding by facets: which items a choice leaves, and how many each further choice would leave.

Items are numbered, and each value of a facet keeps the numbers of its items as the bits of one
integer: to combine choices is to combine integers, and to count is to count bits. So the counts of
all choices of all facets cost one pass over the items, and no query.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from urllib.parse import urlencode

from django.utils.functional import Promise


@dataclass(frozen=True)
class Facet:
    """One side from which items are looked at.

    `name` stands in addresses. `values` gives those of an item as strings, `label` the words of
    one for the reader, and `order` what they are sorted by, given value and label.
    """

    name: str
    heading: str | Promise
    values: Callable[[object], Iterable[str]]
    label: Callable[[str], str]
    order: Callable[[str, str], object] = lambda value, label: label.casefold()


@dataclass(frozen=True)
class Choice:
    """A value that a reader may choose, or take back: `address` is the page with that done."""

    value: str
    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """The choices of one facet."""

    name: str
    heading: str | Promise
    choices: list[Choice]

    @property
    def chosen(self):
        return [choice for choice in self.choices if choice.is_chosen]


class Selection:
    """What is chosen among `items`: several values of one facet widen, several facets narrow.

    `chosen` is {name of a facet: values}, and `rest` what else stands in the address. Facets and
    values that no item has choose nothing.
    """

    def __init__(self, items, facets, chosen, rest=None):
        self.items, self.facets, self.rest = items, facets, rest or {}
        self._bits = {facet.name: self._bits_of(facet) for facet in facets}
        self.chosen = {
            facet.name: [value for value in chosen.get(facet.name, []) if value in known]
            for facet, known in zip(facets, self._bits.values(), strict=True)
        }

    @classmethod
    def from_query(cls, items, facets, query, rest=()):
        """Of an address like `?country=gh,np&status=active`; `rest` names what it keeps beside."""
        chosen = {facet.name: query.get(facet.name, "").lower().split(",") for facet in facets}
        return cls(items, facets, chosen, {name: query[name] for name in rest if name in query})

    def _bits_of(self, facet):
        bits = {}
        for number, item in enumerate(self.items):
            for value in facet.values(item):
                bits[value] = bits.get(value, 0) | 1 << number
        return bits

    @cached_property
    def found(self):
        """The items that are left, in their order."""
        left = self._left()
        return [item for number, item in enumerate(self.items) if left >> number & 1]

    @property
    def is_narrowed(self):
        return any(self.chosen.values())

    def counts(self, name):
        """Of one facet: how many items each value would give under the choices of the others."""
        left = self._left(without=name)
        return {value: (bits & left).bit_count() for value, bits in self._bits[name].items()}

    def _left(self, without=None):
        left = (1 << len(self.items)) - 1
        for name, values in self.chosen.items():
            if values and name != without:
                left &= reduce(or_, (self._bits[name][value] for value in values))
        return left

    @cached_property
    def groups(self):
        """What can be chosen, in the reader's words; a choice that would leave nothing is not."""
        return [group for facet in self.facets if (group := self._group(facet)).choices]

    def _group(self, facet):
        chosen = self.chosen[facet.name]
        choices = [
            (value, facet.label(value), count)
            for value, count in self.counts(facet.name).items()
            if count or value in chosen
        ]
        choices.sort(key=lambda choice: facet.order(choice[0], choice[1]))
        return Group(
            facet.name,
            facet.heading,
            [
                Choice(value, label, count, self.address_with(facet.name, value), value in chosen)
                for value, label, count in choices
            ],
        )

    def address_with(self, name, value):
        """The address after a choice is made, or taken back where it was made."""
        return self.address({**self.chosen, name: {*self.chosen[name]} ^ {value}})

    def address(self, chosen=None, rest=None):
        """The address of these choices, always spelled alike; of this selection without them."""
        chosen = self.chosen if chosen is None else chosen
        query = {name: ",".join(sorted(values)) for name, values in chosen.items() if values}
        return "?" + urlencode({**query, **(self.rest if rest is None else rest)}, safe=",")
