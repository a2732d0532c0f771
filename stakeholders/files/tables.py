"""Rows of a file, CSV or XLSX, one after the other: however long it is, few are in memory."""

import csv
import zipfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from core.files import file_ending
from stakeholders.files.cells import NO_TEXT, plain, unguarded
from stakeholders.files.columns import COLUMNS, MOST_PARENTS, keys_in

DELIMITERS = ",;\t"
MOST_BYTES_IN_A_LINE = 1024 * 1024
MOST_LETTERS_IN_A_CELL = 128 * 1024  # what Python's own reader takes
MOST_ROWS = 200_000
# With its text, its runs of letters and what belongs to the whole book.
ELEMENTS_OF_A_CELL = 10
DAMAGED = gettext_lazy("This XLSX file is damaged. Save it again, or as CSV.")
# Of "part of a part of …" so many are followed; what lies deeper comes after them, in any order.
DEEPEST = 20


class Unusable(Exception):
    """A file of which nothing can be read; its words are for whoever brought it."""


@dataclass(frozen=True)
class Row:
    """A row as it stands in the file; `fault` says why it cannot be read."""

    line: int
    cells: dict = field(default_factory=dict)
    fault: str = ""

    @property
    def key(self):
        return self.cells.get("key", "")


class Table:
    """A file that was read once to its end, so that what is wrong with it as a whole is known.

    Takes a Django file that is open for reading bytes. Raises Unusable, also for one with more than
    `most_rows`.
    """

    def __init__(self, file, most_rows=MOST_ROWS):
        self._file, self._most_rows = file, most_rows
        self._lines = self._lines_of_workbook if self._is_workbook() else self._lines_of_csv
        self.count = 0
        self._first_lines, parents = {}, {}
        for row in self._read():
            self.count += 1
            if row.key:
                self._first_lines.setdefault(row.key, row.line)
            part_of = keys_in(row.cells.get("part_of", ""))
            if 0 < len(part_of) <= MOST_PARENTS:  # a row that names more is refused
                parents[row.key] = part_of
        self._depths = _depths(parents)

    def rows(self):
        """Every row, the larger organisations before their parts."""
        for depth in sorted({0, *self._depths.values()}):
            for row in self._read():
                if self._depths.get(row.key, 0) == depth:
                    yield self._once(row)

    def _once(self, row):
        first = self._first_lines.get(row.key, row.line)
        if row.fault or first == row.line:
            return row
        return Row(row.line, row.cells, _("This key stands in line %d already.") % first)

    def _read(self):
        lines = self._lines()
        columns = _columns(next(lines, (1, []))[1])
        for count, (line, cells) in enumerate(lines):
            if count >= self._most_rows:
                raise Unusable(
                    _("This file has more than %d rows. Divide it into several.") % self._most_rows
                )
            if any(cells):
                yield _row(line, columns, cells)

    # CSV ---------------------------------------------------------------------------------

    def _lines_of_csv(self):
        """Yield (line number, cells) of each row, from the first on."""
        self._file.seek(0)
        first = next(self._decoded(), "")
        delimiter = max(DELIMITERS, key=first.count)
        self._file.seek(0)
        reader = csv.reader(self._decoded(), delimiter=delimiter, strict=True)
        line = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                raise Unusable(
                    _(
                        "Line %(line)d: a cell does not end, or is longer than %(most)d letters. "
                        "Are its quotation marks doubled?"
                    )
                    % {"line": line, "most": MOST_LETTERS_IN_A_CELL}
                ) from None
            yield line, cells
            line = reader.line_num + 1

    def _decoded(self):
        number, encoding = 0, "utf-8-sig"
        while line := self._file.readline(MOST_BYTES_IN_A_LINE + 1):
            number += 1
            if len(line) > MOST_BYTES_IN_A_LINE:
                raise Unusable(_("Line %d is too long for a table.") % number)
            try:
                yield line.decode(encoding)
            except UnicodeDecodeError:
                raise Unusable(
                    _("Line %d is not in UTF-8. Save the file as “CSV UTF-8”.") % number
                ) from None
            encoding = "utf-8"

    # XLSX --------------------------------------------------------------------------------

    def _is_workbook(self):
        self._file.seek(0)
        if self._file.read(4) != b"PK\x03\x04":
            return False
        try:
            ending = file_ending(self._file, self._file.name)
        except ValidationError as error:
            raise Unusable(" ".join(error.messages)) from None
        if ending != "xlsx":
            raise Unusable(_("This is neither CSV nor XLSX."))
        self._check_parts(self._most_rows * len(COLUMNS) * ELEMENTS_OF_A_CELL)
        return True

    def _check_parts(self, most_elements):
        """Raise Unusable for a workbook of many more parts, or with far longer texts, than a table.

        A few bytes in the file, and hundreds of megabytes in the memory of whoever reads it.
        """
        elements = letters = 0

        def begin(*element):
            nonlocal elements, letters
            elements, letters = elements + 1, 0
            if elements > most_elements:
                raise Unusable(_("This XLSX file holds far more than a table. Save it as CSV."))

        def go_on(text):
            nonlocal letters
            letters += len(text)
            if letters > MOST_LETTERS_IN_A_CELL:
                raise Unusable(DAMAGED)

        with zipfile.ZipFile(self._file) as archive, _told(DAMAGED):
            for name in archive.namelist():
                parser = expat.ParserCreate()
                parser.StartElementHandler, parser.CharacterDataHandler = begin, go_on
                # A part that is no XML, such as a picture, is not read as such later.
                with archive.open(name) as part, suppress(expat.ExpatError):
                    parser.ParseFile(part)

    def _lines_of_workbook(self):
        self._file.seek(0)
        with _told(DAMAGED):
            book = load_workbook(self._file, read_only=True, data_only=True)
            sheet = book.worksheets[0]
            # What a sheet says of its size need not be so.
            sheet.reset_dimensions()
            width = None
            for line, values in enumerate(sheet.iter_rows(values_only=True), 1):
                # A cell may stand far to the right of all others.
                cells = ["" if value is None else _text(value) for value in values]
                while cells and not cells[-1]:
                    cells.pop()
                # The last cells of a row need not stand there.
                width = width or len(cells)
                yield line, cells + [""] * (width - len(cells))


