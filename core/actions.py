"""What people do to items and languages. Views, the admin, tasks and tests call these."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core import deletion
from core.languages.cldr import listed
from core.languages.shelves import family, is_shelf
from core.models.provenance import How, Provenance


def check_language_can_go(locale):
    """Raise ValidationError, with words for the editor, when a language cannot be removed."""
    if not Locale.objects.exclude(pk=locale.pk).exists():
        raise ValidationError(_("The last language stays."))
    written = Page.objects.filter(locale=locale, alias_of=None, depth__gt=1).order_by("path")
    if titles := list(written.values_list("draft_title", flat=True)[:20]):
        raise ValidationError(
            _("These texts are written in this language: %s") % listed(titles, get_language())
        )


@transaction.atomic
def remove_language(locale, user=None):
    """Remove a language in which nothing is written, with its shelves.

    Raises ValidationError where `check_language_can_go` does.
    """
    check_language_can_go(locale)
    with deletion.shelves_may_go():
        for shelf in Page.objects.filter(locale=locale, depth__gt=1).order_by("-depth", "path"):
            shelf.specific.delete()
    log(instance=locale, action="wagtail.delete", user=user)
    locale.delete()


@transaction.atomic
def review(page, user):
    """Clear the mark "drafted by a machine": `user` has read this version and stands by it.

    Raises ValidationError for a text that does not bear the mark.
    """
    current = Provenance.objects.current(page.translation_key, [page.locale_id])
    row = current.get(page.locale_id)
    if row is None or row.how != How.MACHINE:
        raise ValidationError(_("Only a published text that a machine drafted is marked so."))
    row.how, row.reviewed_by = How.MACHINE_CHECKED, user
    row.save(update_fields=["how", "reviewed_by"])
    log(instance=page, action="core.review", user=user)


@transaction.atomic
def withdraw(page, user=None):
    """Take an item down at once in all languages, and what lies in it; drafts stay to be looked at.

    It stays down whatever is published, until `restore`.
    """
    now = timezone.now()
    for row in _with_all_below(page):
        if not row.withdrawn_at:
            row.withdrawn_at = now
            row.save(update_fields=["withdrawn_at"], clean=False)
    log(instance=page, action="core.withdraw", user=user)


@transaction.atomic
def restore(page, user=None):
    """Undo `withdraw`: what it took down is public again as it was last published."""
    withdrawn_at = page.withdrawn_at
    for row in _with_all_below(page):
        if row.withdrawn_at == withdrawn_at:
            row.withdrawn_at = None
            row.live = row.live_revision_id is not None
            row.has_unpublished_changes = row.latest_revision_id != row.live_revision_id
            row.save(clean=False)
    log(instance=page, action="core.restore", user=user)


def _with_all_below(page):
    """The versions of the page's item and of every item that lies in it, in any language."""
    for place in family(page):
        branch = Page.objects.descendant_of(place, inclusive=True)
        yield from branch.filter(alias_of=None).specific()


@transaction.atomic
def make_original(page, user=None):
    """Make a published version the original of its item; the former one stays as a version.

    Raises ValidationError for a row that is not read.
    """
    if is_shelf(page) or not page.live:
        raise ValidationError(_("Publish this version first."))
    key = page.translation_key
    versions = type(page).objects.filter(translation_key=key)
    versions.update(original_locale=page.locale)
    family(page).exclude(alias_of=None).update(alias_of=page)
    # What it was translated from no longer changes it.
    Translation.objects.filter(source__object_id=key, target_locale=page.locale).update(
        enabled=False
    )
    log(instance=page, action="core.make_original", user=user)
