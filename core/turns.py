"""Who writes at the same time writes one after the other, on PostgreSQL as on SQLite.

Otherwise a page that was read before another editor withdrew it, and is saved after, stands in
public again; or an item that is given another original ends with two.
"""

from contextlib import contextmanager

from django.db import transaction
from wagtail.models import Page


def take_turn():
    """Wait for all others who take turns; they wait for us until our transaction ends.

    What is to be changed is read after this.
    """
    list(Page.objects.select_for_update().filter(depth=1).values_list("pk"))


@contextmanager
def turn():
    """A transaction within which nobody else changes items."""
    with transaction.atomic():
        take_turn()
        yield
