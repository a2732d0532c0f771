"""Organisations on the map, and those that come in a file."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.models import FormState
from wagtail.log_actions import log

from core import batches
from core.models import Step
from core.scrubbing import scrub
from core.turns import turn
from stakeholders.files.directory import find_section
from stakeholders.files.importing import each_once, import_rows
from stakeholders.files.tables import Row, Unusable
from stakeholders.models import ProfilePage, UpdatePage
from stakeholders.vocabularies import DECIMALS

IMPORT = "stakeholders.import"


def show_on_map(item, precision, latitude, longitude, user):
    """Show an organisation on the map as precisely as it chooses, in all its versions.

    `item` is any version, and the point, two `Decimal`s, is asked for with a place or a district
    only. It is rounded to the choice before it is stored, and no finer one is left in any
    revision; without one, neither is a place in words, nor in its updates. Gives the point that is
    stored, or None.
    """
    point = _rounded(precision, latitude, longitude)
    with turn():
        for row in ProfilePage.objects.filter(translation_key=item.translation_key):
            row.map_precision = precision
            row.latitude, row.longitude = point or (None, None)
            if not point:
                row.place = ""
            row.save(clean=False)
        if not point:
            _forget_typed_places(item)
            _forget_places_of_updates(item)
        scrub(item, latitude=None, longitude=None, **({} if point else {"place": ""}))
        log(instance=item, action="stakeholders.show_on_map", user=user)
    return point


def _forget_typed_places(item):
    """What files and open forms have brought, and is kept for a while."""
    for step in Step.objects.filter(batch__action=IMPORT, arguments__row__cells__key=item.slug):
        step.arguments["row"]["cells"].pop("place", None)
        step.save(update_fields=["arguments"])
    _forget_open_forms(ProfilePage.objects.filter(translation_key=item.translation_key))


def _forget_places_of_updates(item):
    updates = UpdatePage.objects.filter(committee=item.translation_key)
    updates.update(place="")
    _forget_open_forms(updates)
    for update in updates.originals():
        scrub(update, place="")


def _forget_open_forms(rows):
    FormState.objects.filter(object_id__in=[str(row.pk) for row in rows]).delete()


def _rounded(precision, latitude, longitude):
    if precision not in DECIMALS:
        return None
    return round(latitude, DECIMALS[precision]), round(longitude, DECIMALS[precision])


@batches.action(IMPORT)
def import_profile(member, row, language):
    """Add or change the profile that a row of a file is about, with what the member may do now.

    Raises ValidationError with the reasons where the row is refused.
    """
    try:
        section = find_section()
    except Unusable as unusable:
        raise ValidationError(str(unusable)) from None
    for outcome in import_rows([Row(**row)], section, language, member):
        if outcome.is_problem:
            raise ValidationError(outcome.reasons)


def prepare_import(member, table, language, name):
    """Make a batch of the rows of a file, which is stopped until the member has seen what it would
    do; gives the Batch. Raises Unusable where there is nothing to import to."""
    rows = each_once(table.rows(), find_section())
    steps = [
        (
            _("Line %(line)d: %(key)s") % {"line": row.line, "key": row.key},
            {"row": asdict(row), "language": language},
        )
        for row in rows
    ]
    return batches.prepare(IMPORT, steps, member, _("Import of %s") % name)
