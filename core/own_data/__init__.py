"""What the pages, the admin and the background work keep of a person."""

from core.own_data import admin, background, log, uploads, withdrawn, writing
from core.turns import take_turn
from members import personal_data


def register():
    """Enter all of it; the log first, because it asks which the comments are."""
    personal_data.begin_with(take_turn)
    for part in (log, writing, admin, uploads, background, withdrawn):
        part.register()
