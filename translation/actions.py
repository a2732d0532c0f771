"""What a person does at the translators' desk."""

from django.core.exceptions import PermissionDenied
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from core import batches
from core.languages.shelves import family
from translation.permissions import may_read_source, places_to_translate_into


@batches.action("translation.submit")
def submit(member, page_id, locale_id):
    """Make a draft of a page in a language, to be translated; where there is a version, nothing.

    Raises PermissionDenied when the member may not read the one or write in the other (any more).
    """
    page, locale = Page.objects.get(pk=page_id).specific, Locale.objects.get(pk=locale_id)
    if not may_read_source(member, page):
        raise PermissionDenied
    if family(page).filter(locale=locale, alias_of=None).exists():
        return
    if locale not in places_to_translate_into(member, page):
        raise PermissionDenied
    translate_object(page, [locale], user=member)


def submit_many(member, pairs, title):
    """Have the worker submit each (page, locale); gives the Batch."""
    steps = [
        (
            f"{page.title} → {locale.get_display_name()}",
            {"page_id": page.pk, "locale_id": locale.pk},
        )
        for page, locale in pairs
    ]
    return batches.start("translation.submit", steps, member, title)
