"""An item in files: which field stands where, and what the files of a page say.

`item.yaml` holds what is the same in every language, `<code>.md` the words of one. Which is which
the page type says, by the fields that wagtail-localize translates.
"""

from functools import cache

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from core.blocks import BodyBlock
from core.models.provenance import How
from home.content.values import (
    written_document,
    written_scalar,
    written_stream,
)

# Said in the files by other means: the folder's name, and `original`.
ELSEWHERE = {"slug", "original_locale"}
ABOUT_ITEM = {"type", "original", "key", "files", "children"}
ABOUT_VERSION = {"made", "draft"}


@cache
def fields_of(page_type):
    """(facts, words): the fields that are the same in every language, and those translated."""
    facts, words = {}, {}
    for found in get_translatable_fields(page_type):
        if found.field_name not in ELSEWHERE:
            held = words if isinstance(found, TranslatableField) else facts
            held[found.field_name] = page_type._meta.get_field(found.field_name)
    return facts, words


def is_document(field):
    return isinstance(field, StreamField) and isinstance(field.stream_block, BodyBlock)


def columns_of(relation):
    """The fields of a relation's rows that somebody fills in."""
    return [
        field
        for field in relation.related_model._meta.concrete_fields
        if not isinstance(field, ParentalKey) and field.name not in {"id", "sort_order"}
    ]


def item_values(original, names):
    """What stands in `item.yaml`, apart from the key, the files and the children.

    `names` names pages and files by their keys: see `exporting.Names`.
    """
    page_type = type(original)
    return {
        "type": page_type._meta.label,
        "original": original.locale.language_code,
        **written_fields(original, fields_of(page_type)[0], names),
    }


def version_values(page, how, names):
    """(values, document) of the file of one version; `how` it was made, as `How` has it."""
    words = fields_of(type(page))[1]
    body = next((name for name, field in words.items() if is_document(field)), None)
    values = {"made": How(how).value}
    if not page.live:
        values["draft"] = "true"
    values |= written_fields(page, {n: f for n, f in words.items() if n != body}, names)
    if body is None:
        return values, ""
    block = type(page)._meta.get_field(body).stream_block
    return values, written_document(block, getattr(page, body).raw_data, names)


def written_fields(page, fields, names):
    fresh, found = type(page)(), {}
    for name, field in fields.items():
        if isinstance(field, StreamField):
            value = written_stream(field.stream_block, getattr(page, name).raw_data, names)
        elif field.one_to_many:
            rows = sorted(
                getattr(page, name).all(), key=lambda row: (row.sort_order or 0, row.pk or 0)
            )
            value = [text for row in rows if (text := _written_row(row, field, names))]
        elif getattr(page, field.attname) == getattr(fresh, field.attname) and not callable(
            field.default  # gives something else on another day
        ):
            continue
        else:
            value = _written_value(page, field, names)
        if value or isinstance(field, models.BooleanField):
            found[name] = value
    return found


def _written_row(row, relation, names):
    columns = columns_of(relation)
    values = {column.name: _written_value(row, column, names) for column in columns}
    if len(columns) == 1:
        [value] = values.values()
        return value
    return {name: value for name, value in values.items() if value}


def _written_value(holder, field, names):
    value = getattr(holder, field.attname)
    if value is None:
        return ""
    return _named(field.related_model, value, names) if field.is_relation else written_scalar(value)


def _named(model, key, names):
    return names.page(key) if issubclass(model, Page) else names.file(key, model)
