"""What is still there of an item, wherever it may be."""

import html
import json
import logging
import pickle
import re
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache
from django.db import DatabaseError, connection
from django.db.models import FileField
from django.test import Client
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from core import withdrawal
from core.languages.addresses import below_home, reader_path
from core.languages.routing import item_at
from core.languages.shelves import sections, with_all_below
from core.models.withdrawal import WithdrawnAddress, WithdrawnItem, WithdrawnPart
from core.withdrawal.belongings import Belongings
from core.withdrawal.sealing import Exact, file_names, files_of, read_rows, serialized

# Shorter phrases stand elsewhere, too; and so many are enough to find what was left.
SHORTEST, MOST = 16, 500
# What is written differently in different places: in JSON, in HTML, in links.
DIFFERS = re.compile(r"<[^>]*>|[\"'&\\<>\n\r\t]")
ESCAPED = re.compile(r"\\+u([0-9a-f]{4})")
SEALED = (WithdrawnItem, WithdrawnPart, WithdrawnAddress)


@dataclass
class Sought:
    """What an item is known by. `things` are {model: keys as text}."""

    record: WithdrawnItem | None = None
    keys: set = field(default_factory=set)
    phrases: set = field(default_factory=set)
    addresses: set = field(default_factory=set)
    things: dict = field(default_factory=dict)
    files: list = field(default_factory=list)

    @cached_property
    def pattern(self):
        """An expression for all that can be read of it, and for links to it in texts."""
        words = {*self.phrases, *self.addresses, *map(str, self.keys)}
        words |= {key.hex for key in self.keys}
        longest_first = sorted(filter(None, words), key=len, reverse=True)
        choices = [*map(re.escape, longest_first)]
        if pages := "|".join(self.things.get(Page, ())):
            choices.append(rf'\bid=\\*"({pages})\\*" linktype=\\*"page\\*"')
        return re.compile("|".join(choices) or r"(?!)", re.I)


def sought(name, phrases=()):
    """What is to be sought of the item that `name` names: the number of a sealed record, a key, or
    a path. `phrases` are sought too, for what is known by nothing else any more."""
    found = Sought(phrases=set(phrases))
    page = None
    if name.isdecimal():
        found.record = WithdrawnItem.objects.filter(pk=name).first()
    elif key := _uuid(name):
        found.keys.add(key)
        found.record = WithdrawnItem.objects.filter(key=key).first()
        page = Page.objects.filter(translation_key=key).first()
    else:
        path = _below_language(name)
        found.addresses.add(path)
        if mark := WithdrawnAddress.objects.at(path).first():
            found.record = mark.record
        page = item_at(path).first()
    if found.record:
        _, rows = read_rows(found.record)
        found.files = list(file_names(found.record).values())
    elif page:
        belongings = Belongings(with_all_below(page))
        rows, found.files = list(serialized(belongings)), files_of(belongings)
        rows = json.loads(json.dumps(rows, cls=Exact))
    else:
        rows = []
    _know(found, rows)
    return found


def _uuid(name):
    try:
        return UUID(name)
    except ValueError:
        return None


def _below_language(address):
    """`/ne/stakeholders/x/`, with a host or without a language, as a path below the home."""
    parts = urlsplit(address).path.strip("/").split("/")
    if Locale.objects.filter(language_code=parts[0]).exists():
        parts = parts[1:]
    return "/".join([*parts, ""]) if any(parts) else ""


def _know(found, rows):
    """Take note of what rows, as they are sealed, tell."""
    for row in rows:
        model, fields = apps.get_model(row["model"]), row["fields"]
        if model is Page:
            found.keys.add(UUID(fields["translation_key"]))
            found.addresses.add(below_home(fields["url_path"]))
            found.phrases |= {fields["title"], fields["draft_title"]}
        if issubclass(model, Page) or any(isinstance(f, FileField) for f in model._meta.fields):
            found.things.setdefault(model, set()).add(str(row["pk"]))
            found.phrases |= set(list(_phrases(fields))[: max(0, MOST - len(found.phrases))])


