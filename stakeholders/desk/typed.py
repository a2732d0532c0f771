"""Long text as people type it on a phone: paragraphs, lists and links, without any signs to learn.

An empty line begins a paragraph, a line that begins with a dash or a number is one of a list, and a
web address is a link. `typed` is the way back, for correcting.
"""

import re
from itertools import groupby

from django.utils.html import escape
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

POINT = re.compile(r"[-*•–]\s+")
NUMBER = re.compile(r"\d{1,3}[.)]\s+")  # in the digits of any script
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\"'.,;:!?()\[\]،؛؟।]")

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
LINK = re.compile(r'<a href="([^"]*)">\1</a>')
PART = re.compile(r"<(p|ul|ol)>(.*?)</\1>", re.S)
LINE_ENDS = {"p": "<br/>", "ul": "</li><li>", "ol": "</li><li>"}
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&"}


def html_of(text):
    """The typed text as the HTML of a text block."""
    return "".join(
        _part(kind, list(lines)) for kind, lines in groupby(_lines(text), key=lambda line: line[0])
    )


def _lines(text):
    """(kind, line) of each line; the kind of those of one paragraph is the same and no other's."""
    paragraph = 0
    for line in text.splitlines():
        line = " ".join(line.split())
        if not line:
            paragraph += 1
        elif mark := POINT.match(line):
            yield ("ul", paragraph), line[mark.end() :]
        elif mark := NUMBER.match(line):
            yield ("ol", paragraph), line[mark.end() :]
        else:
            yield ("p", paragraph), line


def _part(kind, lines):
    tag, _paragraph = kind
    words = LINE_ENDS[tag].join(_with_links(line) for _kind, line in lines)
    return f"<p>{words}</p>" if tag == "p" else f"<{tag}><li>{words}</li></{tag}>"


def _with_links(line):
    found, end = [], 0
    for match in WEB_ADDRESS.finditer(line):
        address = escape(match[0])
        found += [escape(line[end : match.start()]), f'<a href="{address}">{address}</a>']
        end = match.end()
    return "".join([*found, escape(line[end:])])


def typed(html):
    """The text that `html_of` makes this of, or None where it was laid out in other ways."""
    html = BLOCK_KEY.sub("", html)
    parts = []
    for tag, words in PART.findall(html):
        lines = words.removeprefix("<li>").removesuffix("</li>").split(LINE_ENDS[tag])
        marks = {"p": lambda n: "", "ul": lambda n: "- ", "ol": lambda n: f"{n}. "}
        parts.append("\n".join(f"{marks[tag](n)}{line}" for n, line in enumerate(lines, 1)))
    text = LINK.sub(r"\1", "\n\n".join(parts))
    for entity, sign in ENTITIES.items():
        text = text.replace(entity, sign)
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
