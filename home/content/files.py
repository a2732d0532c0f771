"""Content files: YAML, and Markdown below YAML, with the line in which each value stands."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

FENCE = "---\n"


@dataclass(frozen=True, order=True)
class Fault:
    """Something that is wrong in a file. Lines count from 1."""

    file: Path
    line: int
    words: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.words}"


class Unusable(Exception):
    """Content that cannot be taken as it is, with all its faults."""

    def __init__(self, faults):
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass
class ContentFile:
    """What one file says: every value as text, in lists and mappings, and Markdown below them."""

    path: Path
    values: dict
    body: str = ""
    lines: dict = field(default_factory=dict)
    body_line: int = 1

    def line(self, *place):
        """The line of the value at `place` (as "timeline", 2, "when"), or of what holds it."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, words, *place):
        """A fault at the value there."""
        return Fault(self.path, self.line(*place), words)


def read_file(path):
    """The `ContentFile` at `path`: whole YAML, or Markdown with YAML at its head.

    Raises Unusable.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Unusable([Fault(path, 1, "This is not UTF-8.")]) from None
    head, body, body_line, offset = text, "", 1, 1
    if path.suffix == ".md":
        if not text.startswith(FENCE) or "\n---\n" not in text[3:]:
            raise Unusable([Fault(path, 1, "The file does not begin with values between ---.")])
        head, body = text[3:].split("\n---\n", 1)
        offset, body_line = 1, head.count("\n") + 3
    values, lines = read_yaml(head, path, offset)
    if not isinstance(values, dict):
        raise Unusable([Fault(path, offset, "Names with values are expected here.")])
    return ContentFile(path, values, body, lines, body_line)


def read_yaml(text, path, first_line):
    """(values, lines), with all scalars as text. Raises Unusable."""
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        line = first_line + (mark.line if (mark := getattr(error, "problem_mark", None)) else 0)
        words = getattr(error, "problem", None) or str(error)
        raise Unusable([Fault(path, line, f"No YAML: {words}")]) from None
    faults, lines = [], {}

    def plain(node, place):
        lines[place] = first_line + node.start_mark.line
        if isinstance(node, yaml.SequenceNode):
            return [plain(child, (*place, n)) for n, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            found = {}
            for key, value in node.value:
                if key.value in found:
                    line = first_line + key.start_mark.line
                    faults.append(Fault(path, line, f"“{key.value}” stands here twice."))
                found[key.value] = plain(value, (*place, key.value))
                lines[(*place, key.value)] = first_line + key.start_mark.line
            return found
        return node.value

    values = plain(node, ()) if node is not None else {}
    if faults:
        raise Unusable(faults)
    return values, lines


class _Dumper(yaml.SafeDumper):
    """Writes every scalar as text, plain where it can be."""

    yaml_implicit_resolvers = {}


def _text(dumper, text):
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def yaml_text(values):
    """The values as YAML, each text on one line unless it has several."""
    return yaml.dump(
        values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf")
    )


def markdown_file_text(values, body):
    """A Markdown file with these values at its head."""
    return FENCE + yaml_text(values) + FENCE + body