def _phrases(value):
    """The texts in a value, in pieces that are written the same everywhere."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _phrases(part)
    elif isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            yield from _phrases(json.loads(value))
        except ValueError:
            return
    elif isinstance(value, str) and " " in value:
        pieces = (piece.strip() for piece in DIFFERS.split(html.unescape(value)))
        yield from (piece for piece in pieces if len(piece) >= SHORTEST)


# Looking -------------------------------------------------------------------------------


def find(known):
    """(place, what is found there), of every trace; the sealed record is none."""
    yield from in_tables(known)
    yield from in_folders(known)
    yield from in_public(known)
    yield from in_cache(known)
    yield from in_logs(known)


def in_tables(known):
    """Through every table: mails and what else is sealed is opened."""
    tables = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in tables:
            continue
        own = known.record and model in SEALED
        try:
            for row in model._base_manager.iterator(500):
                if not own or known.record.pk not in (row.pk, getattr(row, "record_id", None)):
                    yield from _in_row(row, known)
        except DatabaseError as error:
            yield model._meta.label, f"could not be read: {error}"


def _in_row(row, known):
    model = type(row)
    place = f"{model._meta.label} {row.pk}"
    for column in model._meta.local_concrete_fields:
        stored = column.value_to_string if isinstance(column, StreamField) else None
        value = (stored or column.value_from_object)(row)
        if column.is_relation and str(value) in known.things.get(column.related_model, ()):
            yield f"{place} {column.name}", "points at it"
        elif value and (word := known.pattern.search(_text(value))):
            yield f"{place} {column.name}", word[0]
    if str(row.pk) in known.things.get(model, ()):
        yield place, "is it"
    for mark in ("", "to_"):
        kind = getattr(row, f"{mark}content_type_id", None)
        pk = getattr(row, f"{mark}object_id", None)
        if kind and pk:
            named = ContentType.objects.get_for_id(kind).model_class()
            if str(pk) in known.things.get(named, ()):
                yield place, "names it"


def _text(value):
    """A value as it is read, whatever it is stored as."""
    if isinstance(value, dict | list):
        value = json.dumps(value, default=str)
    return html.unescape(ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value)))


def in_folders(known):
    for column, name in known.files:
        if column.storage.exists(name):
            yield f"{column} {name}", "its file"
    for folder in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT):
        for path in Path(folder).rglob("*"):
            if path.is_file() and known.pattern.search(path.name):
                yield str(path), "its name"


@contextmanager
def unlogged():
    """What is asked here is no reader's request: each refusal would be logged, with its address."""
    logger = logging.getLogger("django.request")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def in_public(known):
    """Through what everybody can ask for: its own addresses, listings, feeds, the sitemap."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    client = Client(SERVER_NAME=host.hostname, raise_request_exception=False)
    for code in Locale.objects.values_list("language_code", flat=True):
        own = [f"/{code}/{path}" for path in known.addresses]
        listings = [reader_path(section, code) for section in sections()]
        others = ["/sitemap.xml", *listings, *withdrawal.public_addresses(code)]
        for address in dict.fromkeys([*own, *others]):
            with unlogged():
                answer = client.get(address, secure=host.scheme == "https")
            if answer.status_code != 200:
                continue
            said = b"".join(answer) if answer.streaming else answer.content
            if word := known.pattern.search(_text(said.decode(errors="ignore"))):
                yield address, word[0]


def in_cache(known):
    """Through the files of the cache; what lies in other caches cannot be listed."""
    backend = caches["default"]
    if not isinstance(backend, FileBasedCache):
        return
    for path in backend._list_cache_files():
        with open(path, "rb") as file:
            pickle.load(file)  # until when it holds
            said = zlib.decompress(file.read()).decode(errors="ignore")
        if word := known.pattern.search(said):
            yield f"cache {path}", word[0]


def in_logs(known):
    """Through the files that this process logs to; the site itself keeps none."""
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    files = {
        handler.baseFilename
        for logger in loggers
        for handler in logger.handlers
        if isinstance(handler, logging.FileHandler)
    }
    for path in filter(lambda path: Path(path).is_file(), files):
        with open(path, errors="ignore") as file:
            for line in file:
                if word := known.pattern.search(line):
                    yield f"log {path}", word[0]
