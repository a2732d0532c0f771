"""What the scripts of the admin do for those who work there, under the admin's rules.

`visit` looks at the end whether a script failed, a rule was broken or another host was asked.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.admin_forms import (
    add_block,
    blocks_of,
    choose_page,
    modal,
    open_panel,
    panel,
    photo,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GHANA = "Ghana: a national peace council with a law of its own"


@pytest.fixture
def editor(come_as, furnished):
    return come_as("editor@example.org")


@pytest.fixture
def admin(come_as, furnished):
    return come_as("admin@example.org")


@pytest.fixture
def new_case(editor, furnished):
    """The empty form of a case study."""
    return editor.open(f"/admin/pages/add/knowledge/casestudypage/{furnished['cases']}/")


@pytest.fixture
def accord(editor, furnished):
    """The form of a case study that readers know."""
    return editor.open(f"/admin/pages/{furnished['accord']}/edit/")


# Writing ------------------------------------------------------------------------


def test_words_are_set_bold_and_lead_to_a_page(new_case):
    text = add_block(new_case, "body", "Text").get_by_role("textbox")
    text.click()
    new_case.keyboard.press("Control+b")
    new_case.keyboard.type("bold")
    new_case.keyboard.press("Control+b")
    expect(text.get_by_text("bold", exact=True), "bold words").to_have_css("font-weight", "700")

    new_case.keyboard.press("Control+k")
    choose_page(new_case, GHANA)
    expect(text.locator(".TooltipEntity"), "the link").to_have_text(GHANA)


def test_blocks_are_added_moved_doubled_and_deleted(new_case):
    add_block(new_case, "body", "Heading").get_by_role("textbox").fill("First")
    add_block(new_case, "body", "Heading").get_by_role("textbox").fill("Second")
    headings_are(new_case, "First", "Second")

    body = panel(new_case, "body")
    body.get_by_role("button", name="Move up").nth(1).click()
    headings_are(new_case, "Second", "First")
    body.get_by_role("button", name="Duplicate").first.click()
    headings_are(new_case, "Second", "Second", "First")
    body.get_by_role("button", name="Delete").first.click()
    headings_are(new_case, "Second", "First")


def test_rows_are_added_chosen_for_and_deleted(new_case):
    new_case.get_by_role("button", name="Add Source").click()
    new_case.locator("#id_sources-0-key").fill("act")
    panel(new_case, "sources").get_by_role("button", name="Choose a document").click()
    modal(new_case).get_by_role("link", name="Act", exact=True).click()
    expect(panel(new_case, "sources"), "the file").to_contain_text("Act")

    new_case.get_by_role("button", name="Add Case study").click()
    panel(new_case, "related_cases").get_by_role("button", name="Choose a").click()
    choose_page(new_case, GHANA)
    expect(panel(new_case, "related_cases"), "the case").to_contain_text(GHANA)
    panel(new_case, "related_cases").get_by_role("button", name="Delete").click()
    expect(panel(new_case, "related_cases").get_by_text(GHANA)).to_be_hidden()


def test_a_picture_is_chosen_and_another_one_uploaded(new_case):
    picture = add_block(new_case, "body", "Picture")
    picture.get_by_role("button", name="Choose an image").click()
    modal(new_case).get_by_role("link", name="Market").click()
    expect(picture, "the picture chosen").to_contain_text("Market")

    picture.get_by_role("button", name="Actions").click()
    new_case.get_by_role("button", name="Change image").click()
    modal(new_case).get_by_role("tab", name="Upload").click()
    modal(new_case).get_by_label("File").set_input_files(photo("bridge.jpg"))
    modal(new_case).get_by_label("Title").fill("Bridge")
    modal(new_case).get_by_role("button", name="Upload").click()
    expect(picture, "the picture uploaded").to_contain_text("Bridge")


def test_a_text_is_seen_in_the_preview_as_readers_would_see_it(accord, editor):
    title = accord.locator("#id_title")
    title.fill("Seen before it is saved")
    open_panel(accord, "preview")
    inside = accord.frame_locator("#w-preview-iframe")
    expect(inside.locator("h1")).to_have_text("Seen before it is saved")
    frame = next(frame for frame in accord.frames if "/preview/" in frame.url)
    rules = editor.context.request.get(frame.url).headers["content-security-policy"]
    assert "unsafe" not in rules

    open_panel(accord, "checks")
    expect(accord.get_by_text("Issues found"), "what the page was checked for").to_be_visible()
    expect(accord.locator("[data-content-word-count]"), "the words").not_to_have_text("-")


def test_a_remark_is_written_beside_a_field(accord):
    open_panel(accord, "comments")
    panel(accord, "summary").get_by_role("button", name="Add comment").click()
    comments = accord.locator("#comments")
    comments.get_by_role("textbox").fill("Who says so?")
    comments.get_by_role("button", name="Comment", exact=True).click()
    save_draft(accord)
    expect(comments, "the remark is kept").to_contain_text("Who says so?")


def test_a_day_is_chosen_for_publishing(accord):
    open_panel(accord, "status")
    accord.get_by_role("button", name="Set schedule").click()
    dialog = accord.get_by_role("dialog", name="Set publishing schedule")
    dialog.get_by_label("Expiry date/time").click()
    calendar = accord.locator(".xdsoft_datetimepicker:visible")
    calendar.locator(".xdsoft_next").first.click()
    calendar.locator(".xdsoft_date", has_text="15").first.click()
    calendar.locator(".xdsoft_time.xdsoft_current").click()
    expect(dialog.get_by_label("Expiry date/time")).to_have_value(re.compile(r"-15 \d\d:\d\d$"))


def test_a_page_is_closed_and_opened_again(accord):
    open_panel(accord, "status")
    for choice, state in (("logged-in users", "Private"), ("public", "Visible to all")):
        accord.get_by_role("button", name="Change privacy").click()
        dialog = accord.get_by_role("dialog", name="Change privacy")
        dialog.get_by_label(choice).check()
        dialog.get_by_role("button", name="Save").click()
        expect(dialog).to_be_hidden()
        expect(accord.locator(".form-side"), choice).to_contain_text(state)


def test_the_parts_of_a_form_are_reached_by_tabs_and_keys(accord):
    accord.get_by_role("tab", name="Promote").click()
    expect(accord.locator("#id_slug")).to_be_visible()
    accord.keyboard.press("ArrowLeft")
    expect(accord.locator("#id_title")).to_be_visible()
    panel(accord, "summary").get_by_role("button", name="Toggle section").click()
    expect(accord.locator("#id_summary")).to_be_hidden()
    accord.locator("body").press("?")
    expect(accord.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


# The tree -----------------------------------------------------------------------


def test_pages_are_filtered_searched_and_marked(editor, furnished):
    page = editor.open(f"/admin/pages/{furnished['cases']}/")
    rows = page.locator("main tbody tr")
    everything = rows.count()
    choose_day(page, "Date updated")
    expect(page.locator("main"), "the filter in force").to_contain_text("Date updated:")

    page.get_by_label("Search term").first.fill("Ghana")
    expect(page).to_have_url(re.compile("q=Ghana"))  # the rows have been fetched for it
    expect(rows).to_have_count(1)
    assert everything > 1
    rows.get_by_role("checkbox", name="Select").check()
    page.get_by_role("link", name="Move selected pages").click()
    expect(page.locator("main")).to_contain_text("move these pages")


def test_a_page_is_copied_to_a_place_that_is_chosen(editor, furnished):
    page = editor.open(f"/admin/pages/{furnished['ghana']}/copy/")
    page.get_by_label("New title").fill("A copy")
    page.get_by_label("New slug").fill("a-copy")
    page.locator("main form").get_by_role("button", name="Actions").click()
    page.get_by_role("button", name="Choose another page").click()
    choose_page(page, "Case studies")
    page.get_by_role("button", name="Copy this page").click()
    expect(page.locator(".messages")).to_contain_text("copied")


# Translating: for submitting and publishing see `test_any_language_first` ------------


def test_a_passage_is_translated_in_the_editor_and_in_a_po_file(come_as, furnished):
    translator = come_as("translator@example.org")
    page = translator.open(f"/admin/pages/{furnished['accord_in_french']}/edit/")
    passage = page.locator(".js-translation-editor li", has_text="Johannesburg and all").last
    passage.get_by_role("button", name="Edit").click()
    passage.locator("textarea").fill("Johannesburg et partout")
    passage.get_by_role("button", name="Save", exact=True).click()
    expect(passage).to_have_class("complete")

    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download PO file").click()
    words = Path(downloading.value.path()).read_text()
    assert "Johannesburg et partout" in words
    words = words.replace("Johannesburg et partout", "Johannesburg et ailleurs").encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "fr.po", "mimeType": "text/x-gettext-translation", "buffer": words}
    )
    expect(page.locator(".messages")).to_contain_text("taken over")
    expect(page.locator(".js-translation-editor")).to_contain_text("Johannesburg et ailleurs")


def test_a_translation_is_brought_up_to_date(come_as, furnished):
    translator = come_as("translator@example.org")
    page = translator.open(f"/admin/localize/update/{furnished['source']}/")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".messages")).to_contain_text("updated")


def test_a_text_is_sent_to_all_languages_that_are_left(editor, furnished):
    page = editor.open(f"/admin/localize/submit/page/{furnished['accord']}/")
    page.get_by_label("Select all").check()
    expect(page.get_by_label("العربية")).to_be_checked()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("main")).to_contain_text("0 of 2 done")


def test_a_reviewer_asks_for_changes_with_a_reason(come_as, furnished):
    page = come_as("moderator@example.org").open("/admin/")
    waiting = page.locator("#awaiting-review-content")
    waiting.get_by_role("button", name="Actions").click()
    page.get_by_role("button", name="Request changes").click()
    modal(page).get_by_role("textbox").fill("Who says so?")
    modal(page).get_by_role("button", name="Request changes").click()
    expect(waiting, "nothing waits").to_have_count(0)


# Pictures and files ----------------------------------------------------------------


def test_many_pictures_are_added_at_once_and_one_gets_its_focal_point(editor):
    page = editor.open("/admin/images/multiple/add/")
    page.locator("#fileupload").set_input_files(
        [photo("one.jpg", "teal"), photo("two.jpg", "navy")]
    )
    rows = page.locator("#upload-list > li.upload-success")
    expect(rows).to_have_count(2)
    rows.first.get_by_label("Title").fill("Village")
    rows.first.get_by_role("button", name="Update").click()
    expect(rows).to_have_count(1)

    editor.open("/admin/images/?q=Village")
    page.locator("main").get_by_role("link", name="Village").first.click()
    box = page.locator(".jcrop-holder").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 110, steps=4)
    page.mouse.up()
    expect(page.locator("#id_focal_point_x")).not_to_have_value("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("updated")


def test_many_files_are_added_at_once(editor):
    page = editor.open("/admin/documents/multiple/add/")
    files = [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": b"An act"} for n in (1, 2)]
    page.locator("#fileupload").set_input_files(files)
    rows = page.locator("#upload-list > li.upload-success")
    expect(rows).to_have_count(2)
    rows.first.get_by_role("link", name="Delete").click()
    expect(rows).to_have_count(1)


# Setting up ---------------------------------------------------------------------


def test_a_redirect_leads_to_a_page_that_is_chosen(admin):
    page = admin.open("/admin/redirects/add/")
    page.get_by_label("Redirect from").fill("/peace-council")
    page.get_by_role("button", name="Choose a page").click()
    choose_page(page, GHANA)
    page.get_by_role("button", name="Create").click()
    expect(page.locator(".messages")).to_contain_text("added")


def test_a_review_is_put_together_from_steps(admin):
    page = admin.open("/admin/workflows/add/")
    page.locator("#id_name").fill("Two pairs of eyes")
    page.get_by_role("button", name="Add task").click()
    page.get_by_role("button", name="Choose a task").click()
    modal(page).get_by_role("tab", name="Existing").click()
    modal(page).get_by_role("link", name="Network review").click()
    page.get_by_role("button", name="Create").click()
    expect(page.locator(".messages")).to_contain_text("Two pairs of eyes")


def test_a_group_gets_a_right_on_a_page_that_is_chosen(admin, furnished):
    page = admin.open(f"/admin/groups/edit/{furnished['group']}/")
    page.get_by_role("button", name="Add a page permission").click()
    page.get_by_role("button", name="Choose a page").last.click()
    choose_page(page, GHANA)
    page.locator("#id_page_permissions-1-permissions_0").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("updated")


def test_what_happened_is_filtered_by_day(admin):
    page = admin.open("/admin/reports/site-history/")
    choose_day(page, "Date")
    expect(page.locator("main"), "the filter in force").to_contain_text("Date:")


# Readers who may edit ---------------------------------------------------------------


def test_the_bar_of_editors_opens_on_a_public_page(editor):
    page = editor.open("/en/knowledge/case-studies/ghana-national-peace-council/")
    page.get_by_role("button", name="View Wagtail quick actions").click()
    page.get_by_role("menuitem", name="Edit this page").click()
    page.wait_for_url("**/edit/")


# How it is done ------------------------------------------------------------------


def headings_are(page, *words):
    expect(blocks_of(page, "body")).to_have_count(len(words))
    fields = blocks_of(page, "body").get_by_role("textbox").all()
    assert [field.input_value() for field in fields] == list(words)


def choose_day(page, name):
    """Filter a listing by a day of this month."""
    page.get_by_role("button", name="Show filters").click()
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_placeholder("Date from").click()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_date", has_text="15").first.click()


def save_draft(page):
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("updated")
