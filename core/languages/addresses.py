"""Addresses: one path for all versions of an item, whatever its language."""

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db.models.functions import Substr
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.turns import take_turn

HOME_DEPTH = 2
SLUG_LENGTH = 80

# What stands at `/<language>/<slug>/` without being a page.
RESERVED = frozenset(
    {
        "account", "desk", "dialogue/answer", "dialogue/follow", "dialogue/own", "dialogue/said",
        "dialogue/summary", "dialogue/translations", "dialogue/write",
        "digest", "feeds", "knowledge/countries", "offline", "search",
        "stakeholders/ask", "stakeholders/by-level", "stakeholders/confirm",
        "stakeholders/editors", "stakeholders/map",
        "stakeholders/message", "translate",
    }
)  # fmt: skip


def below_home(url_path):
    """What is the same in every language of a `url_path`, which begins with the home's own slug."""
    return url_path.split("/", 2)[2]


def path_below_home(page):
    """`knowledge/case-studies/` for a page of any language; empty for a home."""
    return below_home(page.url_path)


def reader_path(page, language):
    """The address under which a reader of `language` finds the item `page` is a version of."""
    return f"/{language}/{path_below_home(page)}"


def ascii_slug(title):
    """A slug of ASCII letters for a title in any script."""
    return slugify(anyascii(title))[:SLUG_LENGTH].strip("-") or "page"


def is_made_from(slug, title):
    """Whether `slug` is what `free_slug` makes of the title, with or without a number."""
    head, _, number = slug.rpartition("-")
    return ascii_slug(title) in {slug, head if number.isdecimal() else slug}


def hold_addresses():
    """Until the transaction ends, no one else gives an item an address."""
    take_turn()


def slug_is_free(slug, parent, item_key):
    """Whether no other item than `item_key` uses the slug below any version of `parent`."""
    parents = Page.objects.filter(translation_key=parent.translation_key)
    return (
        not Page.objects.filter(slug=slug, depth=parent.depth + 1)
        .annotate(parent_path=Substr("path", 1, parent.depth * Page.steplen))
        .filter(parent_path__in=parents.values("path"))
        .exclude(translation_key=item_key)
        .exists()
    )


def free_slug(title, parent, item_key):
    """A slug for the title that is free below every version of `parent` and not reserved."""
    base = slug = ascii_slug(title)
    number = 1
    while is_reserved(slug, parent) or not slug_is_free(slug, parent, item_key):
        number += 1
        slug = f"{base}-{number}"
    return slug


def is_reserved(slug, parent):
    return f"{path_below_home(parent)}{slug}" in RESERVED


def check_slug(slug, parent, item_key):
    """Raise ValidationError for a slug that cannot be used for the item below `parent`."""
    if parent is None or parent.depth < HOME_DEPTH:
        return
    if is_reserved(slug, parent):
        raise ValidationError({"slug": _("“%s” is an address of the site itself.") % slug})
    if not slug_is_free(slug, parent, item_key):
        raise ValidationError(
            {"slug": _("“%s” is already in use here, perhaps in another language.") % slug}
        )
