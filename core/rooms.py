"""What was said in a room stays there: nothing that closes it goes while something was said in it.

A room is what lies below a restriction. The upper layers enter what people say in pages from their
`apps.py`, with `holds_words`.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction

from core.languages.query import shut_by
from core.languages.shelves import with_all_below

STAYS = _(
    "What was said in a room stays there: others could read it now. Make a new place for what all "
    "may read."
)
RETURNS = _(
    "It lay in a room, and others could read now what was said in it. Close the place it lay in as "
    "it was, and bring it back then."
)

_holders = []


@dataclass(frozen=True)
class Closing:
    """What a restriction asks of readers; `groups` are the keys of those that pass, `place` that of
    the item that has it."""

    kind: str
    groups: frozenset = frozenset()
    place: str = ""

    def closes_as_much(self, other):
        """Whether nobody passes this one who does not pass the other."""
        if self.kind == PageViewRestriction.NONE:
            return False
        if other.kind == PageViewRestriction.LOGIN:
            return True
        if self.kind == PageViewRestriction.LOGIN:
            return False
        return self.groups <= other.groups


def holds_words(function):
    """Have `function(pages)` tell whether somebody has said something in these rows of pages."""
    _holders.append(function)


def hold_words(pages):
    """Whether somebody has said something in these rows of pages."""
    return any(function(pages) for function in _holders)


def check_move(page, parent):
    """Raise ValidationError where others could read what was said in a room, if the item of `page`
    moved below `parent`."""
    _check(page, _closings(page.get_parent()), _closings(parent), STAYS)


def check_privacy(page, kind):
    """Raise ValidationError where others could read what was said in a room, if the item of `page`
    had a restriction of this kind, or none. Whom to invite is the hosts' choice."""
    if kind != PageViewRestriction.GROUPS:
        after = [*_closings(page.get_parent()), Closing(kind)]
        _check(page, _closings(page), after, STAYS)


def check_return(page, before):
    """Raise ValidationError where others could read what was said in a room, if the item of `page`
    were back, which was closed as `noted` told of it then. Whom to invite is the hosts' choice."""
    before = [Closing(kind, frozenset(groups), place) for kind, groups, place in before]
    after = _closings(page)
    rooms = {one.place for one in after if one.kind == PageViewRestriction.GROUPS}
    _check(page, [one for one in before if one.place not in rooms], after, RETURNS)


def noted(page):
    """What closes a page, as it can be stored."""
    return [[one.kind, sorted(one.groups), one.place] for one in _closings(page)]


def _closings(page):
    """What closes a page: that of its item and of those above it."""
    paths = [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    keys = Page.objects.filter(path__in=paths).values("translation_key")
    found = PageViewRestriction.objects.filter(page__translation_key__in=keys)
    return list(map(_closing, found.select_related("page").prefetch_related("groups")))


def _closing(restriction):
    groups = frozenset(group.pk for group in restriction.groups.all())
    return Closing(restriction.restriction_type, groups, str(restriction.page.translation_key))


def _check(page, before, after, refusal):
    gone = [one for one in before if not any(other.closes_as_much(one) for other in after)]
    if not gone:
        return
    pages = with_all_below(page)
    inner = PageViewRestriction.objects.filter(page__in=pages)
    inner = inner.exclude(page__translation_key=page.translation_key)
    still = [one.pk for one in inner if all(map(_closing(one).closes_as_much, gone))]
    opened = pages.exclude(shut_by(PageViewRestriction.objects.filter(pk__in=still)))
    if hold_words(opened):
        raise ValidationError(refusal)
