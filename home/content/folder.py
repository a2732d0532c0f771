"""A folder of items, read and checked as a whole before anything is made of it.

Folders lie in one another as pages do; the top is the front page.
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from uuid import UUID, uuid5

from django.apps import apps
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.segments.extract import StringSegmentValue, extract_segments

from core.languages.routing import item_at
from core.models import ContentPage
from core.models.provenance import How, placed
from home.content.building import build
from home.content.files import ContentFile, Fault, Unusable, read_file
from home.content.items import fields_of
from home.content.values import NAMESPACE

ITEM_FILE = "item.yaml"
MADE = "home.starting_content"


def key_of(path):
    """The translation key of the item at a path, unless its file gives another."""
    return uuid5(NAMESPACE, path or "home")


@dataclass
class Item:
    """One item: where it lies ("" for the front page), its facts, and its words by language."""

    path: str
    file: ContentFile
    versions: dict[str, ContentFile]
    page_type: type | None = None
    key: UUID | None = None
    references: set = field(default_factory=set)

    @property
    def original(self):
        return self.file.values.get("original", "")

    @property
    def section(self):
        """The path of the section it lies in; None for the front page."""
        return self.path.rpartition("/")[0] if self.path else None

    @property
    def files(self):
        """The titles of its pictures and files, by their names in the folder."""
        return self.file.values.get("files", {})

    @property
    def translations(self):
        return sorted(self.versions.keys() - {self.original})

    def how(self, code):
        """How a version was made."""
        return How(self.versions[code].values.get("made", How.PERSON))

    def is_draft(self, code):
        return self.versions[code].values.get("draft") == "true"

    def build(self, code, places):
        """The version in a language, as `Built`."""
        built = build(self.page_type, self.file, self.versions[code], self.path, places)
        built.page.translation_key = self.key
        return built

    def build_original(self, places):
        """(page, page as its translations know it).

        The second is the first without the last blocks of its lists that not every translation
        has yet: so much was there when they were made.
        """
        whole, known = (self.build(self.original, places).page for _ in range(2))
        others = [self.build(code, places).page for code in self.translations]
        for name in self._streams:
            blocks = getattr(whole, name).raw_data
            least = min((len(getattr(page, name)) for page in others), default=len(blocks))
            setattr(known, name, json.dumps(list(blocks)[:least]))
        return whole, known

    @cached_property
    def _streams(self):
        return [
            name
            for name, words in fields_of(self.page_type)[1].items()
            if hasattr(words, "stream_block")
        ]


@dataclass
class Places:
    """Finds pages by path: those of the folder by their keys, others where the site has them."""

    keys: dict[str, UUID] = field(default_factory=dict)
    files: set[tuple[str, str]] = field(default_factory=set)

    def knows(self, path):
        return self._path(path) in self.keys or self._on_site(path) is not None

    def key_at(self, path):
        """The primary key of the original at a path; None while it is not made."""
        key = self.keys.get(self._path(path))
        page = original_of(key) if key else self._on_site(path)
        return page.pk if page else None

    def has_file(self, item, name):
        return (item, name) in self.files

    def file_at(self, item, name):
        """The primary key of the picture or file made of a file of the item, or None."""
        return made(step_name(item, name)).values_list("data__result", flat=True).first()

    def is_taken(self, item):
        """Whether the site has another item at the address of this one."""
        rows = item_at(f"{item.path}/" if item.path else "").exclude(translation_key=item.key)
        return bool(item.path) and rows.exists()

    def _path(self, path):
        return path.strip("/")

    def _on_site(self, path):
        rows = item_at(f"{self._path(path)}/").filter(alias_of=None).specific()
        return next((page for page in rows if page.is_original), None)


def original_of(key):
    """The original of an item, or None."""
    rows = Page.objects.filter(translation_key=key, alias_of=None).specific()
    return next((page for page in rows if page.is_original), None)


def step_name(path, what=""):
    """How a step of an import is recorded: "/knowledge/ghana in fr"."""
    return f"/{path} {what}".rstrip()


def is_file_name(name):
    """Whether it names something in the very folder it is read in."""
    return Path(name).name == name


def made(name):
    """The record, if there is one, that a step of an import was done: see `importing`."""
    return PageLogEntry.objects.filter(action=MADE, data__item=name)


# Reading -------------------------------------------------------------------------------------


def fingerprint(root):
    """A name for all that lies in the folder, and for the languages that the site has."""
    digest = hashlib.sha256(repr(sorted(Locale.objects.values_list("language_code"))).encode())
    for file in sorted(path for path in Path(root).rglob("*") if path.is_file()):
        digest.update(f"{file.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read_folder(root, all_languages=True):
    """(items, places): every item in the folder, sections before what lies in them.

    Without `all_languages`, translations into languages that the site does not have are left out.
    Raises Unusable with all that is wrong, in whatever file.
    """
    faults = []
    items = list(_read_items(Path(root), "", faults))
    if not all_languages:
        known = {*Locale.objects.values_list("language_code", flat=True)}
        for item in items:
            for code in item.versions.keys() - known - {item.original}:
                del item.versions[code]
    keys = Counter(item.key for item in items)
    faults += [i.file.fault("Two items have this key.", "key") for i in items if keys[i.key] > 1]
    if faults:
        raise Unusable(faults)
    places = Places(
        {item.path: item.key for item in items},
        {(item.path, name) for item in items for name in item.files},
    )
    for item in items:
        faults += _faults_of(item, places)
    if faults:
        raise Unusable(faults)
    return items, places


def _read_items(folder, path, faults):
    item = _read_item(folder, path, faults)
    if item is None:
        return
    yield item
    listed = item.file.values.get("children", [])
    present = {child.parent.name for child in folder.glob(f"*/{ITEM_FILE}")}
    for name in present - set(listed):
        faults.append(item.file.fault(f"The folder “{name}” is not among the children."))
    for n, name in enumerate(listed):
        if name in present:
            yield from _read_items(folder / name, f"{path}/{name}".strip("/"), faults)
        else:
            faults.append(item.file.fault(f"There is no folder “{name}”.", "children", n))


def _read_item(folder, path, faults):
    try:
        file = read_file(folder / ITEM_FILE)
        versions = {file.stem: read_file(file) for file in sorted(folder.glob("*.md"))}
    except FileNotFoundError:
        faults.append(Fault(folder / ITEM_FILE, 1, "This file is missing."))
        return None
    except Unusable as unusable:
        faults += unusable.faults
        return None
    if not isinstance(file.values.get("files", {}), dict):
        faults.append(file.fault("Names of files with their titles are expected.", "files"))
        return None
    item = Item(path, file, versions)
    try:
        item.page_type = apps.get_model(file.values.get("type", ""))
        item.key = UUID(file.values["key"]) if "key" in file.values else key_of(path)
    except (LookupError, ValueError):
        place = "key" if item.page_type else "type"
        faults.append(file.fault(f"This is no {place}: {file.values.get(place, '')}", place))
        return None
    if not issubclass(item.page_type, ContentPage):
        faults.append(file.fault("This type is not one of pages.", "type"))
        return None
    return item


# Checking ------------------------------------------------------------------------------------


def _faults_of(item, places):
    """What is wrong with one item that could be read."""
    faults = [
        item.file.fault("There is no such file in this folder.", "files", name)
        for name in item.files
        if not is_file_name(name) or not _is_file(item.file.path.parent / name)
    ]
    faults += [
        file.fault(f"The site has no language “{code}”.")
        for code, file in item.versions.items()
        if not Locale.objects.filter(language_code=code).exists()
    ]
    if item.original not in item.versions:
        return [*faults, item.file.fault("The original has no file.", "original")]
    if places.is_taken(item):
        faults.append(item.file.fault("Another item has this address on the site."))
    for code, file in item.versions.items():
        if file.values.get("draft", "true") not in {"true", "false"}:
            faults.append(file.fault("This is either true or false.", "draft"))
        built = item.build(code, places)
        faults += built.faults
        item.references |= built.references
        if file.values.get("made", How.PERSON) not in How:
            faults.append(file.fault(f"One of these is expected: {', '.join(How.values)}.", "made"))
    if faults:
        return faults
    _, known = item.build_original(places)
    wanted = words_by_place(known)
    for code in item.translations:
        page = item.build(code, places).page
        given = words_by_place(page)
        file = item.versions[code]
        for place in wanted.keys() - given.keys():
            faults.append(file.fault("Of the original this is missing.", *_place(known, place)))
        for place in given.keys() - wanted.keys():
            faults.append(file.fault("The original does not have this.", *_place(page, place)))
    return faults


def _is_file(path):
    return path.is_file() and not path.is_symlink()


def words_by_place(page):
    """{place: words} of all that is translated in a page, saved or not."""
    strings = [s for s in extract_segments(page) if isinstance(s, StringSegmentValue)]
    return dict(placed((s.path, s.string.data) for s in strings))


def _place(page, place):
    """Where in the file stands what wagtail-localize calls "body.<id of a block>.text#0"."""
    name, *rest = place.partition("#")[0].split(".")
    if rest and hasattr(getattr(page, name), "raw_data"):
        ids = [block["id"] for block in getattr(page, name).raw_data]
        return (name, ids.index(rest[0])) if rest[0] in ids else (name,)
    return (name,)
