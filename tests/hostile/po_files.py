"""PO files as they are sent to a translation, and what it takes from each.

The text is a case study with the title "A case"; `{uuid}` stands for its translation's own id, and
`{other}` for that of the same text's translation into another language.
"""

import bz2
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.hostile.documents import office
from tests.hostile.pictures import small

# What a refusal says, in part.
NO_FILE = "Choose a PO file of at most 2 MB"
NO_PO = "no PO file we can read"
ANOTHERS = "belongs to another text"

ID = '"X-WagtailLocalize-TranslationID: {uuid}\\n"\n'
TITLE = 'msgctxt "title"\nmsgid "A case"\nmsgstr "Un cas"\n\n'
SUMMARY = 'msgctxt "summary"\nmsgid "A council that mediates."\nmsgstr "Un conseil."\n\n'
FOREIGN = 'msgctxt "title"\nmsgid "Nobody says so"\nmsgstr "Non"\n\n'


def head(charset="utf-8", more=ID):
    return f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n{more}\n'


HEAD = head()


@dataclass(eq=False)
class PoFile:
    """One file: refused for a reason, or what its title becomes and how many passages it names
    that are not in the text."""

    what: str
    make: Callable[[], str | bytes | None]
    refused: str = ""
    title: str | None = None
    unknown: int = 0
    heavy: bool = False

    def __str__(self):
        return self.what

    def data(self, uuid, other):
        made = self.make()
        if isinstance(made, str):
            made = made.encode()
        return made and made.replace(b"{uuid}", uuid.encode()).replace(b"{other}", other.encode())


def refused(what, made, reason=NO_PO, **more):
    return PoFile(what, made if callable(made) else lambda: made, refused=reason, **more)


def taken(what, made, title="Un cas", **more):
    return PoFile(what, made if callable(made) else lambda: made, title=title, **more)


def titled(words, charset="utf-8"):
    """A file that translates the title into these words, as they stand in the file."""
    return head(charset) + f'msgctxt "title"\nmsgid "A case"\nmsgstr "{words}"\n'


NO_PO_FILES = [
    refused("no file", None, NO_FILE),
    refused("nothing", "", NO_PO),
    refused("one byte", "m"),
    refused("blanks", " \n\t\n" * 50),
    refused("words", "Nothing in here is a translation.\n"),
    refused("the place of a file", "/etc/passwd"),
    refused("a place above", "../../../../etc/passwd"),
    refused("an address", "https://example.org/fr.po"),
    refused("a NUL for a name", b"/etc/passwd\0.po"),
    refused("a compiled catalogue", b"\xde\x12\x04\x95" + bytes(40)),
    refused("a picture", lambda: small("PNG")),
    refused("a document", office),
    refused("a page", "<!doctype html><script>alert(1)</script>"),
    refused("XLIFF", '<?xml version="1.0"?><xliff version="1.2"></xliff>'),
    refused("JSON", '{"A case": "Un cas"}'),
    refused("a table", "A case,Un cas\n"),
    taken(
        "a quote that does not end",
        HEAD + 'msgctxt "title"\nmsgid "A case\nmsgstr "x"\n',
        title=None,
        unknown=1,
    ),
    refused("words for nothing", HEAD + 'msgstr "x"\nmsgid\n'),
    refused("a keyword of nobody's", HEAD + 'msgword "x"\n'),
    refused("a plural of no number", HEAD + 'msgid "A case"\nmsgid_plural "x"\nmsgstr[x] "y"\n'),
    refused("more than 2 MB", lambda: HEAD + TITLE + "# " + "x" * 2 * 1024 * 1024, NO_FILE),
    refused("50 MB", lambda: HEAD + TITLE + "#\n" * 25_000_000, NO_FILE, heavy=True),
]

NOT_THIS_TEXT = [
    refused("no head", TITLE),
    refused("a head without an id", head(more="") + TITLE),
    refused("an id in a comment", "# " + ID + head(more="") + TITLE),
    refused("an id as a passage", head(more="") + 'msgid "X-WagtailLocalize-TranslationID"\n'
            'msgstr "{uuid}"\n' + TITLE),
    refused("an empty id", head(more='"X-WagtailLocalize-TranslationID: \\n"\n') + TITLE, ANOTHERS),
    refused("an id of nobody's", head(more='"X-WagtailLocalize-TranslationID: 1\\n"\n') + TITLE,
            ANOTHERS),
    refused("the id of another language", head(more=ID.replace("{uuid}", "{other}")) + TITLE,
            ANOTHERS),
    refused("an id and something", head(more=ID.replace("{uuid}", "{uuid}{other}")) + TITLE,
            ANOTHERS),
    refused("the id of another after ours", head(
        more=ID + ID.replace("{uuid}", "{other}")) + TITLE, ANOTHERS),
    refused("an id with a NUL", head(more=ID.replace("{uuid}", "{uuid}\0")) + TITLE),
]  # fmt: skip

