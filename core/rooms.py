"""What was said in a room stays there: nothing that closes it goes while something was said in it.

A room is what lies below a restriction. The upper layers enter what people say in pages from their
`apps.py`, with `holds_words`.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from core.languages.query import shut_by
from core.languages.shelves import with_all_below

_holders = []


def holds_words(function):
    """Have `function(pages)` tell whether somebody has said something in these rows of pages."""
    _holders.append(function)


def check_move(page, parent):
    """Raise ValidationError where others could read what was said in a room, if the item of `page`
    moved below `parent`."""
    _check(page, _closing(page.get_parent()), _closing(parent))


def check_privacy(page, kind):
    """Raise ValidationError where others could read what was said in a room, if the item of `page`
    had a restriction of this kind, or none. Whom to invite is the hosts' choice."""
    if kind != PageViewRestriction.GROUPS:
        rest = _closing(page.get_parent())
        own = PageViewRestriction.objects.filter(page__translation_key=page.translation_key)
        _check(page, [*rest, *own], [*rest, PageViewRestriction(restriction_type=kind)])


def _closing(page):
    """What closes a page: the restrictions of its item and of those above it."""
    paths = [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    keys = Page.objects.filter(path__in=paths).values("translation_key")
    return list(PageViewRestriction.objects.filter(page__translation_key__in=keys))


def _check(page, before, after):
    gone = [one for one in before if not any(_closes_as_much(other, one) for other in after)]
    if not gone:
        return
    pages = with_all_below(page)
    inner = PageViewRestriction.objects.filter(page__in=pages)
    inner = inner.exclude(page__translation_key=page.translation_key)
    still = [one.pk for one in inner if all(_closes_as_much(one, other) for other in gone)]
    opened = pages.exclude(shut_by(PageViewRestriction.objects.filter(pk__in=still)))
    if any(function(opened) for function in _holders):
        raise ValidationError(
            _(
                "What was said in a room stays there: others could read it now. Make a new place "
                "for what all may read."
            )
        )


def _closes_as_much(one, other):
    """Whether nobody passes one restriction who does not pass the other."""
    if one.restriction_type == PageViewRestriction.NONE:
        return False
    if other.restriction_type == PageViewRestriction.LOGIN:
        return True
    if one.restriction_type == PageViewRestriction.LOGIN:
        return False
    return set(one.groups.all()) <= set(other.groups.all())
