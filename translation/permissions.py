"""What may be translated by whom, which wagtail-localize asks by one right for everything."""

from wagtail.models import Locale, Page

from core.languages.query import readable
from core.languages.shelves import family


def may_read_source(user, page):
    """Whether the words of a page, as the tables hold them, are this person's to copy."""
    return (
        page.permissions_for_user(user).can_edit()
        or readable(family(page)).filter(pk=page.pk).exists()
    )


def places_to_translate_into(user, page):
    """The locales in which this person may write a version of the page.

    Those with a version of their own are left out; a shelf is a place to write. Where not even what
    the page lies in has one yet, it is made when it is needed, by those who may write above it.
    """
    rows = {row.locale_id: row for row in family(page)}
    keys = page.get_ancestors().values("translation_key")
    above = Page.objects.filter(translation_key__in=keys).order_by("depth")
    nearest = {row.locale_id: row for row in above}  # the deepest one stays
    return [
        locale
        for locale in Locale.objects.exclude(pk=page.locale_id)
        if _may_write(user, rows.get(locale.pk), nearest.get(locale.pk))
    ]


def _may_write(user, row, above):
    """Whether there is a place without words, in a tree this person may change."""
    place = row or above
    return (
        place is not None
        and (row is None or row.alias_of_id is not None)
        and place.permissions_for_user(user).can_edit()
    )
