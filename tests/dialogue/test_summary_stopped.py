"""The worker is killed while it asks those who took part about a summary, and begins again."""

import pytest

from core.models import OutgoingMail
from dialogue import summary_mails
from dialogue.models import Confirmation
from tests.dialogue.doing import only_dialogue
from tests.dialogue.test_summary import summarise
from tests.makers import make_member, say
from tests.stopper import Stopper

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def summary(db, queue):
    """One that is published before three take part; mails wait in the queue."""
    dialogue = only_dialogue()
    summary = summarise(dialogue)
    for n in range(3):
        say(dialogue, make_member(f"{n}@example.org"), f"No {n}.")
    return summary


def test_killed_at_any_moment_and_begun_again_everybody_is_asked_once(summary):
    stopped = 0

    for at in range(1, 30):
        stopper = Stopper(at).run(lambda: summary_mails.send(summary.translation_key))
        stopped += stopper.has_stopped
        assert OutgoingMail.objects.count() == Confirmation.objects.count(), stopper.writes[-1]

    assert stopped > 5
    assert OutgoingMail.objects.values("receiver").distinct().count() == 3
    assert OutgoingMail.objects.count() == 3
