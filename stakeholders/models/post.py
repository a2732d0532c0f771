"""What was written at the desk, known by a number that was made where it was written."""

from django.db import models

from stakeholders.models.update import UpdatePage


class Post(models.Model):
    """That an update has arrived. A phone that sends it again, not having heard so, is told.

    It outlives its update: what was withdrawn or deleted does not come back from a phone.
    """

    number = models.UUIDField(primary_key=True)
    update_page = models.ForeignKey(
        UpdatePage, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)

    def __str__(self):
        return str(self.number)

    @property
    def is_settled(self):
        """Whether what comes under its number changes nothing any more."""
        return bool(self.sent_at) or self.update_page is None
