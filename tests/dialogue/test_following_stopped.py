"""The worker is killed while it writes to those who follow a dialogue, and begins again."""

import pytest
from django.utils import timezone

from core.models import OutgoingMail
from dialogue import following_mails
from dialogue.models import Following
from tests.dialogue.doing import only_dialogue
from tests.makers import make_member, say
from tests.stopper import Stopper

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def dialogue(db, queue):
    """A dialogue with news, and three who follow it; mails wait in the queue."""
    dialogue = only_dialogue()
    for n in range(3):
        member = make_member(f"{n}@example.org")
        Following.objects.create(member=member, dialogue=dialogue.translation_key, how="daily")
    say(dialogue, make_member("author@example.org"), "A law.")
    return dialogue


def test_killed_at_any_moment_and_begun_again_everybody_is_told_once(dialogue):
    until, stopped = timezone.now(), 0

    for at in range(1, 30):
        stopper = Stopper(at).run(lambda: following_mails.send("daily", until))
        stopped += stopper.has_stopped
        told = Following.objects.filter(told_until=until).count()
        assert OutgoingMail.objects.count() == told, stopper.writes[-1]

    assert stopped > 5
    assert OutgoingMail.objects.values("receiver").distinct().count() == 3
    assert OutgoingMail.objects.count() == 3
