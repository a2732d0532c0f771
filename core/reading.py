"""What a reader is told of a long text before reading it."""

from django.utils.html import strip_tags

# Letters read in a minute, silently and for understanding: means of the International Reading
# Speed Texts (Trauzettel-Klosinski and Dietz, Investigative Ophthalmology & Visual Science 53:5452,
# 2012, table 3). What they did not measure is read as the slower half of these.
LETTERS_A_MINUTE = {
    "ar": 612, "de": 920, "en": 987, "es": 1025, "fr": 998, "pt": 913, "ru": 986, "tr": 1054,
    "zh": 255,
}  # fmt: skip
OTHERS = 900

# Fewer headings are seen at a glance.
LEAST_HEADINGS = 3


def minutes_to_read(body, language):
    """How long a person reads the text of a `BodyBlock` value, in whole minutes, at least one."""
    texts = [text for block in body for text in block.block.get_searchable_content(block.value)]
    letters = sum(len(strip_tags(text)) for text in texts)
    return max(1, round(letters / LETTERS_A_MINUTE.get(language, OTHERS)))


def contents(body):
    """The headings of a `BodyBlock` value as (number of the block, heading), if there are many.

    The block of that number bears the id `part-<number>`, see components/body.html.
    """
    headings = [
        (number, block.value)
        for number, block in enumerate(body, 1)
        if block.block_type == "heading"
    ]
    return headings if len(headings) >= LEAST_HEADINGS else []
