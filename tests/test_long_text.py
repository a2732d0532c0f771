"""A heading within a text stands below the heading blocks, however it came there."""

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from core.blocks import BodyBlock
from core.rich_text import TEXT_FEATURES

pytestmark = pytest.mark.one_database


def stored(html):
    """What becomes of HTML that is opened in the editor of a text and saved."""
    converter = ContentstateConverter(features=TEXT_FEATURES)
    return converter.to_database_format(converter.from_database_format(html))


@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
def test_every_heading_of_a_text_is_stored_as_one_of_the_third_rank(tag):
    assert ">Members</h3>" in stored(f"<{tag}>Members</{tag}>")


def test_other_markup_is_dropped_and_the_words_stay():
    html = stored(
        '<p style="color:red"><font color="red">Red <u>words</u></font></p><h5>Small</h5>'
    )

    assert "Red words" in html
    assert "Small" in html
    assert [tag for tag in ("font", "<u", "style", "<h") if tag in html] == []


def test_a_text_is_written_with_these_features_and_no_button_for_larger_headings():
    widget = BodyBlock().child_blocks["text"].field.widget

    assert isinstance(widget, DraftailRichTextArea)
    assert widget.features == TEXT_FEATURES
    blocks = {block["type"]: block for block in widget.options["blockTypes"]}
    assert blocks["header-three"]["icon"]
    assert blocks["header-one"] == {"type": "header-one"}
    assert blocks["header-two"] == {"type": "header-two"}
