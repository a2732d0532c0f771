"""What rests sealed of items that were withdrawn: who is erased is erased there, too."""

import json
import logging

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState
from wagtail_localize.models import TranslationSource

from core.models.withdrawal import WithdrawnItem
from core.own_data.content import without
from core.own_data.labels import WHEN
from core.own_data.log import REMARKS, REVIEWS
from core.turns import turn
from core.withdrawal.sealing import forget_files, read_rows, write_rows
from members import personal_data
from members.models import Member

logger = logging.getLogger(__name__)

_cleaners = []


def cleans(function):
    """Have `function(rows, pk)` give the rows of a record without what a member said in them."""
    _cleaners.append(function)


def forget_person(member):
    """Take a member out of all records: rows that are theirs go, the others lose the name."""
    _rewrite(WithdrawnItem.objects.all(), lambda rows: _without_person(rows, member.pk))


def forget_rows(model, **values):
    """Take the rows out of all records that have these values, one record in a turn."""

    def is_meant(row):
        return row["model"] == model._meta.label_lower and values.items() <= row["fields"].items()

    for pk in list(WithdrawnItem.objects.values_list("pk", flat=True)):
        with turn():
            record = WithdrawnItem.objects.filter(pk=pk)
            _rewrite(record, lambda rows: [row for row in rows if not is_meant(row)])


def _rewrite(records, change):
    for record in records:
        try:
            head, rows = read_rows(record)
        except ValidationError:
            # Nobody can read it, and the others wait for no key.
            logger.error("None of FIELD_KEYS opens withdrawn item %s.", record.pk)
            continue
        before = json.dumps(rows)
        rows = change(rows)
        if json.dumps(rows) != before:
            write_rows(record, head, rows)
            forget_files(record, rows)


def _without_person(rows, pk):
    for clean in _cleaners:
        rows = clean(rows, pk)
    kept, said = [], False
    for row in rows:
        fields, model = row["fields"], apps.get_model(row["model"])
        names = [
            field
            for field in model._meta.local_concrete_fields
            if field.related_model is Member and fields.get(field.name) == pk
        ]
        said = said or bool(names)
        if not all(field.null for field in names):
            continue
        for field in names:
            fields[field.name] = None
        if names and model is TaskState:
            fields["comment"] = ""
        _clean_content(model, fields, pk)
        kept.append(row)
    return [_without_words(row) for row in kept] if said else kept


def _without_words(row):
    """The log repeats what was remarked and said in reviews, whoever deleted it since."""
    is_said = row["fields"].get("action", "").startswith((REMARKS, REVIEWS))
    return row | {"fields": row["fields"] | {"data": {}}} if is_said else row


def _clean_content(model, fields, pk):
    if model is Revision:
        fields["content"] = without(fields["content"], pk)
    if model is TranslationSource:
        fields["content_json"] = json.dumps(without(json.loads(fields["content_json"]), pk))


def register():
    personal_data.stays(
        "core.WithdrawnItem.withdrawn_by", _("Items you withdrew"), {"withdrawn_at": WHEN}
    )
    personal_data.column("core.WithdrawnPart.content", forget=forget_person)
