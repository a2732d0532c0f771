"""From the files of an item to an unsaved page, with all that is wrong on the way."""

import json
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Page

from home.content.items import (
    ABOUT_ITEM,
    ABOUT_VERSION,
    columns_of,
    fields_of,
    is_document,
    written_fields,
)
from home.content.values import YES_NO, Reading, stored_document, stored_stream


@dataclass
class Built:
    """An unsaved page, of use where there are no faults, and the paths it refers to."""

    page: Page
    faults: list = field(default_factory=list)
    references: set = field(default_factory=set)


def build(page_type, item_file, version_file, path, places):
    """What the two files say, as `Built`."""
    facts, words = fields_of(page_type)
    page = page_type(slug=path.rpartition("/")[2] or "home", live=False)
    built = Built(page)
    for file, fields, about in (
        (item_file, facts, ABOUT_ITEM),
        (version_file, words, ABOUT_VERSION),
    ):
        reading = Reading(places, path)
        for name in file.values.keys() - fields.keys() - about:
            reading.complain(f"{page_type._meta.verbose_name} has no field “{name}” here.", (name,))
        for name, model_field in fields.items():
            if is_document(model_field):
                value = stored_document(model_field.stream_block, file, (name,), reading)
                setattr(page, name, json.dumps(value))
            elif name in file.values:
                _set(page, model_field, file.values[name], reading)
        built.references |= reading.references
        faults = reading.faults or [
            (message, name, *place)
            for name, model_field in fields.items()
            for place, message in _errors(page, name, model_field)
            if (name, *place) not in reading.waiting
        ]
        built.faults += [file.fault(*fault) for fault in faults]
    return built


def _set(page, model_field, value, reading):
    name = model_field.name
    if isinstance(model_field, StreamField):
        stream = stored_stream(model_field.stream_block, value, (name,), reading)
        setattr(page, name, json.dumps(stream, cls=DjangoJSONEncoder))
    elif model_field.one_to_many:
        rows = value if isinstance(value, list) else [value]
        built = [_row(model_field, row, (name, n), reading) for n, row in enumerate(rows)]
        setattr(page, name, [row for row in built if row])
    elif isinstance(value, str):
        setattr(page, model_field.attname, _field_value(model_field, value, (name,), reading))
    else:
        reading.complain("A text is expected here.", (name,))


def _row(relation, value, place, reading):
    columns = {column.name: column for column in columns_of(relation)}
    if isinstance(value, str) and len(columns) == 1:
        value = dict.fromkeys(columns, value)
    if not isinstance(value, dict) or value.keys() - columns.keys():
        reading.complain(f"These are expected: {', '.join(columns)}.", place)
        return None
    row = relation.related_model()
    for name, text in value.items():
        found = _field_value(columns[name], text, (*place, name), reading)
        if found is None and columns[name].is_relation and not columns[name].null:
            return None  # not made yet: it is asked again
        setattr(row, columns[name].attname, found)
    return row


def _field_value(model_field, text, place, reading):
    if model_field.is_relation and issubclass(model_field.related_model, Page):
        return reading.page(text, place)
    if model_field.is_relation:
        return reading.file(text, place)
    try:
        return model_field.to_python(YES_NO.get(text, text))
    except ValidationError as error:
        reading.complain(" ".join(error.messages), place)
        return None


# What the page type finds wrong --------------------------------------------------------------


def _errors(page, name, model_field):
    """(place within the field, words) of each value that the page type refuses."""
    if isinstance(model_field, StreamField):
        try:
            model_field.stream_block.clean(getattr(page, name))
        except ValidationError as error:
            yield from _within(error)
    elif model_field.one_to_many:
        for n, row in enumerate(getattr(page, name).all()):
            for column in columns_of(model_field):
                yield from (((n, column.name), words) for words in _refusals(row, column))
    else:
        yield from (((), words) for words in _refusals(page, model_field))


def _refusals(holder, model_field):
    if model_field.is_relation:
        return []
    try:
        model_field.clean(getattr(holder, model_field.attname), holder)
    except ValidationError as error:
        return error.messages
    return []


def _within(error):
    """(place, words) of each error in nested blocks."""
    if isinstance(error, (StreamBlockValidationError, ListBlockValidationError)):
        inner = error.block_errors
        pairs = inner.items() if isinstance(inner, dict) else enumerate(inner)
    elif isinstance(error, StructBlockValidationError):
        pairs = error.block_errors.items()
    else:
        yield (), " ".join(error.messages)
        return
    for place, nested in pairs:
        if nested is not None:
            yield from (((place, *rest), words) for rest, words in _within(nested))
    for words in getattr(error, "non_block_errors", None) or ():
        yield (), " ".join(getattr(words, "messages", [str(words)]))


# Into a page that is there already -------------------------------------------------------------


def take_over(page, built):
    """Give a page of the site all fields of a built one in which the two differ."""
    for fields in fields_of(type(page)):
        new, old = (written_fields(p, fields, Keys()) for p in (built, page))
        for name, model_field in fields.items():
            if new.get(name) != old.get(name):
                value = getattr(built, name)
                setattr(page, name, list(value.all()) if model_field.one_to_many else value)


class Keys:
    """Names pages and files by their keys: enough to see whether they are the same."""

    page = file = staticmethod(lambda key, model=None: str(key))
