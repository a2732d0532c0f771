"""When a member was last in a dialogue."""

from contextlib import contextmanager, suppress
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Who comes back within this time is still there.
A_VISIT = timedelta(minutes=30)
# To how many minutes it is noted when somebody is there: nobody is to learn who was there together.
MINUTES = 10


class VisitQuerySet(models.QuerySet):
    def note(self, member, dialogue):
        """Note that a member is in a dialogue, given by its key, and give the moment up to which
        they have seen it before: the end of their visit before this one, or None.

        That is too early rather than too late: what they have not seen is always after it. Reading
        does not fail where this cannot be written, and of two pages opened at once one is noted.
        """
        now = _cut(timezone.now())
        visit = self.filter(member=member, dialogue=dialogue).first()
        if visit is None:
            first = self.model(member=member, dialogue=dialogue, last_at=now)
            _try_to(lambda: self.bulk_create([first], ignore_conflicts=True))
            return None
        is_back = now - visit.last_at > A_VISIT
        seen_until = visit.last_at if is_back else visit.seen_until
        if now > visit.last_at:
            same = self.filter(pk=visit.pk, last_at=visit.last_at)
            _try_to(lambda: same.update(seen_until=seen_until, last_at=now))
        return seen_until


def _cut(moment):
    return moment.replace(minute=moment.minute // MINUTES * MINUTES, second=0, microsecond=0)


def _try_to(write):
    with _no_waiting(), suppress(DatabaseError), transaction.atomic():
        write()


@contextmanager
def _no_waiting():
    """On SQLite, which has one writer at a time, readers do not wait for who writes long."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        [usual] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


class Visit(models.Model):
    """That a member was in a dialogue, which is given by its key."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    dialogue = models.UUIDField()
    # The end of the visit before the last one.
    seen_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField(_("last visit"))

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit to a dialogue")
        verbose_name_plural = _("visits to dialogues")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "dialogue"], name="member_visits_dialogue_once"
            )
        ]

    def __str__(self):
        return f"{self.pk}"