@contextmanager
def _told(words):
    """Within the block, whatever a library stumbles over is told in these words."""
    try:
        yield
    except (Unusable, GeneratorExit):
        raise
    except Exception:  # openpyxl raises what a damaged file leads it into
        raise Unusable(words) from None


def _text(value):
    """The value of a cell of a workbook as it is read there."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _columns(header):
    """The names of the columns, from the first line. Raises Unusable."""
    # Of more than there are, one of the first is unknown or stands twice.
    columns = [plain(cell).lower() for cell in header[: len(COLUMNS) + 1]]
    if "key" not in columns:
        raise Unusable(
            _("The first line names the columns, and one of them is “key”. Known are: %s.")
            % ", ".join(COLUMNS)
        )
    for number, column in enumerate(columns):
        if column not in COLUMNS:
            raise Unusable(
                _("There is no column “%(name)s”. Known are: %(known)s.")
                % {"name": column[:80], "known": ", ".join(COLUMNS)}
            )
        if column in columns[:number]:
            raise Unusable(_("The column “%s” stands twice in the first line.") % column)
    return columns


def _row(line, columns, cells):
    if len(cells) != len(columns):
        fault = _("This row has %(here)d cells, the first line has %(there)d.")
        return Row(line, fault=fault % {"here": len(cells), "there": len(columns)})
    wrong = [name for name, cell in zip(columns, cells, strict=True) if NO_TEXT.search(cell)]
    texts = [plain(unguarded(cell)) for cell in cells]
    too_long = [
        name
        for name, text in zip(columns, texts, strict=True)
        if len(text) > MOST_LETTERS_IN_A_CELL
    ]
    fault = ""
    if wrong:
        fault = _("There are characters in it that are no text: %s.") % ", ".join(wrong)
    elif too_long:
        fault = _("This is longer than %(most)d letters: %(names)s.") % {
            "most": MOST_LETTERS_IN_A_CELL,
            "names": ", ".join(too_long),
        }
    return Row(line, dict(zip(columns, texts, strict=True)), fault)


def _depths(parents):
    """How deep each key lies below the others: {key: 1 or more}, where it is part of any.

    `parents` is {key: keys of the larger ones}. Those that lie in a circle end at `DEEPEST`.
    """
    depths = dict.fromkeys(parents, 1)
    for _round in range(DEEPEST):
        deeper = {
            key: 1 + max(depths.get(larger, 0) for larger in part_of)
            for key, part_of in parents.items()
        }
        if deeper == depths:
            break
        depths = deeper
    return depths
