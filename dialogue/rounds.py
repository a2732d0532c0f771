"""The rounds of a dialogue: which part of its question is spoken about when.

A round lasts until the next one opens, or the dialogue closes. A thread belongs to the round in
which it was begun, whenever it is answered.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.db.models import Count, Q
from django.utils import timezone

from dialogue.vocabularies import DialogueState, RoundState, Status


@dataclass
class Round:
    """One round, in the version of a dialogue that its question is taken from."""

    key: str  # the same in every language
    number: int
    question: str
    opens_on: date
    closes_on: date | None  # its last day
    state: RoundState
    asked_by: object  # the version of the dialogue
    # In the thread: how many can be read in it, how many stand before it, and its page.
    contributions: int = 0
    before: int = 0
    page: int = 1
    summary: object = None

    @property
    def is_open(self):
        return self.state == RoundState.NOW

    @property
    def begins(self):
        """The moment in which it opens."""
        return timezone.make_aware(datetime.combine(self.opens_on, time.min))

    @property
    def anchor(self):
        """The `id` of its heading where it begins, the same in every language."""
        return f"round-{self.number}"


def rounds_of(dialogue):
    """The rounds of a dialogue, as this version of it asks."""
    dated = [child for child in dialogue.rounds if child.value["opens_on"]]
    days = [child.value["opens_on"] for child in dated]
    last_days = [day - timedelta(days=1) for day in days[1:]] + [dialogue.closes_on]
    return [
        Round(
            key=child.id,
            number=number,
            question=child.value["question"],
            opens_on=day,
            closes_on=last_day,
            state=_state(dialogue, day, last_day),
            asked_by=dialogue,
        )
        for number, (child, day, last_day) in enumerate(
            zip(dated, days, last_days, strict=False), start=1
        )
    ]


def _state(dialogue, first, last):
    today = timezone.localdate()
    if dialogue.state in (DialogueState.CLOSED, DialogueState.SUMMARISED):
        return RoundState.OVER
    if today < first:
        return RoundState.COMES
    return RoundState.OVER if last and last < today else RoundState.NOW


def round_at(rounds, moment):
    """The round in which something was written; None before the first one."""
    opened = [one for one in rounds if one.begins <= moment]
    return opened[-1] if opened else None


def begun_in(contributions, rounds, key):
    """Of contributions (a queryset) those whose thread was begun in the round of this key: none
    where there is no such round any more."""
    found = next((one for one in rounds if one.key == key), None)
    if found is None:
        return contributions.none()
    contributions = contributions.filter(thread__written_at__gte=found.begins)
    if following := rounds[found.number :]:
        contributions = contributions.filter(thread__written_at__lt=following[0].begins)
    return contributions


def count_in(rounds, contributions):
    """Say of each round how many of these contributions (a queryset, in their order) stand before
    it, and how many in it can be read; gives both of all. One query.

    What was hidden or withdrawn has a place, and cannot be read.
    """
    can_be_read, counts = Q(status=Status.SHOWN), {}
    for one in rounds:
        before = Q(thread__written_at__lt=one.begins)
        counts[f"stand_{one.number}"] = Count("pk", filter=before)
        counts[f"read_{one.number}"] = Count("pk", filter=before & can_be_read)
    counts |= {"stand": Count("pk"), "read": Count("pk", filter=can_be_read)}
    sums = list(contributions.order_by().aggregate(**counts).values())
    stand, read = sums[::2], sums[1::2]
    for one, before, (first, last) in zip(rounds, stand, pairwise(read), strict=False):
        one.before, one.contributions = before, last - first
    return stand[-1], read[-1]


def lay_out(rounds, thread, summaries):
    """Say of each round that was counted (`count_in`) on which page of a thread it begins, and
    which summary there is, by their keys; and of what is on this page where a round begins or goes
    on."""
    for one in rounds:
        one.page = one.before // thread.paginator.per_page + 1
        one.summary = summaries.get(one.key)
    previous = None
    for said in thread:
        found = round_at(rounds, said.original.begun_at)
        said.round = found if found is not previous else None
        said.goes_on = bool(found) and previous is None and found.before < thread.start_index() - 1
        previous = found
