"""What people do to items and languages. Views, the admin, tasks and tests call these."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from core import deletion
from core.models.provenance import How, Provenance


@transaction.atomic
def remove_language(locale, user=None):
    """Remove a language in which nothing is written, with its shelves.

    Raises ValidationError with the titles of what is written in it, and for the last language.
    """
    if not Locale.objects.exclude(pk=locale.pk).exists():
        raise ValidationError(_("The last language stays."))
    written = Page.objects.filter(locale=locale, alias_of=None, depth__gt=1)
    if written.exists():
        raise ValidationError([page.draft_title for page in written.order_by("path")[:50]])
    with deletion.shelves_may_go():
        for shelf in Page.objects.filter(locale=locale, depth__gt=1).order_by("-depth"):
            shelf.specific.delete()
    log(instance=locale, action="wagtail.delete", user=user)
    locale.delete()


@transaction.atomic
def review(page, user):
    """Clear the mark "drafted by a machine": `user` has read this version and stands by it."""
    current = Provenance.objects.current(page.translation_key, [page.locale_id])
    row = current.get(page.locale_id)
    if row is None:
        raise ValidationError(_("Only a published text can be reviewed."))
    row.how, row.reviewed_by = How.MACHINE_CHECKED, user
    row.save(update_fields=["how", "reviewed_by"])
    log(instance=page, action="core.review", user=user)
