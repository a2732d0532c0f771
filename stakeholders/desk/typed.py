"""Long text as people type it on a phone: paragraphs, lists and links, without any signs to learn.

An empty line begins a paragraph, a line that begins with a dash is one of a list, lines numbered
from one on are a numbered list, and a web address is a link. `typed` is the way back, for
correcting.
"""

import re
from html import escape, unescape
from itertools import groupby

from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

EMPTY_LINES = re.compile(r"\n\s*\n")
POINT = re.compile(r"[-*•–]\s+")
NUMBER = re.compile(r"(\d{1,3})[.)]\s+")  # in the digits of any script
# A phone begins a sentence with a capital, also where it is an address.
WEB_ADDRESS = re.compile(r"(?i:https?)://[^\s<>\"']*[^\s<>\"'.,;:!?()\[\]،؛؟।]")

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
LINK = re.compile(r'<a href="([^"]*)">\1</a>')
PART = re.compile(r"<(p|ul|ol)>(.*?)</\1>", re.S)
LINE_ENDS = {"p": "<br/>", "ul": "</li><li>", "ol": "</li><li>"}


def html_of(text):
    """The typed text as the HTML of a text block."""
    paragraphs = EMPTY_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        _part(kind, [words for _kind, words in lines])
        for paragraph in paragraphs
        for kind, lines in groupby(_lines(paragraph), key=lambda line: line[0])
    )


def _lines(paragraph):
    """(kind, words) of each line of a paragraph, the kind being the element that holds it."""
    lines = [" ".join(line.split()) for line in paragraph.splitlines() if line.strip()]
    for kind, group in groupby(lines, key=_kind):
        words = list(group)
        if kind == "ol" and not _count_up(words):
            kind = "p"  # a date, or the number of a house
        mark = {"ul": POINT, "ol": NUMBER}.get(kind)
        yield from ((kind, line[mark.match(line).end() :] if mark else line) for line in words)


def _kind(line):
    return "ul" if POINT.match(line) else "ol" if NUMBER.match(line) else "p"


def _count_up(lines):
    numbers = [int(NUMBER.match(line)[1]) for line in lines]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _part(tag, lines):
    words = LINE_ENDS[tag].join(_with_links(line) for line in lines)
    return f"<p>{words}</p>" if tag == "p" else f"<{tag}><li>{words}</li></{tag}>"


def _with_links(line):
    found, end = [], 0
    for match in WEB_ADDRESS.finditer(line):
        address = _escape(match[0])
        found += [_escape(line[end : match.start()]), f'<a href="{address}">{address}</a>']
        end = match.end()
    return "".join([*found, _escape(line[end:])])


def _escape(text):
    """As Wagtail's editor writes it: quotation marks stand as they are."""
    return escape(text, quote=False)


def typed(html):
    """The text that `html_of` makes this of, or None where it was laid out in other ways."""
    html = BLOCK_KEY.sub("", html)
    parts = []
    for tag, words in PART.findall(html):
        lines = words.removeprefix("<li>").removesuffix("</li>").split(LINE_ENDS[tag])
        marks = {"p": lambda n: "", "ul": lambda n: "- ", "ol": lambda n: f"{n}. "}
        parts.append("\n".join(f"{marks[tag](n)}{line}" for n, line in enumerate(lines, 1)))
    text = unescape(LINK.sub(r"\1", "\n\n".join(parts)))
    return text if html_of(text) == html else None


# The body of an update as the desk writes it: the text, and below it the picture.


def body_of(text, picture=None, description=""):
    """The blocks of a typed text, with a picture and what it shows."""
    blocks = [("text", RichText(html_of(text)))] if text else []
    if picture:
        picture.contextual_alt_text, picture.decorative = description, False
        blocks.append(("picture", {"image": picture, "caption": ""}))
    return blocks


def read_body(body: StreamValue):
    """(text, picture or None) of a body that the desk can write; None for any other."""
    text, picture = "", None
    for block in body:
        if block.block_type == "text" and not text and not picture:
            text = typed(block.value.source)
            if text is None:
                return None
        elif block.block_type == "picture" and not picture and not block.value["caption"]:
            picture = block.value["image"]
        else:
            return None
    return text, picture
