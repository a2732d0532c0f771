"""What people may hand in as the file of the directory, by accident or to do harm.

Each is read, with so many rows, or refused with words of which a part is written beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from core.files import MEDIA_TYPES
from tests.hostile import documents
from tests.hostile.documents import PDF, WITH_MACROS, archive, office
from tests.hostile.pictures import small

# What a refusal says, in part.
NO_COLUMNS = "one of them is “key”"
NO_COLUMN = "There is no column"
NO_ROWS = "There are no rows"
NOT_UTF_8 = "is not in UTF-8"
TOO_LONG = "is too long for a table"
TOO_MANY = "more than 2000 rows"
NEVER_ENDS = "a cell does not end"
TOO_BIG = "too big"
EMPTY = "empty"
NOT_A_FILE = "not a file we can take"
NOT_A_TABLE = "neither CSV nor XLSX"
TOO_MUCH = "far more than a table"
DAMAGED = "This XLSX file is damaged"
MACROS = "contains macros"

MB = 1024 * 1024
HEAD = b"key,name\n"


@dataclass(eq=False)
class Upload:
    """One file, how it is called, and the rows that are read in it or the reason of its refusal."""

    what: str
    make: Callable[[], bytes]
    rows: int = 0
    refused: str = ""
    called: str = "profiles.csv"

    def __str__(self):
        return self.what

    @cached_property
    def data(self):
        return self.make()


def read(what, make, rows=1, called="profiles.csv", **more):
    return Upload(what, make, rows=rows, called=called, **more)


def refused(what, make, reason, called="profiles.csv", **more):
    return Upload(what, make, refused=reason, called=called, **more)


# CSV -------------------------------------------------------------------------------------


def larger_than_all():
    """Each of 80 rows is part of 25000 organisations, and all of each other."""
    rows = [
        ",".join(
            (f"k{n}", " ".join([f"k{(n + 1) % 80}", *(f"{x:x}" for x in range(n, n + 25_000))]))
        )
        for n in range(80)
    ]
    return ("key,part_of\n" + "\n".join(rows)).encode()[: 10 * MB]


def endless_record():
    """A first line of ten million cells, each megabyte in a line of its own."""
    line = b"," * (MB - 10) + b'"\n",'
    return b"key," + line * 9


TEXTS = [
    read("CSV called XLSX", lambda: HEAD + b"a,b\n", called="a.xlsx"),
    read("CSV called a page", lambda: HEAD + b"a,b\n", called="a.html"),
    read("a row of formulas", lambda: HEAD + b"=cmd|' /C calc'!A0,=1+2\n"),
    read("a row with a script", lambda: HEAD + b"<script>alert(1)</script>,x\n"),
    read("a row with NULs", lambda: HEAD + b"a\0b,\0\n"),
    read("nothing but NULs", lambda: HEAD + bytes(100_000) + b",x\n"),
    read("two keys alike", lambda: HEAD + b"a,b\na,c\n", rows=2),
    refused("nothing", bytes, EMPTY),
    refused("a mark of its bytes", lambda: b"\xef\xbb\xbf", NO_COLUMNS),
    refused("a head alone", lambda: HEAD, NO_ROWS),
    refused("a million zeros", lambda: bytes(MB), NEVER_ENDS),
    refused("a page", lambda: b"<html><script>alert(1)</script>", NO_COLUMNS),
    refused("a page called XLSX", lambda: b"<table><tr><td>key", NO_COLUMNS, called="a.xlsx"),
    refused("a strange column", lambda: b"key,<script>alert(1)</script>\na,b\n", NO_COLUMN),
    refused("a column twice", lambda: b"key,KEY\na,b\n", "stands twice"),
    refused("UTF-16", lambda: "key,name\na,b\n".encode("utf-16"), NOT_UTF_8),
    refused("UTF-32", lambda: "key,name\na,b\n".encode("utf-32"), NOT_UTF_8),
    refused("the letters of Windows", lambda: HEAD + "a,é\n".encode("cp1252"), NOT_UTF_8),
    refused("half a letter", lambda: HEAD + b"a,\xed\xa0\x80\n", NOT_UTF_8),
    refused("a picture", partial(small, "PNG"), NOT_UTF_8),
    refused("a PDF", lambda: PDF, NO_COLUMNS, called="a.xlsx"),
    refused("an old Excel file", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, NOT_UTF_8),
    refused("50000 columns", lambda: b"key," + b"name," * 50_000, "stands twice"),
    refused("50000 columns without a name", lambda: b"key" + b"," * 50_000, NO_COLUMN),
    refused("a line that is too long", lambda: HEAD + b"a," + b"x" * MB, TOO_LONG),
    refused("a cell that is too long", lambda: HEAD + b"a," + b"x" * 200_000, NEVER_ENDS),
    refused("a cell that never ends", lambda: HEAD + b'a,"' + b"x\n" * MB, NEVER_ENDS),
    refused("a million rows", lambda: HEAD + b"a,b\n" * MB, TOO_MANY),
    refused("12 MB", lambda: HEAD + b"a,b\n" * 3 * MB, TOO_BIG),
]


# XLSX ------------------------------------------------------------------------------------

OPEN = "http://schemas.openxmlformats.org"
MAIN = f'xmlns="{OPEN}/spreadsheetml/2006/main" xmlns:r="{OPEN}/officeDocument/2006/relationships"'
KINDS = {
    "/xl/workbook.xml": "sheet.main",
    "/xl/worksheets/sheet1.xml": "worksheet",
    "/xl/sharedStrings.xml": "sharedStrings",
}


def relations(**targets):
    """The list of what a part leads to: {kind: target}."""
    each = "".join(
        f'<Relationship Id="{kind}" Type="{OPEN}/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{OPEN}/package/2006/relationships">{each}</Relationships>'


def workbook(rows, shared="", declared="", before="", **more):
    """An Excel file of one sheet with this inside, whose shared texts are these."""
    kind = MEDIA_TYPES["xlsx"].removesuffix(".sheet")
    types = "".join(
        f'<Override PartName="{part}" ContentType="{kind}.{name}+xml"/>'
        for part, name in KINDS.items()
    )
    sheets = '<sheets><sheet name="A" sheetId="1" r:id="worksheet"/></sheets>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{OPEN}/package/2006/content-types">{types}</Types>',
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f"<workbook {MAIN}>{sheets}</workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"
        ),
        "xl/worksheets/sheet1.xml": f"{declared}<worksheet {MAIN}>{before}"
        f"<sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"{declared}<sst {MAIN}>{shared}</sst>",
    }
    return archive(parts | more)


def cells(*texts):
    each = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f"<row>{each}</row>"


TOP = cells("key", "name")
LAUGH = "<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{level} '{f'&a{level - 1};' * 10}'>" for level in range(1, 10)
)
LAUGHING = f"<!DOCTYPE x [{LAUGH}]>"
FILE_OF_OURS = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
FILE_OF_THEIRS = '<!DOCTYPE x [<!ENTITY % e SYSTEM "https://example.org/x.dtd"> %e;]>'


def with_links():
    """Its cells and parts lead to other files."""
    formula = '<row><c t="str"><f>[1]A!A1</f><v>key</v></c></row>'
    link = f'<externalLink {MAIN}><externalBook r:id="externalLinkPath"/></externalLink>'
    return workbook(
        formula + cells("a"),
        **{
            "xl/externalLinks/externalLink1.xml": link,
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
                externalLinkPath="file:///etc/passwd"
            ),
        },
    )


def other_letters(elements):
    """XML in which no element begins as elsewhere."""
    return f'<?xml version="1.0" encoding="utf-16"?><x>{elements}</x>'.encode("utf-16")


def of(mb, piece):
    return piece * (mb * MB // len(piece))


WORKBOOKS = [
    read("XLSX called CSV", lambda: workbook(TOP + cells("a", "b"))),
    read("a formula without a value", lambda: workbook(
        TOP + cells("a") + "<row><c><f>HYPERLINK(1)</f></c></row>")),
    read("links to elsewhere", with_links),
    read("numbers, truths and errors", lambda: workbook(
        TOP + '<row><c><v>1e308</v></c><c t="b"><v>1</v></c></row>'
        '<row><c><v>1e999</v></c><c t="e"><v>#REF!</v></c></row>'), rows=2),
    read("a sheet that lies about its size", lambda: workbook(
        TOP + cells("a", "b"), before='<dimension ref="A1:XFD1048576"/>')),
    read("a row far away", lambda: workbook(
        TOP + '<row r="1900"><c t="inlineStr"><is><t>a</t></is></c></row>')),
    refused("a row further away than any", lambda: workbook(
        TOP + '<row r="999999999999"><c><v>1</v></c></row>'), TOO_MANY),
    refused("a column further away than any", lambda: workbook(
        TOP + '<row><c r="ZZZZZZZZ2"><v>1</v></c></row>'), DAMAGED),
    refused("a row of no number", lambda: workbook(TOP + '<row r="x"/>'), DAMAGED),
    refused("a text of no number", lambda: workbook(
        TOP + '<row><c t="s"><v>999999999</v></c></row>'), DAMAGED),
    refused("a file of ours inside", lambda: workbook(
        TOP + cells("&e;"), declared=FILE_OF_OURS), DAMAGED),
    refused("a file of theirs inside", lambda: workbook(
        TOP + cells("a"), declared=FILE_OF_THEIRS), DAMAGED),
    refused("half a sheet", lambda: workbook(TOP + "<row><c"), DAMAGED),
    refused("no sheet", lambda: workbook(TOP, **{
        "xl/workbook.xml": f"<workbook {MAIN}><sheets/></workbook>"}), DAMAGED),
    refused("a sheet that is not there", lambda: workbook(TOP, **{
        "xl/_rels/workbook.xml.rels": relations(worksheet="../../../etc/passwd")}), DAMAGED),
    refused("XLSX as far as its parts go", partial(office, "xlsx"), DAMAGED),
    refused("a Word file", office, NOT_A_TABLE, called="a.xlsx"),
    refused("an archive", lambda: archive({"a": "b"}), NOT_A_FILE, called="a.xlsx"),
    refused("archives in archives", lambda: documents.nested(9), NOT_A_FILE),
    refused("half an archive", lambda: workbook(TOP)[:900], NOT_A_FILE),
    refused("a locked archive", documents.locked, NOT_A_FILE),
    refused("macros", lambda: workbook(TOP, **{"xl/vbaProject.bin": "x"}), MACROS),
    refused("macros by their type", lambda: office("xlsx", main_type=WITH_MACROS), MACROS),
]  # fmt: skip

# What tries to take much time or memory.
HEAVIEST_TABLES = [
    read("a row of a million cells", lambda: HEAD + b"a" + b"," * (MB - 10)),
    read("many larger organisations", larger_than_all, rows=80),
    refused("ten million columns", endless_record, NO_COLUMN),
    refused("ten million empty lines", lambda: HEAD + b"\n" * 9 * MB, TOO_MANY),
    read("2000 rows with a cell far away", lambda: workbook(
        TOP + '<row><c t="inlineStr"><is><t>a</t></is></c><c r="XFD1"><v>1</v></c></row>' * 2000),
        rows=2000),
    refused("a sheet that laughs", lambda: workbook(
        TOP + cells("&a9;"), declared=LAUGHING), DAMAGED),
    refused("a bomb", lambda: workbook(TOP + of(60, "<row/>")), NOT_A_FILE),
    refused("a bomb that lies about its size", documents.lying_bomb, NOT_A_TABLE),
    refused("a small bomb of rows", lambda: workbook(TOP + of(48, "<row/>")), TOO_MUCH),
    refused("a small bomb of cells", lambda: workbook(
        TOP + f"<row>{of(48, '<c/>')}</row>"), TOO_MUCH),
    refused("a small bomb of texts", lambda: workbook(TOP, shared=of(48, "<si/>")), TOO_MUCH),
    refused("a small bomb in other letters", lambda: workbook(
        TOP, **{"xl/styles.bin": other_letters(of(24, "<si/>"))}), TOO_MUCH),
    refused("as many elements as are taken", lambda: workbook(
        TOP, shared="<si/>" * 319_000), NO_ROWS),
    refused("a small bomb of one text", lambda: workbook(
        TOP + cells("a", "x" * 48 * MB)), DAMAGED),
]  # fmt: skip

TABLES = [*TEXTS, *WORKBOOKS, *HEAVIEST_TABLES]
