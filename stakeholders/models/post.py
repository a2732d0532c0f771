"""What was written at the desk, known by a number that was made where it was written."""

from django.db import models

from stakeholders.models.update import UpdatePage


class Post(models.Model):
    """That an update has arrived. A phone that sends it again, not having heard so, is told."""

    number = models.UUIDField(primary_key=True)
    update_page = models.ForeignKey(UpdatePage, on_delete=models.CASCADE, related_name="+")

    def __str__(self):
        return str(self.number)