# All that we send is UTF-8; in some encodings that Python knows, words hide that no database takes.
OTHER_ENCODINGS = [
    taken("a mark of its bytes", "\ufeff" + HEAD + TITLE),
    taken("lines of Windows", (HEAD + TITLE).replace("\n", "\r\n")),
    taken("lines of old Macintoshes", (HEAD + TITLE).replace("\n", "\r")),
    taken("an encoding of nobody's", titled("Un cas", "evil-8")),
    taken("an encoding that is no word", titled("Un cas", "../../etc/passwd")),
    taken("letters of ASCII in Latin-1", titled("Un cas", "iso-8859-1")),
    refused("letters of Latin-1", titled("Été", "iso-8859-1").encode("latin-1")),
    refused("letters of Latin-1 called UTF-8", titled("Été").encode("latin-1")),
    refused("UTF-16", lambda: (HEAD + TITLE).encode("utf-16")),
    refused("UTF-16 that says so", lambda: titled("Été", "utf-16").encode("utf-16")),
    refused("UTF-32", lambda: (HEAD + TITLE).encode("utf-32")),
    refused("half a letter", HEAD.encode() + b'msgid "A case"\nmsgstr "\xe0\xa4"\n'),
    refused("half of a pair", HEAD.encode() + b'msgid "A case"\nmsgstr "\xed\xa0\x80"\n'),
    taken("a NUL in seven bits", titled("a+AAA-b", "utf-7"), title="a+AAA-b"),
    taken("half of a pair in seven bits", titled("a+2AA-b", "utf-7"), title="a+2AA-b"),
    taken("a NUL in Python's letters", titled("a\\u0000b", "raw_unicode_escape"),
          title="a\\u0000b"),
    taken("half of a pair in Python's letters", titled("a\\ud800b", "raw_unicode_escape"),
          title="a\\ud800b"),
    taken("the names of hosts", titled("Un cas", "idna")),
    taken("Python's own codes", titled("Un cas", "unicode_escape")),
    taken("letters turned round", titled("Un cas", "rot13")),
    refused("a bomb that is packed", lambda: bz2.compress(bytes(9_000_000)) + b"\n"
            + titled("Un cas", "bz2").encode()),
    refused("another that is packed", lambda: zlib.compress(bytes(900_000)) + b"\n"
            + titled("Un cas", "zlib").encode()),
]  # fmt: skip

STRANGE_WORDS = [
    taken("all that is asked for", HEAD + TITLE + SUMMARY),
    taken("no words", HEAD + 'msgctxt "title"\nmsgid "A case"\nmsgstr ""\n', title=None),
    taken("blanks for words", titled("   "), title="   "),
    taken("a title of 300 letters", titled("é" * 300), title="é" * 300),
    taken("a title of a million letters", lambda: titled("x" * 1_000_000), title="x" * 1_000_000),
    taken("a title of many lines", titled("a\\nb\\r\\tc"), title="a\nb\r\tc"),
    taken("a title from the right", titled("\u202egpj\u2066"), title="\u202egpj\u2066"),
    taken("a title that is a script", titled("<script>alert(1)</script>"),
          title="<script>alert(1)</script>"),
    taken("a title that is a template", titled("{{ 7|add:7 }}{% debug %}"),
          title="{{ 7|add:7 }}{% debug %}"),
    taken("a title that is a query", titled("'; DROP TABLE core_page; --"),
          title="'; DROP TABLE core_page; --"),
    taken("a million of backslashes", lambda: titled("\\\\" * 500_000), title="\\" * 500_000),
    refused("a NUL in a title", titled("Un\0cas")),
    refused("a NUL at the end", HEAD + TITLE + "\0"),
    taken("letters outside the plane", titled("💐" * 80), title="💐" * 80),
    taken("words in quotes", titled('a\\"b'), title='a"b'),
    taken("words in many pieces", titled('Un "\n"cas')),
]  # fmt: skip

STRANGE_ENTRIES = [
    taken("the same passage twice", titled("Non") + "\n" + TITLE),
    taken("the same passage a thousand times", HEAD + TITLE * 1_000),
    taken("a passage of no text", HEAD + TITLE + FOREIGN, unknown=1),
    taken("only passages of no text", HEAD + FOREIGN, title=None, unknown=1),
    taken("a passage of another text", HEAD + TITLE + TITLE.replace("A case", "Knowledge"),
          unknown=1),
    taken("a passage in a wrong place", HEAD + TITLE + TITLE.replace('"title"', '"summary"'),
          unknown=1),
    taken("a passage in no place", HEAD + 'msgid "A case"\nmsgstr "Non"\n', title=None, unknown=1),
    taken("a passage in an empty place", HEAD + TITLE.replace('"title"', '""'), title=None,
          unknown=1),
    taken("a passage in a long place", HEAD + TITLE.replace('"title"', '"' + "x" * 9_000 + '"'),
          title=None, unknown=1),
    taken("a passage in another's place", HEAD + TITLE.replace('"title"', '"slug"'), title=None,
          unknown=1),
    taken("several of one", HEAD + TITLE
          + 'msgctxt "summary"\nmsgid "A council that mediates."\n'
          'msgid_plural "x"\nmsgstr[0] "a"\nmsgstr[1] "b"\n'),
    taken("a passage that is uncertain", HEAD + "#, fuzzy\n" + TITLE),
    taken("a passage that is no more", HEAD + "#~ " + TITLE.strip().replace("\n", "\n#~ ") + "\n"),
    taken("former words of a passage", HEAD + '#| msgid "Another"\n' + TITLE),
    taken("comments that lead away", HEAD + "#: ../../etc/passwd:1\n#. {uuid}\n# x\n" + TITLE),
    taken("five thousand passages of no text", lambda: HEAD + TITLE + "".join(
        f'msgid "{number}"\nmsgstr "x"\n' for number in range(5_000)), unknown=5_000),
    refused("as many passages as there is room for", lambda: HEAD + "".join(
        f'msgid "{number}"\nmsgstr "x"\n' for number in range(70_000))),
    refused("as many comments as there is room for", lambda: HEAD + TITLE + "#\n" * 900_000),
    refused("as many lines as there is room for", lambda: titled("") + '"x"\n' * 450_000),
]  # fmt: skip

PO_FILES = [*NO_PO_FILES, *NOT_THIS_TEXT, *OTHER_ENCODINGS, *STRANGE_WORDS, *STRANGE_ENTRIES]
