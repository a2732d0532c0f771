"""An editor reads over what a machine has drafted, and readers are told so."""

import pytest
from django.utils import translation
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CASE = "knowledge/case-studies/nepal-local-peace-committees/"
TITLE = "नेपालका स्थानीय शान्ति समिति"
DRAFTED = "Drafted by a machine. No native speaker has read it over yet."
CHECKED = "Drafted by a machine, and checked by a person."
BUTTON = "Mark as read over"


def test_the_mark_of_the_machine_goes_when_an_editor_has_read_the_text(visit):
    editor, reader = visit(), visit()
    editor.sign_in("editor@example.org")
    is_told(reader, DRAFTED)
    french = reader.open(f"/fr/{CASE}").locator(".notice").inner_text()

    page = open_the_case(editor)
    page.locator("header").get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name=BUTTON).click()
    expect(page.locator("main"), "which text is meant").to_contain_text(TITLE)
    is_told(reader, DRAFTED)
    page.get_by_role("button", name="Yes, I have read it over").click()
    expect(page.locator(".messages"), "what was done").to_contain_text("checked by a person")

    is_told(reader, CHECKED)
    assert reader.open(f"/fr/{CASE}").locator(".notice").inner_text() == french, "the French too"
    page.locator("header").get_by_role("button", name="Actions", exact=True).click()
    expect(page.get_by_role("link", name="History").first, "the menu is open").to_be_visible()
    expect(page.get_by_role("link", name=BUTTON), "it is done").to_have_count(0)


def open_the_case(editor):
    page = editor.go_down("शान्तिका पूर्वाधार", "ज्ञान", "घटना अध्ययन")
    page.locator("main").get_by_role("link", name=TITLE).first.click()
    page.wait_for_url("**/edit/")
    return page


def is_told(reader, notice):
    with translation.override("ne"):
        words = translation.gettext(notice)
    expect(reader.open(f"/ne/{CASE}").locator(".notice")).to_contain_text(words)
