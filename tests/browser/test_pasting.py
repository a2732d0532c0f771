"""An editor pastes a text out of a word processor, and what is stored is clean."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.admin_forms import paste

pytestmark = pytest.mark.browser

# The styles and handlers of what is pasted: the policy of the admin stops them before we do.
STOPPED = re.compile(r"(style|script)-src-attr.*/draftail\.js")

# What Word and browsers put into the clipboard, in short.
PASTED = """<html><head><style>p.MsoNormal{font-size:11pt}</style></head><body>
<h1 style="mso-style-next:Normal"><span style="font-family:Calibri">The council</span></h1>
<h2><span lang="EN-GB" style="color:#2F5496">How it began</span></h2>
<p class="MsoNormal"><font color="red">In 2011 it </font><b>opened</b><o:p>&nbsp;</o:p>
<a href="https://example.org/act" onclick="steal()">by law</a>
<a href="javascript:alert(1)">and not so</a>.</p>
<h3>Its members</h3>
<ul type="disc"><li class="MsoListParagraph" style="margin:0">Elders</li><li>Women</li></ul>
<ol><li>First they met.</li></ol>
<table><tr><td>A cell</td></tr></table><img src="https://example.org/pixel.png"></body></html>"""


def test_a_pasted_text_keeps_headings_lists_and_links_and_nothing_else(come_as, furnished):
    editor = come_as("editor@example.org")
    page = editor.open(f"/admin/pages/add/knowledge/casestudypage/{furnished['cases']}/")
    body = page.locator("#panel-child-content-body-section")
    body.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name="Text", exact=True).click()
    text = body.get_by_role("textbox").first
    text.click()

    paste(text, PASTED)

    expect(text.locator("h1, h2, h3")).to_have_count(3)
    expect(text.locator("li")).to_have_count(3)
    expect(body.get_by_role("button", name="Heading 2"), "no button for it").to_have_count(0)
    # The editor hands its text to the form a quarter of a second later.
    expect(page.locator('[name="body-0-value"]')).to_have_value(re.compile("First they met"))

    page.locator("#id_title").fill("Pasted")
    for field, choice in (("level", "local"), ("kind", "other"), ("status", "active")):
        page.locator(f"#id_{field}").select_option(choice)
    page.locator("#id_summary").fill("A text out of a word processor.")
    page.locator("#id_countries-0-iso").select_option("NP")
    with page.expect_navigation():  # autosave has taken over the address already
        page.locator("footer").get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text(re.compile("created|updated"))

    stored = stored_html(page)
    shown = stored.replace("\u00a0", " ")
    for kept in (
        ">The council</h2>", ">How it began</h2>", ">Its members</h2>",
        "<b", '<a href="https://example.org/act">by law</a>', "<ul><li", "<ol><li",
    ):  # fmt: skip
        assert kept in shown, (kept, shown)
    for dropped in (
        "style",
        "class",
        "font",
        "span",
        "Mso",
        "javascript",
        "onclick",
        "img",
        "<h3",
        "<h1",
    ):
        assert dropped not in shown, (dropped, shown)

    stopped = [problem for problem in editor.problems if STOPPED.search(problem)]
    assert stopped
    editor.problems[:] = [problem for problem in editor.problems if problem not in stopped]


def stored_html(page):
    """The text as a reader's browser gets it, from the draft that is saved."""
    address = page.url.partition("?")[0].replace("/edit/", "/view_draft/")
    answer = page.context.request.get(address).text()
    start = answer.index("The council</h2>")
    return answer[answer.rindex("<h2", 0, start) : answer.index("</ol>", start)]
