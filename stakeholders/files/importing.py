"""From the rows of a file to profiles, some at a time, each row whole or not at all."""

import logging
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import islice

from django.db import reset_queries
from django.utils.translation import gettext as _
from import_export.results import RowResult

from core.turns import turn
from stakeholders.files.directory import Directory
from stakeholders.files.resource import NotToBeListed, ProfileResource

logger = logging.getLogger(__name__)

# Others wait while so many are written: one to two seconds.
ROWS_AT_A_TIME = 50


class Kind(Enum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    NOT_LISTED = "not to be listed"


DONE = {
    RowResult.IMPORT_TYPE_NEW: Kind.NEW,
    RowResult.IMPORT_TYPE_UPDATE: Kind.CHANGED,
    RowResult.IMPORT_TYPE_SKIP: Kind.UNCHANGED,
}


@dataclass(frozen=True)
class Outcome:
    """What became of a row, or would become."""

    line: int
    key: str
    kind: Kind
    reasons: list = field(default_factory=list)

    @property
    def is_problem(self):
        return self.kind in {Kind.REFUSED, Kind.NOT_LISTED}


def each_once(rows, section):
    """Yield the rows; one about an organisation that came under another key before is faulty."""
    rows, directory, keys = iter(rows), Directory(section), {}
    while some := list(islice(rows, ROWS_AT_A_TIME)):
        found = directory.find({row.key for row in some})
        for row in some:
            first = keys.setdefault(found.get(row.key, row.key), row.key)
            fault = _("This is the organisation “%s”, which has a row already.") % first
            yield row if first == row.key or row.fault else replace(row, fault=fault)


def import_rows(rows, section, language, member=None, dry_run=False):
    """Yield the `Outcome` of each row, after it is written for good; of a dry run, nothing is.

    `rows` are `tables.Row`s, the larger organisations before their parts (`tables.Table.rows`), and
    each organisation once.
    """
    rows = iter(rows)
    resource = ProfileResource(Directory(section), language, member)
    while some := list(islice(rows, ROWS_AT_A_TIME)):
        if dry_run:
            outcomes = _take(resource, some, dry_run=True)
        else:
            with turn():
                outcomes = _take(resource, some)
        yield from outcomes
        reset_queries()  # where Django keeps them, for a day of import they are many


def _take(resource, rows, dry_run=False):
    resource.directory.look_up(rows)
    return [_take_one(resource, row, dry_run) for row in rows]


def _take_one(resource, row, dry_run):
    if row.fault:
        return Outcome(row.line, row.key, Kind.REFUSED, [row.fault])
    result = resource.import_row(
        row.cells, None, row_number=row.line, dry_run=dry_run, using_transactions=False
    )
    if error := result.validation_error:
        kind = Kind.NOT_LISTED if isinstance(error, NotToBeListed) else Kind.REFUSED
        return Outcome(row.line, row.key, kind, resource.reasons(error))
    for failure in result.errors:
        logger.error("Row %s of an import failed.", row.line, exc_info=failure.error)
        words = _("Something went wrong. Those who run the site find it in their log.")
        return Outcome(row.line, row.key, Kind.REFUSED, [words])
    return Outcome(row.line, row.key, DONE[result.import_type])
