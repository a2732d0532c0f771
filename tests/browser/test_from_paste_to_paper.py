"""A text out of a word processor becomes a case that is reviewed, read, found and printed."""

import re
from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.browser.admin_forms import (
    add_block,
    blocks_of,
    modal,
    open_panel,
    panel,
    paste,
    photo,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "The market committee of Tamale"
SUMMARY = "Traders of two quarters settle quarrels over stalls before they become more."
PASTED = """<html><body><h2>How it began</h2>
<p class="MsoNormal"><span>In 2008 a <b>fire</b> left many without a stall.</span></p>
<h2>Who sits on it</h2><ul><li class="MsoListParagraph">traders</li><li>elders</li></ul>
<h2>What came of it</h2><p>The market has stayed open.</p></body></html>"""
SOURCES = [
    ("assembly-2009", "Municipal assembly, minutes of the market committee"),
    ("radio-2015", "Local radio, “A market at peace”"),
    ("study-2019", "A study of market committees in northern towns"),
]


def test_a_pasted_text_becomes_a_case_that_is_reviewed_found_and_printed(come_as, visit, furnished):
    editor, moderator = come_as("editor@example.org"), come_as("moderator@example.org")
    page = editor.open(f"/admin/pages/add/knowledge/casestudypage/{furnished['cases']}/")

    write_the_card(page)
    paste_the_text(page)
    add_a_picture(page)
    name_the_sources(page)
    write_the_timeline(page)
    page.wait_for_url("**/edit/**")  # autosave keeps what is complete
    look_at_it_on_a_phone(page)
    send_to_review(page)
    address = approve(moderator)

    reader = visit(viewport={"width": 360, "height": 740})
    is_read(reader, address)
    stands_on_the_front_page(reader, address)
    is_found_by_its_facets(reader, address)
    is_printed(reader, address)


# What the editor does --------------------------------------------------------------------------


def write_the_card(page):
    page.locator("#id_title").press_sequentially(TITLE)
    page.locator("#id_summary").fill(SUMMARY)
    page.locator("#id_countries-0-iso").select_option(label="Ghana")
    for field, choice in (("level", "local"), ("kind", "local_committee"), ("status", "active")):
        page.locator(f"#id_{field}").select_option(choice)
        page.locator(f"#id_{field}_sources").fill("assembly-2009")
    page.locator("#id_year_from").fill("2009")
    page.locator("#id_years_sources").fill("assembly-2009, radio-2015")


def paste_the_text(page):
    block = add_block(page, "body", "Text")
    text = block.get_by_role("textbox")
    text.click()
    paste(text, PASTED)
    expect(text.locator("li")).to_have_count(2)


def add_a_picture(page):
    block = add_block(page, "body", "Picture")
    block.get_by_role("button", name="Choose an image").click()
    modal(page).get_by_role("tab", name="Upload").click()
    modal(page).get_by_label("File").set_input_files(photo("stalls.jpg"))
    modal(page).get_by_label("Title").fill("Stalls")
    modal(page).get_by_role("button", name="Upload").click()
    expect(block).to_contain_text("Stalls")
    block.get_by_label("Alt text").fill("A row of empty stalls in the morning")


def name_the_sources(page):
    for number, (key, citation) in enumerate(SOURCES):
        page.get_by_role("button", name="Add Source").click()
        page.locator(f"#id_sources-{number}-key").fill(key)
        page.locator(f"#id_sources-{number}-citation").fill(citation)


def write_the_timeline(page):
    """The later event first: they are put in order."""
    for when, what, source in (
        ("2019", "A study counts the quarrels settled.", "study-2019"),
        ("2009-03", "The assembly recognises the committee.", "assembly-2009"),
    ):
        before = blocks_of(page, "timeline").count()
        panel(page, "timeline").get_by_role("button", name="Insert a block").last.click()
        expect(blocks_of(page, "timeline")).to_have_count(before + 1)
        event = blocks_of(page, "timeline").last
        event.get_by_label("When").fill(when)
        event.get_by_label("What happened").fill(what)
        event.get_by_label("Sources").fill(source)


def look_at_it_on_a_phone(page):
    open_panel(page, "preview")
    page.get_by_role("radio", name=re.compile("mobile", re.IGNORECASE)).check(force=True)
    inside = page.frame_locator("#w-preview-iframe")
    expect(inside.locator("h1")).to_have_text(TITLE)
    width = inside.locator("html").evaluate("html => html.clientWidth")
    assert width < 480, width


def send_to_review(page):
    footer = page.locator("footer")
    button = footer.get_by_role("button", name="Submit to Network review")
    if not button.is_visible():
        footer.get_by_role("button", name="More actions").last.click()
    button.click()
    expect(page.locator(".messages")).to_contain_text("submitted for moderation")


def approve(moderator):
    """From the list of what waits to the page that is published; gives its path."""
    page = moderator.open("/admin/")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url("**/edit/**")
    footer = page.locator("footer")
    button = footer.get_by_role("button", name=re.compile("^approve and publish$", re.IGNORECASE))
    if not button.is_visible():
        footer.get_by_role("button", name="More actions").last.click()
    button.click()
    expect(page.locator(".messages")).to_contain_text(re.compile("approved|published|updated"))
    return "knowledge/case-studies/the-market-committee-of-tamale/"


# What readers find -----------------------------------------------------------------------------


def is_read(reader, address):
    page = reader.open(f"/en/{address}")
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("article h2").first).to_have_text("How it began")
    expect(page.locator("nav.contents li, .contents li")).to_have_count(3)
    expect(page.locator("article img")).to_have_attribute(
        "alt", "A row of empty stalls in the morning"
    )
    assert not page.locator("article [style], article [class*=Mso]").count()
    expect(page.locator(".timeline time").first).to_have_attribute("datetime", "2009-03")
    expect(page.locator(".source-list > li")).to_have_count(3)
    mark = page.locator(".facts .sources a").first
    expect(mark).to_have_text("1")
    mark.click()
    expect(page.locator("#source-1")).to_be_in_viewport()
    page.locator("#source-1 .back").first.click()
    expect(page.locator(".facts .sources a").first).to_be_in_viewport()


def stands_on_the_front_page(reader, address):
    page = reader.open("/fr/")
    expect(page.locator(f'.card a[href="/fr/{address}"]')).to_have_text(TITLE)


def is_found_by_its_facets(reader, address):
    page = reader.open("/en/knowledge/case-studies/?country=GH&level=local&status=active")
    expect(page.locator(".card h2 a, .card h3 a")).to_have_count(1)
    expect(page.locator(f'.card a[href="/en/{address}"]')).to_have_text(TITLE)


def is_printed(reader, address):
    page = reader.open(f"/en/{address}")
    with pikepdf.open(BytesIO(page.pdf(format="A4"))) as paper:
        assert 1 <= len(paper.pages) <= 3, len(paper.pages)
