"""What members do to follow a thread, a dialogue or a forum by mail."""

from django.db.models import Q

from core.models.withdrawal import WithdrawnItem
from core.own_data.withdrawn import forget_rows
from core.turns import turn
from dialogue.models import Contribution, DialoguePage, Following, ForumPage

KINDS = {Contribution: "thread", DialoguePage: "dialogue", ForumPage: "forum"}


def follow(member, item, how):
    """Tell a member of what is new in a forum, a dialogue (any version) or a thread, which is given
    by the original that began it; so often (`HowOften`).

    From now on; who follows it already has only changed how often.
    """
    with turn():
        Following.objects.update_or_create(
            member=member, **{KINDS[type(item)]: item.translation_key}, defaults={"how": how}
        )


def follow_no_more(member, key):
    """Nothing of it stays, nor where it rests with what was withdrawn; again, it does nothing.

    `member` is a primary key, `key` that of a forum, a dialogue or a thread.
    """
    from dialogue.tasks import forget_sealed_following

    with turn():
        deleted, _rows = Following.objects.of(member, key).delete()
        is_there = any(kind.objects.filter(translation_key=key).exists() for kind in KINDS)
        if not (deleted or is_there) and WithdrawnItem.objects.exists():
            forget_sealed_following.enqueue(member_id=member, key=str(key))


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
    is_there = Q()
    for kind, name in KINDS.items():
        is_there |= Q(**{f"{name}__in": kind.objects.values("translation_key")})
    Following.objects.exclude(pk__in=Following.objects.filter(is_there).values("pk")).delete()
