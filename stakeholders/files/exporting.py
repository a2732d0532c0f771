"""From the profiles that everybody may read to a file, CSV or XLSX, some at a time."""

import csv
import io
from itertools import chain, islice

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from stakeholders.files.cells import guarded
from stakeholders.files.columns import COLUMNS
from stakeholders.files.directory import ROWS, Directory
from stakeholders.files.resource import ProfileResource
from stakeholders.files.tables import Unusable
from stakeholders.models import ProfilePage

ROWS_AT_A_TIME = 100
# More letters than these a cell of XLSX cannot hold.
MOST_LETTERS_IN_XLSX = 32_767
# By this mark spreadsheets know that what follows is UTF-8.
BYTE_ORDER_MARK = "\ufeff"


def exported_rows():
    """Yield the cells of each organisation, as its original says them."""
    originals = ProfilePage.objects.readable().originals().select_related("locale")
    profiles = originals.prefetch_related(*ROWS).order_by("slug", "pk").iterator(ROWS_AT_A_TIME)
    directory = Directory(section=None)
    resource = ProfileResource(directory)
    while some := list(islice(profiles, ROWS_AT_A_TIME)):
        directory.note_readable(some)
        yield from (resource.export_resource(profile) for profile in some)


def csv_lines(rows):
    """Yield the bytes of a CSV file with a head, row by row. Cells are plain texts."""
    yield BYTE_ORDER_MARK.encode()
    for row in chain([COLUMNS], rows):
        line = io.StringIO()
        csv.writer(line).writerow([guarded(cell) for cell in row])
        yield line.getvalue().encode()


def write_xlsx(rows, file):
    """Write a workbook of one sheet. Raises Unusable for a text that no cell can hold."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    try:
        for row in chain([COLUMNS], rows):
            if any(len(cell) >= MOST_LETTERS_IN_XLSX for cell in row):
                raise Unusable(
                    _("A text of “%s” is too long for XLSX. Export as CSV instead.") % row[0]
                )
            sheet.append([_text_cell(sheet, guarded(cell)) for cell in row])
    finally:
        sheet.close()
    book.save(file)


def _text_cell(sheet, text):
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # whatever it looks like: a formula, a number, an error
    return cell
