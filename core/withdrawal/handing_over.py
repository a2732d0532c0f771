"""A picture that two withdrawn items showed lies sealed with the one that was withdrawn last."""

from contextlib import suppress

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import CASCADE

from core.models.withdrawal import WithdrawnItem
from core.withdrawal.sealing import hand_over_files, read_rows, write_rows


def media_of_others(record, head, rows):
    """Have the records that were sealed later hand over the pictures and files which this item
    showed, too; gives their rows, {"model", "pk", "fields"}."""
    own = {(row["model"], row["pk"]) for row in rows}
    missing = [
        (label, str(pk))
        for label, pk in head.get("media", ())
        if (label, pk) not in own and not apps.get_model(label)._base_manager.filter(pk=pk).exists()
    ]
    found = []
    for other in WithdrawnItem.objects.standing().exclude(pk=record.pk) if missing else ():
        with suppress(ValidationError):  # no key opens it
            found += _hand_over(other, record, missing)
    return found


def _hand_over(giver, taker, media):
    """Seal these media, [(label, key)], with another record; gives their rows."""
    head, rows = read_rows(giver)
    given = [row for row in rows if not _things_of(row).isdisjoint(media)]
    if given:
        write_rows(giver, head, [row for row in rows if row not in given])
        hand_over_files(giver, taker, given)
    return given


def _things_of(row):
    """{(label, key)} of what a row is, and what it goes with."""
    model, fields = apps.get_model(row["model"]), row["fields"]
    found = {(row["model"], str(row["pk"]))}
    for column in model._meta.local_concrete_fields:
        if column.is_relation and column.remote_field.on_delete is CASCADE:
            found.add((column.related_model._meta.label_lower, str(fields.get(column.name))))
    if {"content_type", "object_id"} <= fields.keys():
        kind = ContentType.objects.get_for_id(fields["content_type"]).model_class()
        found.add((kind._meta.label_lower, str(fields["object_id"])))
    return found
