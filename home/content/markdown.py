"""Rich text as Markdown, and a long text of blocks as one Markdown document.

In a document, `## ` is a heading block, and what is neither prose nor heading stands in a fence of
the block's name with YAML in it. `***` parts two text blocks.
"""

import re

from markdown_it import MarkdownIt
from markdownify import MarkdownConverter

from core.models import File

PARTING = "***"
# A page is linked to by its path: [Ghana](/knowledge/case-studies/ghana); a file by its name.
PAGE_LINK = re.compile(r'<a href="(/[^"]*)">')
FILE_LINK = re.compile(r'<a href="([^":/]+)">')
# What would make a list or a heading of a paragraph.
AT_THE_START = re.compile(r"^(\d*)([-+]|#{1,6}|(?<=\d)[.)])(?=\s)")
BETWEEN_TAGS = re.compile(r"(?<=>)\n+(?=<)|\n$")

_reader = MarkdownIt("commonmark", {"html": False}).disable(
    ["autolink", "backticks", "blockquote", "code", "image", "lheading", "reference"]
)


def _shorten(tag):
    return lambda self, tokens, at, options, env: f"<{'/' if tokens[at].nesting < 0 else ''}{tag}>"


for name, tag in (("strong", "b"), ("em", "i")):
    _reader.add_render_rule(f"{name}_open", _shorten(tag))
    _reader.add_render_rule(f"{name}_close", _shorten(tag))


class _Writer(MarkdownConverter):
    def __init__(self, names):
        super().__init__(heading_style="atx", bullets="-", newline_style="backslash")
        self.names = names

    def escape(self, text, parent_tags):
        return AT_THE_START.sub(r"\1\\\2", super().escape(text, parent_tags))

    def convert_a(self, element, text, parent_tags):
        if kind := element.get("linktype"):
            key = int(element["id"])
            place = self.names.page(key) if kind == "page" else self.names.file(key, File)
            return f"[{text}]({place})" if place else text
        return super().convert_a(element, text, parent_tags)


# Rich text -----------------------------------------------------------------------------------


def to_html(text, page_at, file_at):
    """The Markdown as the rich text that editors make.

    `page_at(path)` gives the key of the page at a path, `file_at(name)` that of a file beside the
    item; where they give None the words stay alone.
    """
    html = BETWEEN_TAGS.sub("", _reader.render(_tight(text)))

    def link(kind, key):
        return f'<a linktype="{kind}" id="{key}">' if key else "<a>"

    html = PAGE_LINK.sub(lambda found: link("page", page_at(found[1])), html)
    html = FILE_LINK.sub(lambda found: link("document", file_at(found[1])), html)
    return re.sub(r"<a>(.*?)</a>", r"\1", html, flags=re.DOTALL)


def to_markdown(html, names):
    """The rich text as Markdown; `names` names pages and files by their keys."""
    return _Writer(names).convert(html).strip()


def _tight(text):
    """Lists without empty lines between their points: rich text knows no paragraphs in them."""
    return re.sub(r"(?m)^((?:[-*]|\d+\.) .*)\n\n(?=(?:[-*]|\d+\.) )", r"\1\n", text)


# Documents -----------------------------------------------------------------------------------


def blocks_of(text, kinds):
    """The blocks of a document: (kind, text within it, its line from 0).

    `kinds` are the names that a fence may bear; any other fence is given as (None, its name, line).
    """
    lines = text.splitlines(keepends=True)
    blocks, prose = [], []

    def end_prose():
        if prose:
            first, last = prose[0][0], prose[-1][1]
            blocks.append(("text", "".join(lines[first:last]).strip(), first))
            prose.clear()

    tokens = _reader.parse(text)
    for at, token in enumerate(tokens):
        if token.level or token.nesting < 0 or not token.map:
            continue
        if token.type == "heading_open" and token.tag == "h2":
            end_prose()
            words = "".join(child.content for child in tokens[at + 1].children)
            blocks.append(("heading", words, token.map[0]))
        elif token.type == "fence":
            end_prose()
            kind = token.info.strip()
            known = kind in kinds
            blocks.append((kind if known else None, token.content if known else kind, token.map[0]))
        elif token.type == "hr":
            end_prose()
        else:
            prose.append(token.map)
    end_prose()
    return blocks


def document(blocks):
    """The document of blocks given as (kind, text within it)."""
    parts, before = [], None
    for kind, text in blocks:
        if kind == before == "text":
            parts.append(PARTING)
        if kind == "heading":
            parts.append("## " + escape(text))
        elif kind == "text":
            parts.append(text)
        else:
            longest = max(map(len, re.findall(r"`+", text)), default=0)
            fence = "`" * max(3, longest + 1)
            parts.append(f"{fence}{kind}\n{text}{fence}")
        before = kind
    return "\n\n".join(parts) + "\n" if parts else ""


def escape(text):
    """Words in which nothing is meant as Markdown."""
    return _Writer(None).escape(text, set())
