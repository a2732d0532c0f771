"""What members do to follow a thread, a dialogue or a forum by mail."""

from django.db.models import Q
from django.utils import timezone

from core.models.withdrawal import WithdrawnItem
from core.own_data.withdrawn import forget_rows
from core.turns import turn
from dialogue.models import Contribution, DialoguePage, Following, ForumPage
from dialogue.vocabularies import HowOften

KINDS = {Contribution: "thread", DialoguePage: "dialogue", ForumPage: "forum"}


def is_there(key):
    """Whether there is a forum, dialogue or thread with this key."""
    return any(kind.objects.filter(translation_key=key).exists() for kind in KINDS)


def row_of(member, item):
    """That by which a member follows this forum, dialogue or thread: a new one, not saved yet, if
    need be."""
    key = item.translation_key
    row = Following.objects.of(member.pk, key).first()
    return row or Following(member=member, **{KINDS[type(item)]: key})


def follow(member, item, how):
    """Tell a member of what is new in a forum, a dialogue (any version) or a thread, which is given
    by the original that began it; so often (`HowOften`).

    From now on, or from where they were told of it so far, if they follow more than it. Who follows
    it already has only changed how often.
    """
    with turn():
        row = row_of(member, item)
        if how == HowOften.NOT_AT_ALL:
            _end(row)
            return
        told_by = row.wider() if row.pk is None else row
        if told_by is None or told_by.how == HowOften.NOT_AT_ALL:
            row.told_until = timezone.now()
        else:
            row.told_until = told_by.told_until
        row.how = how
        row.save()


def follow_no_more(member, key):
    """Nothing of it is told any more, nor where it rests with what was withdrawn; again, it does
    nothing.

    `member` is a primary key, `key` that of a forum, a dialogue or a thread.
    """
    from dialogue.tasks import forget_sealed_following

    with turn():
        row = Following.objects.of(member, key).first()
        if row:
            _end(row)
        if not (row or is_there(key)) and WithdrawnItem.objects.exists():
            forget_sealed_following.enqueue(member_id=member, key=str(key))


def take_along(kind, key, before, after):
    """A thread or dialogue (`kind`), given by its key, lies elsewhere now. Who follows both places
    is told the rest of it, and nothing twice.

    `before` and `after` are the places, as `FollowingQuerySet.by_member` takes them.
    """
    told, tells = (Following.objects.by_member(*place) for place in (before, after))
    rows = []
    for member in told.keys() & tells.keys():
        was, becomes = told[member], tells[member]
        if was != becomes and HowOften.NOT_AT_ALL not in (was.how, becomes.how):
            row = Following(member_id=member, how=becomes.how, told_until=was.told_until)
            setattr(row, kind, key)
            rows.append(row)
    Following.objects.bulk_create(rows, ignore_conflicts=True)  # but of who follows it by itself


def _end(row):
    """Have it tell nothing any more. Where something wider would then tell of it, this is kept, as
    long as that does."""
    if _is_told(row):
        row.how = HowOften.NOT_AT_ALL
        row.save()
    elif row.pk:
        row.delete()
    silent = Following.objects.filter(member=row.member_id, how=HowOften.NOT_AT_ALL)
    for other in silent.order_by("thread"):
        if not _is_told(other):
            other.delete()


def _is_told(row):
    wider = row.wider()
    return wider is not None and wider.how != HowOften.NOT_AT_ALL


def forget_sealed_following(member, key):
    """The same where it rests with what was withdrawn, also if that is brought back meanwhile."""
    for kind in KINDS.values():
        forget_rows(Following, member=member, **{kind: key})
    with turn():
        Following.objects.of(member, key).delete()


def forget_followings():
    """Delete those of what is gone for good.

    What rests with something that was withdrawn is not here.
    """
    stays = Q()
    for kind, name in KINDS.items():
        stays |= Q(**{f"{name}__in": kind.objects.values("translation_key")})
    Following.objects.exclude(pk__in=Following.objects.filter(stays).values("pk")).delete()
