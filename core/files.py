"""What files may be handed in, judged by what is inside them, and where they lie."""

import codecs
import os
import re
import secrets
import stat
import struct
import unicodedata
import zipfile
from xml.etree import ElementTree

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

OOXML = "application/vnd.openxmlformats-officedocument."

# Every ending we give and the type we serve it as. Not in it: the old Office formats and RTF,
# which carry programs where nobody can see them, and HTML and SVG, which are programs.
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": f"{OOXML}wordprocessingml.document",
    "epub": "application/epub+zip",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": f"{OOXML}presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "xlsx": f"{OOXML}spreadsheetml.sheet",
}

# OpenDocument and EPUB say first what they are; Office says which of its parts is the main one.
SAYS_WHAT_IT_IS = {MEDIA_TYPES[ending]: ending for ending in ("epub", "odp", "ods", "odt")}
MAIN_PARTS = {f"{MEDIA_TYPES[ending]}.main+xml": ending for ending in ("docx", "pptx")} | {
    f"{MEDIA_TYPES['xlsx']}.main+xml": "xlsx"
}

PROGRAM_MEMBER = re.compile(
    r"vbaproject|vbadata|(^|/)(activex|macrosheets)/|^basic/|^scripts/", re.I
)
CONTENT_TYPES = "[Content_Types].xml"
PROGRAM_TYPE = re.compile(r"macroenabled|vbaproject|macrosheet", re.I)

# A report full of photographs stays below; what grows to more is made to fill a disk.
MOST_MEMBERS = 500
MOST_UNPACKED = 50 * 1024 * 1024
MOST_CONTENTS = 1024 * 1024
END_OF_ZIP = struct.Struct("<4s4H2LH")

MARKUP = re.compile(
    rb"<\s*/?\s*(!doctype|html|head|body|script|iframe|object|embed|svg|\?xml)\b", re.I
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
BLOCK = 64 * 1024


class PrivateStorage(FileSystemStorage):
    """The folder that no web server serves; what lies in it has no address of its own."""

    @property
    def base_location(self):
        return settings.PRIVATE_MEDIA_ROOT

    @property
    def location(self):
        return os.path.abspath(self.base_location)

    def url(self, name):
        raise NotImplementedError("Private files are served by core.downloads.")


def file_ending(file, name):
    """What `file` is, told from its content, as one of the endings in `MEDIA_TYPES`.

    Of `name` only one thing is believed: that a plain text is a table (`.csv`). Takes a file open
    for reading; raises `ValidationError` with words for the sender when it is nothing we take.
    """
    limit = max_size()
    if file.size > limit:
        raise ValidationError(
            _("This file is too big. It may have at most %(size)s."),
            code="file_too_big",
            params={"size": filesizeformat(limit)},
        )
    file.seek(0)
    start = file.read(5)
    if start == b"%PDF-":
        ending = "pdf"
    elif start.startswith(b"PK\x03\x04"):
        ending = _ending_of_zip(file)
    elif start and _is_plain_text(file):
        ending = "csv" if str(name).lower().endswith(".csv") else "txt"
    else:
        ending = None
    file.seek(0)
    if ending is None:
        raise ValidationError(
            _(
                "This is not a file we can take. It must be PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, "
                "EPUB, or plain text or CSV in UTF-8. Its content counts, not its name."
            ),
            code="unknown_file",
        )
    return ending


def max_size():
    """How many bytes a file may have."""
    return getattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", None) or 25 * 1024 * 1024


def stored_name(ending):
    """A name on our disk that says nothing about the file but its kind."""
    return f"{secrets.token_hex(16)}.{ending}"


def download_name(title, ending):
    """A name for the reader's disk made from `title`, harmless on every system.

    Letters of all scripts stay; what leads elsewhere (`../`), hides (control characters, marks
    that turn the reading direction) or is too long goes.
    """
    # Joiners are part of the spelling in Persian, Nepali and others; the other marks are tricks.
    visible = "".join(
        letter
        for letter in title
        if letter in "\u200c\u200d" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}
    )
    name = " ".join(re.sub(r'[<>:"/\\|?*%;]', " ", visible).split())
    name = name.removesuffix(f".{ending}").strip(". ")
    # Disks count bytes, 255 at most, and a Devanagari letter has three.
    name = name.encode()[:150].decode(errors="ignore").strip(". ")
    return f"{name or 'file'}.{ending}"


def _is_plain_text(file):
    """Whether `file` is text in UTF-8 without control characters, and no page or drawing."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    overlap = b""
    file.seek(0)
    try:
        while block := file.read(BLOCK):
            if CONTROL.search(decoder.decode(block)) or MARKUP.search(overlap + block):
                return False
            overlap = block[-32:]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _ending_of_zip(file):
    """What the archive in `file` is, or None; raises `ValidationError` for one with programs."""
    try:
        if not _has_short_contents(file):
            return None
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if (
                len(members) > MOST_MEMBERS
                or sum(member.file_size for member in members) > MOST_UNPACKED
                or not all(_stays_inside(member) for member in members)
                # Of two parts of one name, others may read the one that was not looked at here.
                or len({member.filename.lower() for member in members}) < len(members)
            ):
                return None
            types = _types(archive)
            if any(PROGRAM_TYPE.search(kind) for kind in types) or any(
                PROGRAM_MEMBER.search(member.filename) for member in members
            ):
                raise ValidationError(
                    _("This file contains macros. Please save it without them and try again."),
                    code="macros",
                )
            if members[0].filename == "mimetype":
                return SAYS_WHAT_IT_IS.get(_whole(archive, "mimetype").decode().strip())
            return next((MAIN_PARTS[kind] for kind in types if kind in MAIN_PARTS), None)
    except ValidationError:
        raise
    except Exception:  # zipfile raises what a damaged archive leads it into
        return None


def _has_short_contents(file):
    """Whether the archive's list of members is short enough to be read at all.

    Office programs write nothing behind that list and no 64-bit one; what does is no document.
    """
    file.seek(-END_OF_ZIP.size, os.SEEK_END)
    mark, *_counts, length, _offset, comment = END_OF_ZIP.unpack(file.read(END_OF_ZIP.size))
    file.seek(-END_OF_ZIP.size - 20, os.SEEK_END)
    is_long = file.read(4) == b"PK\x06\x07"
    return mark == b"PK\x05\x06" and not comment and not is_long and length <= MOST_CONTENTS


def _stays_inside(member):
    """Whether a member is unpacked below the folder chosen for it, on every system."""
    return not (
        stat.S_ISLNK(member.external_attr >> 16)
        or member.filename.startswith("/")
        or re.match(r"[a-z]:", member.filename, re.I)
        or "\\" in member.filename
        or ".." in member.filename.split("/")
    )


def _types(archive):
    """The types of the parts of an Office file; parsed, for XML has many ways to spell a word."""
    if CONTENT_TYPES not in archive.namelist():
        return []
    listed = ElementTree.fromstring(_whole(archive, CONTENT_TYPES))
    return [entry.get("ContentType", "") for entry in listed.iter()]


def _whole(archive, name):
    """A member in bytes; raises `ValueError` where it is too long for what it should be."""
    with archive.open(name) as member:
        data = member.read(MOST_CONTENTS + 1)
    if len(data) > MOST_CONTENTS:
        raise ValueError(name)
    return data
