"""From the rows of an item and their files to a sealed record, and back."""

import json
import logging
from base64 import b64decode, b64encode
from contextlib import suppress
from datetime import datetime, time
from zlib import compress, decompress

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import FileField
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core import rooms
from core.languages.addresses import below_home
from core.languages.query import readable
from core.models.addresses import FormerPath
from core.models.withdrawal import PURPOSE, WithdrawnAddress, WithdrawnItem, WithdrawnPart
from core.turns import turn
from core.withdrawal.belongings import DERIVED
from core.withdrawal.media import delete_files
from members.sealing import fingerprint, is_closed

logger = logging.getLogger(__name__)

# How much of it lies in one row, that a small machine can open it.
PIECE = 512 * 1024


class Exact(DjangoJSONEncoder):
    """To the microsecond: Django cuts times off at the thousandth."""

    def default(self, value):
        return value.isoformat() if isinstance(value, datetime | time) else super().default(value)


def seal_item(page, belongings, user, notice):
    """Make the record of an item, `page` being its row that was chosen; gives the WithdrawnItem.

    With `notice` its addresses say so, where everybody could read what stood there.
    """
    record = WithdrawnItem.objects.create(
        key=page.translation_key, title=page.title, withdrawn_by=user
    )
    head = {
        "parent": page.get_parent().translation_key,
        "closed": rooms.noted(page),
        "languages": dict(Locale.objects.values_list("language_code", "pk")),
        "loosened": [[model._meta.label, *rest] for model, *rest in belongings.loosened],
        "media": [[model._meta.label_lower, pk] for model, pk in belongings.media],
    }
    write_rows(record, head, serialized(belongings))
    for field, name in files_of(belongings):
        with suppress(FileNotFoundError), field.storage.open(name) as file:
            _write(record, file.read(), f"{field} {name}")
    _mark_addresses(record, belongings, notice)
    return record


def serialized(belongings):
    """The rows as they are sealed, one by one."""
    for model, rows in belongings.rows.items():
        if model not in DERIVED:
            for row in serializers.serialize("python", rows.values()):
                # How the tables hang together is in rows of their own.
                many = {field.name for field in model._meta.local_many_to_many}
                row["fields"] = {k: v for k, v in row["fields"].items() if k not in many}
                yield row


def files_of(belongings):
    """The files that these rows name: [(FileField, name)]."""
    return [
        (field, getattr(row, field.attname).name)
        for model, rows in belongings.rows.items()
        for field in model._meta.local_fields
        if isinstance(field, FileField)
        for row in rows.values()
        if getattr(row, field.attname)
    ]


def _mark_addresses(record, belongings, notice):
    pages = {page.pk: page for page in belongings.pages}
    public = readable(type(belongings.pages[0]).objects.filter(pk__in=list(pages)))
    public = set(public.values_list("translation_key", flat=True)) if notice else set()
    paths = {below_home(page.url_path): page.translation_key for page in pages.values()}
    former = {row.path: row.translation_key for row in belongings.rows[FormerPath].values()}
    WithdrawnAddress.objects.bulk_create(
        WithdrawnAddress(record=record, mark=fingerprint(path, PURPOSE), says_so=key in public)
        for path, key in (former | paths).items()
    )


# Pieces --------------------------------------------------------------------------------


def write_rows(record, head, rows):
    """Seal the rows, {"model", "pk", "fields"}, in place of those that are sealed."""
    lines = [json.dumps(line, cls=Exact, ensure_ascii=False) for line in (head, *rows)]
    former = [pk for pk, file in _names(record) if not file and not is_closed(file)]
    record.parts.filter(pk__in=former).delete()
    _write(record, "\n".join(lines).encode())


def read_rows(record):
    """(head, rows) as `write_rows` takes them. Raises ValidationError where no key opens them."""
    head, *rows = map(json.loads, _read(record, "").decode().split("\n"))
    return head, rows


def file_names(record):
    """The files that are sealed: {"field name": (FileField, name)}."""
    found = {}
    for _pk, file in _names(record):
        if file:
            field, _space, name = file.partition(" ")
            model, _dot, column = field.rpartition(".")
            found[file] = apps.get_model(model)._meta.get_field(column), name
    return found


def read_file(record, file):
    """The bytes of one of `file_names`. Raises ValidationError where no key opens them."""
    return _read(record, file)


def hand_over_files(giver, taker, rows):
    """Seal the files that these rows name, {"model", "pk", "fields"}, with another record."""
    named = _named_by(rows)
    pks = [pk for pk, file in _names(giver) if file in named]
    giver.parts.filter(pk__in=pks).update(record=taker)


def forget_files(record, rows):
    """Delete the files that none of these rows, which are all that is sealed now, names."""
    named = _named_by(rows)
    left = [pk for pk, file in _names(record) if file and not is_closed(file) and file not in named]
    record.parts.filter(pk__in=left).delete()


def _named_by(rows):
    return {
        f"{field} {row['fields'][field.name]}"
        for row in rows
        for field in apps.get_model(row["model"])._meta.local_fields
        if isinstance(field, FileField)
    }


def _names(record):
    return record.parts.values_list("pk", "file")


def _write(record, data, file=""):
    text = b64encode(compress(data)).decode()
    for start in range(0, len(text), PIECE):
        piece = text[start : start + PIECE]
        WithdrawnPart.objects.create(record=record, file=file, content=piece)


def _read(record, file):
    pks = [pk for pk, name in _names(record) if name == file and not is_closed(name)]
    pieces = [WithdrawnPart.objects.get(pk=pk).content for pk in pks]
    if not pieces or any(map(is_closed, pieces)):
        raise ValidationError(_("None of the keys of this site opens the record."))
    return decompress(b64decode("".join(pieces)))


# What is due -----------------------------------------------------------------------------


def purge():
    """Delete the records whose time is over: then nothing is left at all."""
    WithdrawnItem.objects.due().delete()


def sweep():
    """Delete the files of withdrawn items that a killed process has left lying."""
    with turn():
        for record in WithdrawnItem.objects.all():
            try:
                delete_files(file_names(record).values())
            except Exception:
                logger.exception("Files of %s could not be swept; the others are.", record.pk)
