"""What people do to items and languages. Views, the admin, tasks and tests call these."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page, get_translatable_models
from wagtail_localize.models import Translation

from core import deletion, withdrawal
from core.languages.cldr import listed
from core.languages.shelves import family, is_shelf, with_all_below
from core.models.provenance import How, Provenance
from core.models.withdrawal import WithdrawnItem
from core.turns import turn
from core.withdrawal.belongings import Belongings
from core.withdrawal.media import cached_sizes, delete_files, forget_sizes
from core.withdrawal.returning import put_back_files, unseal_item
from core.withdrawal.sealing import files_of, seal_item


def check_language_can_go(locale):
    """Raise ValidationError, with words for the editor, when a language cannot be removed."""
    if not Locale.objects.exclude(pk=locale.pk).exists():
        raise ValidationError(_("The last language stays."))
    written = Page.objects.filter(locale=locale, alias_of=None, depth__gt=1).order_by("path")
    if titles := list(written.values_list("draft_title", flat=True)[:20]):
        raise ValidationError(
            _("These texts are written in this language: %s") % listed(titles, get_language())
        )
    for model in get_translatable_models():
        if not issubclass(model, Page) and model.objects.filter(locale=locale).exists():
            raise ValidationError(
                _("There are %s in this language.") % model._meta.verbose_name_plural
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


def withdraw(page, user=None, notice=False):
    """Take an item, and what lies in it, off the site whole; gives the WithdrawnItem.

    Every version, revision, picture and file of it alone goes, and rests in a sealed record for 30
    days, from which `bring_back` makes it again. With `notice` its addresses say that it was
    withdrawn. Raises ValidationError for a section, and for what is gone already.
    """
    with turn():
        page = Page.objects.filter(pk=page.pk).specific().first()
        if page is None:
            raise ValidationError(_("It is withdrawn already."))
        if page.is_section:
            raise ValidationError(
                _("A section stays: others’ pages lie in it. Restrict who may read it instead.")
            )
        log(instance=page, action="core.withdraw", user=user)
        pages = list(with_all_below(page))
        withdrawal.forget(pages)
        belongings = Belongings(pages)
        record = seal_item(page, belongings, user, notice)
        for place in family(page):
            Page.objects.filter(pk=place.get_parent().pk).update(numchild=F("numchild") - 1)
        sizes = cached_sizes(belongings)
        belongings.take_out()
        log(instance=record, action="core.withdraw", user=user)
        transaction.on_commit(partial(delete_files, files_of(belongings)), robust=True)
        transaction.on_commit(partial(forget_sizes, sizes), robust=True)
    return record


def bring_back(record, user=None):
    """Make a withdrawn item again, as it was; gives its original.

    Raises ValidationError where that cannot be: its time is over, its address is another's by now,
    or what it lay in is gone.
    """
    stored = []
    try:
        with turn():
            record = WithdrawnItem.objects.standing().filter(pk=record.pk).first()
            if record is None:
                raise ValidationError(_("Nothing is left of it."))
            pages = unseal_item(record)
            put_back_files(record, stored)
            withdrawal.forget(pages)
            withdrawal.restore(pages)
            [original] = [
                page.specific
                for page in pages
                if page.translation_key == record.key and page.specific.is_original
            ]
            log(instance=original, action="core.restore", user=user)
            log(instance=record, action="core.restore", user=user)
            record.delete()
    except BaseException:
        delete_files(stored)
        raise
    return original


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
