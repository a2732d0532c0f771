"""Which rows may be deleted: an item never loses its original, a section never its places, and
nobody what they said."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.languages.shelves import family, is_shelf
from core.rooms import hold_words

_shelves_may_go = ContextVar("shelves_may_go", default=False)


@contextmanager
def shelves_may_go():
    """Within the block, shelves are deleted: with their section, or with their language."""
    token = _shelves_may_go.set(True)
    try:
        yield
    finally:
        _shelves_may_go.reset(token)


def refusal(page):
    """Why a row cannot be deleted, in the words of the active language, or None when it can.

    `page` is the specific page.
    """
    if is_shelf(page):
        if _shelves_may_go.get() and not page.get_children().exists():
            return None
        return _("This place belongs to its section and goes only with it.")
    if leaves_a_place(page):
        return None
    others = family(page).exclude(pk=page.pk)
    if page.is_original and others.filter(alias_of=None).exists():
        return _(
            "Other versions were made from this original. "
            "Delete those versions first, or withdraw the item."
        )
    if page.numchild or others.filter(numchild__gt=0).exists():
        return _("Pages lie in this section, perhaps in another language.")
    if page.is_original and hold_words(Page.objects.filter(pk=page.pk)):
        return _("People have said something here. Withdraw the item: then it can be brought back.")
    return None


def leaves_a_place(page):
    """Whether a page, deleted, becomes a shelf: a section stands in every language, and whatever
    holds pages stays their place."""
    holds = page.is_section or page.numchild
    return bool(holds) and not page.is_original and not is_shelf(page)


def delete_shelves(page):
    """Delete the empty places of a page whose original goes, in every language."""
    with shelves_may_go():
        for shelf in family(page).exclude(alias_of=None):
            shelf.specific.delete()
