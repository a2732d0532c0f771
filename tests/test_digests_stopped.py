"""The worker is killed while it writes to those who get updates by mail, and begins again."""

import pytest
from django.utils import timezone

from core.models import OutgoingMail
from stakeholders import digest_mails
from stakeholders.models import DigestSubscription
from tests.makers import (
    make_committee,
    make_directory,
    make_languages,
    make_site,
    make_update,
    read_site,
)
from tests.stopper import Stopper

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def committee(db, queue):
    """A committee with news, and three who want to be told; mails wait in the queue."""
    make_languages()
    make_site()
    committee = make_committee(make_directory(read_site()), "Committee")
    now = timezone.now()
    for n in range(3):
        DigestSubscription.objects.create(
            email=f"{n}@example.org",
            email_mark=f"{n}",
            language="en",
            committee=committee.translation_key,
            confirmed_at=now,
            told_until=now,
        )
    make_update(committee, "Gathering")
    return committee


def test_killed_at_any_moment_and_begun_again_everybody_is_told_once(committee):
    until, stopped = timezone.now(), 0

    for at in range(1, 30):
        stopper = Stopper(at).run(
            lambda: digest_mails.send(until, "en", "", str(committee.translation_key))
        )
        stopped += stopper.has_stopped
        told = DigestSubscription.objects.filter(told_until=until).count()
        assert OutgoingMail.objects.count() == told, stopper.writes[-1]

    assert stopped > 5
    assert OutgoingMail.objects.values("receiver").distinct().count() == 3
    assert OutgoingMail.objects.count() == 3
