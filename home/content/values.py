"""What fields and blocks hold, as text in lists and mappings, and back.

Written values are the form of the files: each scalar is text, a page is its path. Stored values are
those of the database: StreamField's own form, in which each block has an id.
"""

from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from wagtail import blocks

from home.content.files import Unusable, read_yaml, yaml_text
from home.content.markdown import blocks_of, document, to_html, to_markdown

NAMESPACE = UUID("6ddcb9c5-5d2a-4f0f-9d0e-6f1f0d1e8a4b")
YES_NO = {"true": True, "false": False}


@dataclass
class Reading:
    """How values are read: where pages are found, and what was wrong on the way."""

    places: object  # knows pages by their paths: see `folder.Places`
    item: str  # the item's path, from which the ids of its blocks are made
    faults: list = field(default_factory=list)  # (words, *place)
    references: set = field(default_factory=set)  # the paths of other pages
    waiting: set = field(default_factory=set)  # places of pages that are not made yet

    def complain(self, words, place):
        self.faults.append((words, *place))

    def page(self, path, place):
        """The key of the original at a path; None before it is made, or, a fault, where none is."""
        self.references.add(path.strip("/"))
        if not self.places.knows(path):
            self.complain(f"There is no page at {path}.", place)
        return self._made(self.places.key_at(path), place)

    def file(self, name, place):
        """The key of a picture or file that lies beside the item, as `page` has those of pages."""
        if not self.places.has_file(self.item, name):
            self.complain(f"There is no file “{name}” among the files of the item.", place)
        return self._made(self.places.file_at(self.item, name), place)

    def _made(self, key, place):
        if key is None:
            self.waiting.add(place)
        return key


# Blocks --------------------------------------------------------------------------------------


def written(block, value, names):
    """The stored value of a block as it is written; None or empty where there is nothing."""
    if isinstance(block, blocks.StreamBlock):
        return written_stream(block, value, names)
    if isinstance(block, blocks.StructBlock):
        texts = {n: written(b, value.get(n), names) for n, b in block.child_blocks.items()}
        if any(b.required and not texts[n] for n, b in _choosers(block)):
            return {}  # what it is about is not there
        return {name: text for name, text in texts.items() if text}
    if isinstance(block, blocks.ListBlock):
        return [written(block.child_block, item["value"], names) for item in value or ()]
    if isinstance(block, blocks.RichTextBlock):
        return to_markdown(value or "", names)
    if isinstance(block, blocks.PageChooserBlock):
        return names.page(value) if value else None
    if isinstance(block, blocks.ChooserBlock):
        return names.file(value, block.model_class) if value else None
    return "" if value is None else written_scalar(value)


def written_scalar(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def written_stream(block, value, names):
    """The blocks of a stream, each under its name where there is more than one kind."""
    found = []
    for entry in value or ():
        kind = entry["type"]
        text = written(block.child_blocks[kind], entry["value"], names)
        if text:
            found.append(text if len(block.child_blocks) == 1 else {kind: text})
    return found


def _choosers(block):
    return [(n, b) for n, b in block.child_blocks.items() if isinstance(b, blocks.ChooserBlock)]


def stored(block, text, place, reading):
    """The written value of a block as it is stored; what does not fit is a fault at `place`."""
    if isinstance(block, blocks.StreamBlock):
        return stored_stream(block, text, place, reading)
    if isinstance(block, blocks.StructBlock):
        return _stored_struct(block, text, place, reading)
    if isinstance(block, blocks.ListBlock):
        return [
            {
                "type": "item",
                "value": stored(block.child_block, item, (*place, n), reading),
                "id": _id(reading, (*place, n)),
            }
            for n, item in enumerate(_list(text, place, reading))
        ]
    if not isinstance(text, str):
        reading.complain("A text is expected here.", place)
        return None
    if isinstance(block, blocks.RichTextBlock):
        return to_html(
            text, lambda path: reading.page(path, place), lambda name: reading.file(name, place)
        )
    if isinstance(block, blocks.PageChooserBlock):
        return reading.page(text, place)
    if isinstance(block, blocks.ChooserBlock):
        return reading.file(text, place)
    try:
        return block.field.to_python(YES_NO.get(text, text))
    except ValidationError as error:
        reading.complain(" ".join(error.messages), place)
        return None


def _stored_struct(block, text, place, reading):
    if not isinstance(text, dict):
        reading.complain("Names with values are expected here.", place)
        return {}
    for name in text.keys() - block.child_blocks.keys():
        reading.complain(f"There is no “{name}” here.", (*place, name))
    return {
        name: stored(child, text[name], (*place, name), reading) if name in text else _empty(child)
        for name, child in block.child_blocks.items()
    }


def _empty(block):
    """What a form stores of a block that is left out."""
    default = block.get_prep_value(block.get_default())
    if default is None and isinstance(block, blocks.FieldBlock):
        return block.field.to_python("")
    return default


def stored_stream(block, text, place, reading):
    """The stored form of a list of written blocks."""
    found = []
    for n, entry in enumerate(_list(text, place, reading)):
        here = (*place, n)
        if len(block.child_blocks) == 1:
            [kind] = block.child_blocks
        elif isinstance(entry, dict) and len(entry) == 1 and set(entry) <= set(block.child_blocks):
            [(kind, entry)] = entry.items()
        else:
            reading.complain(f"One of these is expected: {', '.join(block.child_blocks)}.", here)
            continue
        found.append(_stored_block(block, kind, entry, here, reading))
    return found


def _stored_block(block, kind, entry, place, reading):
    value = stored(block.child_blocks[kind], entry, place, reading)
    return {"type": kind, "value": value, "id": _id(reading, place)}


def _list(text, place, reading):
    if isinstance(text, list):
        return text
    reading.complain("A list is expected here.", place)
    return []


def _id(reading, place):
    """An id made from the place, so that the texts of all languages correspond."""
    return str(uuid5(NAMESPACE, "/".join(map(str, (reading.item, *place)))))


# Documents -----------------------------------------------------------------------------------


def written_document(block, value, names):
    """The blocks of a long text as a Markdown document."""
    parts = []
    for entry in value or ():
        kind = entry["type"]
        text = written(block.child_blocks[kind], entry["value"], names)
        if kind not in {"heading", "text"}:
            text = yaml_text(text) if text else ""
        if text:
            parts.append((kind, text))
    return document(parts)


def stored_document(block, file, place, reading):
    """The stored blocks of the document in a file; `reading` notes places as (place, line)."""
    fenced = set(block.child_blocks) - {"heading", "text"}
    found = []
    for n, (kind, text, line) in enumerate(blocks_of(file.body, fenced)):
        here = (*place, n)
        file.lines[here] = file.body_line + line
        if kind is None:
            reading.complain(f"There is no block “{text}”.", here)
            continue
        if kind in fenced:
            try:
                text, lines = read_yaml(text, file.path, file.body_line + line + 1)
            except Unusable as error:
                reading.faults += [(fault.words, *here) for fault in error.faults]
                continue
            file.lines |= {(*here, *inner): at for inner, at in lines.items()}
        found.append(_stored_block(block, kind, text, here, reading))
    return found
