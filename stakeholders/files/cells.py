"""What stands in a cell: plain text that no spreadsheet takes for a formula."""

import re

# Spreadsheets begin a formula with one of these, also after blanks, and some in full width. The
# apostrophes belong to it so that what is guarded is told from what began with one.
FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
# No text: neither CSV for a spreadsheet nor XLSX can hold them, nor PostgreSQL the first.
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(text):
    """A text as a cell holds it: the same whether it was typed, stored or read from a file."""
    return NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def guarded(text):
    """The text with an apostrophe before it where it would be taken for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text):
    """What was `guarded`."""
    return text[1:] if text.startswith("'") and FORMULA.match(text, 1) else text
