"""What members do to follow a dialogue or a forum by mail."""

from django.db.models import Q
from wagtail.models import Page

from core.models.withdrawal import WithdrawnItem
from core.own_data.withdrawn import forget_rows
from core.turns import turn
from dialogue.models import DialoguePage, Following, ForumPage


def follow(member, page, how):
    """Tell a member of what is new in a dialogue or a forum (any version), so often (`HowOften`).

    From now on; who follows it already has only changed how often.
    """
    kind = "dialogue" if isinstance(page, DialoguePage) else "forum"
    with turn():
        Following.objects.update_or_create(
            member=member, **{kind: page.translation_key}, defaults={"how": how}
        )


def follow_no_more(member, key):
    """Nothing of it stays, nor where it rests with what was withdrawn; again, it does nothing.

    `member` is a primary key, `key` that of a dialogue or a forum.
    """
    from dialogue.tasks import forget_sealed_following

    with turn():
        deleted, _rows = Following.objects.of(member, key).delete()
        is_there = Page.objects.filter(translation_key=key).exists()
        if not (deleted or is_there) and WithdrawnItem.objects.exists():
            forget_sealed_following.enqueue(member_id=member, key=str(key))


def forget_sealed_following(member, key):
    """The same where it rests with what was withdrawn, also if that is brought back meanwhile."""
    for kind in ("dialogue", "forum"):
        forget_rows(Following, member=member, **{kind: key})
    with turn():
        Following.objects.of(member, key).delete()


def forget_followings():
    """Delete those of dialogues and forums that are gone for good.

    What rests with something that was withdrawn is not here.
    """
    dialogues = DialoguePage.objects.values("translation_key")
    forums = ForumPage.objects.values("translation_key")
    is_there = Q(dialogue__in=dialogues) | Q(forum__in=forums)
    Following.objects.exclude(pk__in=Following.objects.filter(is_there).values("pk")).delete()
