"""What is new to a member in a dialogue since they were there before."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dialogue.models.contribution import Contribution
from dialogue.models.visit import Visit
from dialogue.thread import page_of
from dialogue.vocabularies import Status


@dataclass
class News:
    """How many contributions of others appeared since then, and where the first one stands."""

    since: datetime
    number: int
    first: Contribution
    page: int


def come_in(member, dialogue, thread):
    """Note that a member reads a dialogue, given by its key; mark what is new to them on this page
    of its thread (as `read_thread` gives it), and give `News`, or None where there are none."""
    since = Visit.objects.note(member, dialogue)
    if since is None:
        return None
    new = Contribution.objects.new(since, timezone.now(), member).filter(dialogue=dialogue)
    number = new.count()
    if not number:
        return None
    for said in thread:
        said.is_new = _is_new(said.original, since, member)
    first = new.order_by("thread", "pk").first()
    return News(since, number, first, page_of(first, thread.paginator.per_page))


def _is_new(original, since, member):
    is_read = original.status == Status.SHOWN and original.author_id != member.pk
    return is_read and original.appeared_at is not None and original.appeared_at > since
