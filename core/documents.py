"""Cleaning documents: what they say is kept, what they tell beside it is not.

Office programs write into each file who wrote it, on which machine, from which template and when;
a report handed in by somebody at risk must not carry their name. What is written in the document
itself, its comments among it, is left to its author; a PDF does not say any more who commented.
"""

import re
import shutil
import zipfile
from tempfile import SpooledTemporaryFile

import pikepdf
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from core.files import file_ending, stored_name

IN_MEMORY = 2 * 1024 * 1024

# Keys of PDF (ISO 32000-2): 14.3 and 14.5 tell of the writer, 12.6 and 12.7 have programs run, and
# 7.11 holds other files, which nobody has looked into.
PDF_KEYS = [
    *("/Metadata", "/PieceInfo", "/LastModified"),
    *("/AA", "/OpenAction", "/JavaScript", "/JS", "/XFA"),
    *("/EmbeddedFiles", "/EF", "/AF"),
]
# What happens at a touch (12.6.4), as far as it does more than lead to another place or page.
PDF_DEEDS = [
    *("/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"),
    *("/Rendition", "/Movie", "/Sound", "/RichMediaExecute"),
]

SCHEMAS = "http://schemas.openxmlformats.org"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
# The parts that tell of the writer, and what is put in their place: other parts refer to them.
# In OpenDocument the settings name the printer.
TELLING_PARTS = {
    "docProps/core.xml": (
        f'<coreProperties xmlns="{SCHEMAS}/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": f'<Properties xmlns="{SCHEMAS}/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": (
        f'<Properties xmlns="{SCHEMAS}/officeDocument/2006/custom-properties"/>'
    ),
    "meta.xml": f'<office:document-meta xmlns:office="{OFFICE}" office:version="1.2"/>',
    "settings.xml": f'<office:document-settings xmlns:office="{OFFICE}" office:version="1.2"/>',
}

# What draws the picture; all else in it is notes.
JPEG, END_OF_JPEG, SCAN = b"\xff\xd8\xff", b"\xff\xd9", 0xDA
JPEG_NOTES = {0xFE, *range(0xE1, 0xEE), 0xEF}  # comments; APP1 to APP15, but Adobe's of colour
PNG = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"pHYs", b"IDAT", b"IEND"}
PICTURE = re.compile(r"\.(jpe?g|png)$", re.I)


class CleanDocument(File):
    """A document written by `clean_document`; `core.models.File` stores nothing else."""


def clean_document(file, name):
    """The document in `file` without what tells of its author, under a random name.

    Takes a file open for reading, and what its sender called it; gives a `CleanDocument`. Plain
    text tells nothing, and a book (EPUB) names its author in public: both stay as they are. Raises
    `ValidationError` with words for the sender when it is nothing we take, or cannot be read.
    """
    ending = file_ending(file, name)
    if ending in {"txt", "csv", "epub"}:
        return CleanDocument(file, name=stored_name(ending))
    clean = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (it is given to the caller)
    try:
        (_clean_pdf if ending == "pdf" else _clean_archive)(file, clean)
    except Exception as error:  # what readers raise depends on where the damage lies
        clean.close()
        raise ValidationError(
            _("This file is damaged, or locked by a password. Please save it anew and try again."),
            code="damaged_file",
        ) from error
    document = CleanDocument(clean, name=stored_name(ending))
    document.size = clean.tell()
    clean.seek(0)
    return document


def _clean_pdf(file, clean):
    with pikepdf.open(file) as pdf:
        del pdf.docinfo
        for whole in pdf.objects:
            _clean_object(whole)
            is_picture = isinstance(whole, pikepdf.Stream)
            if is_picture and whole.get("/Filter") == pikepdf.Name.DCTDecode:
                noted = whole.read_raw_bytes()
                whole.write(_jpeg_without_notes(noted), filter=pikepdf.Name.DCTDecode)
        # A number of the file made anew from its content, and nothing that lies unused in it.
        pdf.save(clean, deterministic_id=True, encryption=False)


def _clean_object(whole):
    """Take out of an object of a PDF, and of all that is written into it, what tells or runs."""
    waiting = [whole]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            parts = thing
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            keys = list(thing.keys())
            for key in [key for key in keys if _tells_or_runs(thing, key)]:
                del thing[key]
                keys.remove(key)
            parts = (thing[key] for key in keys)
        else:
            continue
        # Numbers come as such; what is only referred to is an object of its own.
        inner = (part for part in parts if isinstance(part, pikepdf.Object))
        waiting += [part for part in inner if not part.is_indirect]


def _tells_or_runs(thing, key):
    if thing.get("/S") in PDF_DEEDS or "/ByteRange" in thing:
        return True  # a deed, or a signature, which names who signed and does not hold any more
    is_comment = "/Rect" in thing and thing.get("/Subtype") != "/Widget"
    return key in PDF_KEYS or (key == "/T" and is_comment)


def _clean_archive(file, clean):
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(clean, "w") as after:
        for member in before.infolist():
            # Of the entry itself only the name is kept, not the day and the system.
            kept = zipfile.ZipInfo(member.filename)
            kept.compress_type = member.compress_type
            kept.external_attr = 0o600 << 16
            with before.open(member) as part, after.open(kept, "w") as cleaned:
                if member.filename in TELLING_PARTS:
                    cleaned.write(TELLING_PARTS[member.filename].encode())
                elif PICTURE.search(member.filename):
                    cleaned.write(_picture_without_notes(part.read()))
                else:
                    shutil.copyfileobj(part, cleaned)


def _picture_without_notes(data):
    if data.startswith(JPEG):
        return _jpeg_without_notes(data)
    if data.startswith(PNG):
        return _png_without_notes(data)
    return data


def _jpeg_without_notes(data):
    """A JPEG without its notes and what lies behind it; what is built otherwise stays as it is."""
    kept, at = [data[:2]], 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] != bytes([SCAN]):
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if not at + 4 <= end <= len(data):
            break
        if data[at + 1] not in JPEG_NOTES:
            kept.append(data[at:end])
        at = end
    drawn, end, _behind = data[at:].partition(END_OF_JPEG)
    return b"".join([*kept, drawn, end])


def _png_without_notes(data):
    """A PNG without its notes and what lies behind it."""
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] in PNG_PARTS:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)
