"""The columns of the directory as a table: how each is read from a cell, and written into one."""

import re
from functools import cache
from html import unescape

from django.core.exceptions import ValidationError
from django.db.models import URLField
from django.utils.html import escape, strip_tags
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from core.item_rules import check_chosen_once
from members.names import without_turns
from stakeholders.files.cells import plain
from stakeholders.models import (
    ProfileCountry,
    ProfileLanguage,
    ProfilePage,
    ProfileParent,
)

COLUMNS = (
    "key",
    "language",
    "name",
    "summary",
    "kind",
    "level",
    "countries",
    "place",
    "founded",
    "status",
    "themes",
    "languages",
    "website",
    "names",
    "part_of",
    "text",
)
MOST_PARENTS = 100

SEPARATORS = re.compile(r"[;\s]+")
PARAGRAPH = r"<p(?: [^<>]*)?>((?:[^<]|<br ?/?>)*)</p>\s*"
PLAIN_HTML = re.compile(f"(?:{PARAGRAPH})*")
BREAK = re.compile(r"<br ?/?>")
END_OF_BLOCK = re.compile(r"</(?:p|h\d|li)>")
NEW_LINE = "\n"
BLANK_LINES = re.compile(r"\n\s*\n")


def keys_in(cell):
    """The keys in a cell, each once, in order."""
    return list(dict.fromkeys(key for key in SEPARATORS.split(cell) if key))


@cache
def codes_of(model, name):
    """The codes that a field may have."""
    return [code for code, _name in model._meta.get_field(name).flatchoices if code]


def check_code(code, model, name):
    """Raise ValueError, with what is allowed, for a code that a field of `model` cannot have."""
    if code not in codes_of(model, name):
        raise ValueError(
            _("“%(code)s” is not known. Allowed are: %(allowed)s.")
            % {"code": code[:80], "allowed": _allowed(model, name)}
        )


def _allowed(model, name):
    codes = codes_of(model, name)
    if model is ProfileCountry:
        return _("the two letters of ISO 3166-1, such as GH or NP")
    if model is ProfileLanguage:
        longer = ", ".join(sorted(code for code in codes if len(code) > 2))
        return _("the two letters of ISO 639-1, such as en or ne, and %s") % longer
    return ", ".join(codes)


class Words(Widget):
    """A field of the profile, read as its form in the admin reads what is typed."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def clean(self, value, row=None, **kwargs):
        try:
            return _form_field(self.name).clean(value)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from None

    def render(self, value, obj=None, **kwargs):
        return plain("" if value is None else str(value))


@cache
def _form_field(name):
    field = ProfilePage._meta.get_field(name)
    return field.formfield(**{"assume_scheme": "https"} if isinstance(field, URLField) else {})


class Name(Words):
    def clean(self, value, row=None, **kwargs):
        return super().clean(without_turns(value), row, **kwargs)


class Code(Words):
    def clean(self, value, row=None, **kwargs):
        if value:
            check_code(value, ProfilePage, self.name)
        return super().clean(value, row, **kwargs)


class Names(Words):
    """Lines of the field, side by side."""

    def clean(self, value, row=None, **kwargs):
        return super().clean("\n".join(self._lines(value)), row, **kwargs)

    def render(self, value, obj=None, **kwargs):
        return " | ".join(self._lines(value))

    def _lines(self, value):
        return [line for part in re.split(r"[|\n]", value) if (line := plain(part))]


class Codes(Widget):
    """Child rows that hold one code each."""

    def __init__(self, model, name, spelling=str):
        super().__init__()
        self.model, self.name, self.spelling = model, name, spelling

    def clean(self, value, row=None, **kwargs):
        codes = [self.spelling(code) for code in SEPARATORS.split(value) if code]
        for code in codes:
            check_code(code, self.model, self.name)
        try:
            check_chosen_once(codes)
        except ValidationError as error:
            raise ValueError(error.message) from None
        return [self.model(sort_order=n, **{self.name: code}) for n, code in enumerate(codes)]

    def render(self, value, obj=None, **kwargs):
        return "; ".join(getattr(row, self.name) for row in in_order(value))


class Parents(Widget):
    """Rows that name larger organisations, by their keys.

    Of those that not everybody may read nothing is written, and an import leaves them alone.
    """

    directory = None  # stakeholders.files.directory.Directory

    def clean(self, value, row=None, profile=None, **kwargs):
        keys = keys_in(value)
        if len(keys) > MOST_PARENTS:
            raise ValueError(_("More than %d organisations stand here.") % MOST_PARENTS)
        if profile.slug in keys:
            raise ValueError(_("An organisation is not a part of itself."))
        if missing := [key for key in keys if not self.directory.knows(key)]:
            raise ValueError(
                _("There is no organisation with the key “%s” before this row.") % missing[0][:80]
            )
        hidden = [row.other for row in in_order(profile.parents) if not self._is_told(row.other)]
        others = hidden + [self.directory.organisation(key) for key in keys]
        return [ProfileParent(sort_order=n, other=other) for n, other in enumerate(others)]

    def render(self, value, obj=None, **kwargs):
        others = [row.other for row in in_order(value)]
        return "; ".join(other.slug for other in others if self._is_told(other))

    def _is_told(self, organisation):
        return self.directory.is_readable(organisation)


class Text(Widget):
    """The long text: in a cell, its paragraphs, parted by an empty line.

    Headings, lists, links and pictures cannot stand there. A text that has any is written without
    them, and is not changed by an import.
    """

    def clean(self, value, row=None, profile=None, **kwargs):
        stream = ProfilePage._meta.get_field("body").stream_block
        text = stream.to_python([{"type": "text", "value": _html_of(value)}] if value else [])
        if self.render(text) != self.render(profile.body) and not _is_plain(profile.body):
            raise ValueError(
                _(
                    "This text has headings, lists, links or pictures, which a table cannot hold. "
                    "Change it on the site, and leave this cell as it was exported."
                )
            )
        return text

    def render(self, value, obj=None, **kwargs):
        shown = [block for block in _blocks(value) if block["type"] in {"heading", "text"}]
        paragraphs = [
            plain(paragraph) for block in shown for paragraph in BLANK_LINES.split(_text_of(block))
        ]
        return "\n\n".join(filter(None, paragraphs))


def _blocks(value):
    """The blocks of a stream as they are stored, whose pictures nobody has looked up."""
    return value.stream_block.get_prep_value(value)


def _is_plain(value):
    return all(
        block["type"] == "text" and PLAIN_HTML.fullmatch(block["value"]) for block in _blocks(value)
    )


def _text_of(block):
    if block["type"] == "heading":
        return block["value"]
    broken = BREAK.sub("\n", END_OF_BLOCK.sub("\n\n", block["value"]))
    return unescape(strip_tags(broken))


def _html_of(text):
    paragraphs = [escape(plain(paragraph)) for paragraph in BLANK_LINES.split(text)]
    return "".join(f"<p>{words.replace(NEW_LINE, '<br/>')}</p>" for words in paragraphs)


def in_order(rows):
    """Child rows in their order, stored or not: a list, or what a relation gives."""
    rows = rows if isinstance(rows, list) else rows.all()
    return sorted(rows, key=lambda row: (row.sort_order or 0, row.pk or 0))
