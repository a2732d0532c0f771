"""What a document says when it is handed out again, and what it does not tell."""

import zipfile
from io import BytesIO

import pikepdf

from tests.hostile.photos import CANARY
from tests.hostile.pictures import words_in

WRITTEN = ("document.xml", "presentation.xml", "workbook.xml", "content.xml", "mimetype", ".bin")


def assert_says_the_same(given, sent):
    """Pages and parts are those that were sent; plain text is the same in every letter."""
    if given.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(given)) as after, pikepdf.open(BytesIO(sent)) as before:
            assert len(after.pages) == len(before.pages)
    elif given.startswith(b"PK"):
        before, after = parts(sent), parts(given)
        assert list(before) == list(after)
        assert all(before[name] == after[name] for name in before if name.endswith(WRITTEN))
    else:
        assert given == sent


def assert_tells_nothing(given):
    """No word of the author is in it, however it is packed, and nothing that runs by itself."""
    for data in [given, *parts(given).values()]:
        assert CANARY not in words_in(data)
    assert b"/JavaScript" not in given.replace(b"/S /JavaScript", b"")
    assert b"/OpenAction" not in given


def parts(data):
    """The parts of an archive by their names; of a PDF its streams, unpacked."""
    if data.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(data)) as pdf:
            return {
                number: thing.read_raw_bytes()
                for number, thing in enumerate(pdf.objects)
                if isinstance(thing, pikepdf.Stream)
            }
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return {}
