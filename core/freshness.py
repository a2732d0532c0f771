"""Which translations are behind their originals: of many pages at once."""

from wagtail.models import get_page_models

from core.models.page import ContentPage
from core.models.provenance import Provenance, count_changes


def behind(pages):
    """How many passages of its original have changed since each page was translated.

    Gives {pk: passages} of those among the live `pages` that are behind. Three queries.
    """
    current = Provenance.objects.filter(is_current=True)
    translated = current.filter(page__in=pages, page__live=True, page__alias_of=None)
    rows = list(translated.values_list("page", "translation_key", "segments"))
    originals = originals_of({key for _, key, _ in rows})
    texts = current.filter(page__in=originals.values())
    now = dict(texts.values_list("translation_key", "segments"))
    changed = {
        pk: count_changes(segments, now.get(key, {}))
        for pk, key, segments in rows
        if originals.get(key) != pk
    }
    return {pk: passages for pk, passages in changed.items() if passages}


def originals_of(keys):
    """The original of each item: {translation_key: pk}. One query for all page types."""
    first, *rest = (
        model.objects.originals()
        .filter(translation_key__in=keys)
        .order_by()
        .values_list("translation_key", "pk")
        for model in get_page_models()
        if issubclass(model, ContentPage)
    )
    return dict(first.union(*rest))
