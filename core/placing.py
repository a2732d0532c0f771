"""Where items may lie: moving and copying, always whole and within one language's tree."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.actions.move_page import MovePageAction

from core import rooms
from core.languages import addresses, query, shelves
from core.models.addresses import FormerPath

INTO = {"first-child", "last-child", "sorted-child"}
TOO_DEEP = _("Pages cannot lie this deep in the site.")


def check_place(page):
    """Raise ValidationError when a new row cannot lie where it is about to be saved."""
    if page.depth > query.MAX_DEPTH:
        raise ValidationError(TOO_DEEP)
    if page.depth > addresses.HOME_DEPTH:
        _check_language(page, page.get_parent())


def check_move(page, parent):
    """Raise ValidationError when the item of `page` cannot move below `parent`."""
    if not page.is_original or page.depth == addresses.HOME_DEPTH:
        raise ValidationError(_("Move the original; its other versions go along."))
    addresses.check_slug(page.slug, parent, page.translation_key)
    deepest = page.get_descendants(inclusive=True).aggregate(models.Max("depth"))["depth__max"]
    if parent.depth + 1 + deepest - page.depth > query.MAX_DEPTH:
        raise ValidationError(TOO_DEEP)
    rooms.check_move(page, parent)


def check_copy(page, parent, slug, recursive=False):
    """Raise ValidationError when `page` cannot be copied below `parent` under this slug."""
    if page.depth == addresses.HOME_DEPTH:
        raise ValidationError(_("There is one front page for each language."))
    _check_language(page, parent)
    if shelves.is_shelf(page) or (
        recursive and page.get_descendants().exclude(alias_of=None).exists()
    ):
        raise ValidationError(_("A place without a text of its own cannot be copied."))
    addresses.check_slug(slug, parent, item_key=None)


def _check_language(page, parent):
    if page.locale_id != parent.locale_id:
        raise ValidationError(
            _("A page lies among pages of its own language. To have it in another, translate it.")
        )


@transaction.atomic
def move_item(page, target, pos=None, user=None):
    """Move an item: every version and shelf goes along, and its former path leads to it.

    Takes the original, and the target as Wagtail does. Raises ValidationError for any other row,
    and where `check_move` does.
    """
    parent = target if pos in INTO else target.get_parent()
    here = page.get_parent()
    if parent.pk == here.pk:
        # Only the order changes; it is each language's own.
        return _move_row(page, target, pos, user)
    if parent.translation_key == here.translation_key:
        return
    check_move(page, parent)
    before = page.url_path
    for row in [page, *shelves.family(page).exclude(pk=page.pk).select_related("locale")]:
        _move_row(row.specific, shelves.shelf_of(parent, row.locale), "last-child", user)
    FormerPath.objects.remember(page, before)


def _move_row(row, target, pos, user):
    MovePageAction(row, target, pos, user).execute(skip_permission_checks=True)
