"""Which organisations asked not to be listed, without telling who they are beyond their key."""

from django.db import models


class Unlisted(models.Model):
    """An organisation that does not want to stand in the directory.

    What it is called and where it is on the web is kept as keyed hashes: enough to know it again
    (`stakeholders.unlisted`), and nothing to read.
    """

    key = models.SlugField(max_length=255, unique=True)
    name_hash = models.CharField(max_length=64, db_index=True)
    website_hash = models.CharField(max_length=64, blank=True, db_index=True)
    listed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.key
