"""What a reader is told of a long text before reading it."""

import itertools
import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.rich_text import RichText

# Letters read in a minute, silently and for understanding: means of the International Reading
# Speed Texts (Trauzettel-Klosinski and Dietz, Investigative Ophthalmology & Visual Science 53:5452,
# 2012, table 3). What they did not measure is read as the slower half of these.
LETTERS_A_MINUTE = {
    "ar": 612, "de": 920, "en": 987, "es": 1025, "fr": 998, "pt": 913, "ru": 986, "tr": 1054,
    "zh": 255,
}  # fmt: skip
OTHERS = 900

HEADING_WITHIN = re.compile(r"<h3[^>]*>(.*?)</h3>", re.DOTALL)
RAISED = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)

# How much of a text a card shows.
FIRST_LETTERS = 240

# Fewer headings are seen at a glance.
LEAST_HEADINGS = 3


def minutes_to_read(body, language):
    """How long a person reads the text of a `BodyBlock` value, in whole minutes, at least one."""
    texts = [text for block in body for text in block.block.get_searchable_content(block.value)]
    letters = sum(len(strip_tags(text)) for text in texts)
    return max(1, round(letters / LETTERS_A_MINUTE.get(language, OTHERS)))


def first_words(body):
    """How the text of a `BodyBlock` value begins, in plain words; empty where there is no text."""
    for block in body:
        if block.block_type == "text":
            [text] = block.block.get_searchable_content(block.value)
            return Truncator(" ".join(text.split())).chars(FIRST_LETTERS)
    return ""


def laid_out(body):
    """The blocks of a `BodyBlock` value as they are shown: headings begin below the page's title.

    Where there is no heading block, the headings within the texts (h3) take its place (h2), each
    with an id to lead to. Gives blocks that know their `block_type`, like those of the value.
    """
    if any(block.block_type == "heading" for block in body):
        return list(body)
    return [
        type(block)(block.block, raised(block.value, number), id=block.id)
        if block.block_type == "text"
        else block
        for number, block in enumerate(body, 1)
    ]


def raised(text, number):
    """The rich text with its h3 as h2; `number` is that of its block."""
    count = itertools.count(1)
    source = HEADING_WITHIN.sub(
        lambda found: f'<h2 id="part-{number}-{next(count)}">{found[1]}</h2>', text.source
    )
    return RichText(source)


def contents(blocks):
    """The headings of blocks that are laid out, as (id, heading), if there are many."""
    headings = []
    for number, block in enumerate(blocks, 1):
        if block.block_type == "heading":
            headings.append((f"part-{number}", block.value))
        elif block.block_type == "text":
            found = RAISED.findall(block.value.source)
            headings += [(place, unescape(strip_tags(words))) for place, words in found]
    return headings if len(headings) >= LEAST_HEADINGS else []
