"""One restriction for an item: what closes one of its versions closes all, and is lifted for all.

`readable()` takes one row for all in any case; kept in step, each page says so in the admin, and
wagtail-localize, which copies and removes restrictions when it publishes, changes nothing.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.models import PageViewRestriction

from core.languages.shelves import family, with_all_below
from core.mails import forget_items

_in_step = ContextVar("restrictions_in_step", default=False)


@contextmanager
def _once():
    """Within the block, what is written does not start another round."""
    token = _in_step.set(True)
    try:
        yield
    finally:
        _in_step.reset(token)


def spread(restriction):
    """Give every row of the page's item this restriction and no other."""
    if _in_step.get():
        return
    page = restriction.page
    with _once():
        PageViewRestriction.objects.filter(page=page).exclude(pk=restriction.pk).delete()
        for row in family(page).exclude(pk=page.pk):
            copy_restriction(restriction, row)


def copy_restriction(restriction, row):
    """Give `row` what `restriction` asks of readers, in place of what it asked itself."""
    groups = restriction.groups.all()
    row.view_restrictions.all().delete()
    copy = PageViewRestriction(
        page_id=row.pk,
        restriction_type=restriction.restriction_type,
        password=restriction.password,
    )
    copy.save()
    copy.groups.set(groups)


def lift(page):
    """Take the restriction off every row of the page's item."""
    if _in_step.get():
        return
    with _once():
        PageViewRestriction.objects.filter(page__in=family(page)).delete()


def join(page):
    """Give a new row the restriction of its item."""
    others = PageViewRestriction.objects.filter(page__in=family(page).exclude(pk=page.pk))
    if restriction := others.first():
        with _once():
            copy_restriction(restriction, page)


def forget_mails(restriction):
    """Take out the mails that wait and tell of what is closed now."""
    if not _in_step.get():
        forget_items(with_all_below(restriction.page).values_list("translation_key", flat=True))


# Signals -----------------------------------------------------------------------------


def after_saving(sender, instance, raw=False, **kwargs):
    if not raw:
        forget_mails(instance)
        spread(instance)


def after_choosing_groups(sender, instance, action, reverse, **kwargs):
    if action.startswith("post_") and not reverse:
        spread(instance)


def after_deleting(sender, instance, origin=None, **kwargs):
    """Of a page that goes, the restriction goes alone."""
    if getattr(origin, "model", type(origin)) is PageViewRestriction:
        lift(instance.page)
