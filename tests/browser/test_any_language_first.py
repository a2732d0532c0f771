"""An editor writes in Nepali first: readers of every language find it, and French follows."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils import translation
from playwright.sync_api import expect

from core.languages.catalogues import menu_language
from core.languages.cldr import language_name
from home.management.commands.build_demo import STARTING_CONTENT

pytestmark = pytest.mark.browser

NEPALI_CASE_STUDIES = ["शान्तिका पूर्वाधार", "ज्ञान", "घटना अध्ययन"]
TITLE = "जाजरकोटको शान्ति समिति"
SUMMARY = "जाजरकोटमा गाउँलेहरू आफै झगडा मिलाउँछन्।"
TEXT = "पहिलो बैठक विद्यालयको आँगनमा भयो।"
EVENT = "समिति गठन भयो।"
FRENCH = {
    TITLE: "Le comité de paix de Jajarkot",
    SUMMARY: "À Jajarkot, les villageois règlent eux-mêmes leurs querelles.",
    TEXT: "La première réunion s’est tenue dans la cour de l’école.",
    EVENT: "Le comité est fondé.",
}
LISTING = "knowledge/case-studies/"
AT_THE_START = len([*(STARTING_CONTENT / LISTING).glob("*/item.yaml")])
NOT_IN_THIS_LANGUAGE = (
    "There is no text in this language yet: %(wanted)s. You are reading it in: %(shown)s."
)


def test_a_case_written_in_nepali_is_read_everywhere_and_then_in_french(visit):
    editor, reader = visit(), visit()
    editor.sign_in("editor@example.org")

    editor.go_down(*NEPALI_CASE_STUDIES)
    write_what_is_required(editor.page, TITLE)
    write_text_and_sources(editor.page)
    press(editor.page, "Save draft", expected=TITLE)
    edit_address = urlsplit(editor.page.url).path
    path = LISTING + slug_of(editor.page) + "/"
    is_not_there(reader, path)

    editor.open(edit_address)
    press_further(editor.page, "Publish", expected="published")
    is_nepali_at_home(reader, path)
    is_nepali_under_french_menus(reader, path)
    for language in ("en", "fr", "ne", "ar"):
        is_listed_once(reader, language, path, TITLE, written_in="ne")

    editor.open(edit_address)
    french_address = submit_for_translation_into_french(editor.page)
    translate_all(editor.page)
    is_nepali_under_french_menus(reader, path)
    press(editor.page, "Publish in Français", expected="is published")
    is_french(reader, path)
    is_nepali_at_home(reader, path)
    is_listed_once(reader, "fr", path, FRENCH[TITLE], written_in="fr")
    is_listed_once(reader, "ne", path, TITLE, written_in="ne")

    editor.open(french_address)
    unpublish(editor.page)
    is_nepali_under_french_menus(reader, path)
    is_listed_once(reader, "fr", path, TITLE, written_in="ne")


def test_the_address_of_a_nepali_case_is_its_title_in_latin_letters(visit):
    editor = visit()
    editor.sign_in("editor@example.org")

    editor.go_down(*NEPALI_CASE_STUDIES)
    write_what_is_required(editor.page, "अर्को शान्ति समिति")
    press(editor.page, "Save draft", expected="अर्को शान्ति समिति")

    assert re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+", slug_of(editor.page)), slug_of(editor.page)


# What the editor does -----------------------------------------------------------


def write_what_is_required(page, title):
    page.get_by_role("link", name="Add child page").first.click()
    # Key by key: the admin follows the typing.
    page.locator("#id_title").press_sequentially(title)
    page.locator("#id_summary").fill(SUMMARY)
    page.locator("#id_countries-0-iso").select_option(label="Nepal")
    page.locator("#id_level").select_option(label="District")
    page.locator("#id_kind").select_option(label="Local peace committee")
    page.locator("#id_status").select_option(label="Active")


def write_text_and_sources(page):
    page.locator("#id_kind_sources").fill("samiti-2010")

    body = panel(page, "body")
    body.get_by_role("button", name="Insert a block").click()
    page.get_by_role("option", name="Text", exact=True).click()
    editor = body.get_by_role("textbox").first
    editor.click()
    page.keyboard.type(TEXT)
    expect(editor, "the typed text").to_contain_text(TEXT)

    timeline = panel(page, "timeline")
    timeline.get_by_role("button", name="Insert a block").click()
    timeline.get_by_label("When").fill("2010-05")
    timeline.get_by_label("What happened").fill(EVENT)
    timeline.get_by_label("Sources").fill("samiti-2010")

    page.get_by_role("button", name="Add Source").click()
    page.locator("#id_sources-0-key").fill("samiti-2010")
    page.locator("#id_sources-0-citation").fill("शान्ति समितिको प्रतिवेदन")
    # Autosave keeps what is complete; a draft saved meanwhile would ask for the same address.
    page.wait_for_url("**/edit/**")


def panel(page, name):
    return page.locator(f"#panel-child-content-{name}-section")


def press(page, button, expected):
    """Press a button at the foot of the form; what is expected is said at the top afterwards."""
    page.locator("footer").get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".messages"), f"after {button!r}").to_contain_text(expected)


def press_further(page, button, expected):
    page.locator("footer").get_by_role("button", name="More actions").click()
    press(page, button, expected)


def slug_of(page):
    """The address the page has, or will have when it is published."""
    page.get_by_role("tab", name="Promote").click()
    slug = page.get_by_label("Slug")
    return slug.input_value() or slug.get_attribute("placeholder")


def submit_for_translation_into_french(page):
    """Give the address of the editor that opens."""
    page.locator("header").get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name="Translate this page").click()
    page.get_by_label("Français").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".messages")).to_contain_text("successfully submitted for translation")
    return urlsplit(page.url).path


def translate_all(page):
    """In wagtail-localize's editor, which shows the strings one below the other."""
    strings = page.locator(".js-translation-editor")
    expect(strings.get_by_role("button", name="Translate", exact=True), "strings").to_have_count(
        len(FRENCH)
    )
    for source, french in FRENCH.items():
        string = strings.locator("li", has_text=source).last
        string.get_by_role("button", name="Translate", exact=True).click()
        string.locator("textarea").fill(french)
        string.get_by_role("button", name="Save", exact=True).click()
        expect(string, f"the French of {source!r} is kept").to_have_class("complete")


def unpublish(page):
    page.locator("footer").get_by_role("button", name="More actions").first.click()
    page.locator("footer").get_by_role("link", name="Unpublish").click()
    page.get_by_role("button", name="Yes, unpublish it").click()
    expect(page.locator(".messages")).to_contain_text("unpublished")


# What readers find --------------------------------------------------------------


def is_not_there(reader, path):
    for language in ("ne", "fr"):
        reader.open(f"/{language}/{path}", status=404)
        listing = reader.open(f"/{language}/{LISTING}")
        expect(listing.locator(".cards a", has_text=TITLE), "no draft is listed").to_have_count(0)


def is_nepali_at_home(reader, path):
    page = reader.open(f"/ne/{path}")
    assert_languages(page, reader="ne", text="ne")
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator(".notice"), "nothing needs saying of the original").to_have_count(0)
    assert_whole(page, TEXT, EVENT)


def is_nepali_under_french_menus(reader, path):
    page = reader.open(f"/fr/{path}")
    assert_languages(page, reader="fr", text="ne")
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator(".site-nav"), "the menu is French").to_contain_text("Savoirs")
    expect(page.locator(".breadcrumbs"), "the way back is French").to_contain_text("Études de cas")
    expect(page.locator(".notice")).to_contain_text(in_words_of("fr", wanted="fr", shown="ne"))
    assert_canonical(page, f"{reader.site.address}/ne/{path}")
    assert_whole(page, TEXT, EVENT)


def is_french(reader, path):
    page = reader.open(f"/fr/{path}")
    assert_languages(page, reader="fr", text="fr")
    expect(page.locator("h1")).to_have_text(FRENCH[TITLE])
    assert_canonical(page, f"{reader.site.address}/fr/{path}")
    assert_whole(page, FRENCH[TEXT], FRENCH[EVENT])
    original = page.locator('.notice a[hreflang="ne"]')
    expect(original, "the way to the original").to_have_attribute(
        "href", f"{reader.site.address}/ne/{path}"
    )


def is_listed_once(reader, language, path, title, written_in):
    page = reader.open(f"/{language}/{LISTING}")
    link = page.locator(f'.card a[href="/{language}/{path}"]')
    expect(link, f"once in /{language}/{LISTING}").to_have_count(1)
    expect(link).to_have_text(title)
    heading = link.locator("xpath=ancestor-or-self::*[@lang][1]")
    expect(heading, "the language of the card").to_have_attribute("lang", written_in)
    expect(page.locator(".card"), "those of the start and this one").to_have_count(AT_THE_START + 1)


def assert_languages(page, reader, text):
    expect(page.locator("html"), "the reader's language").to_have_attribute("lang", reader)
    expect(page.locator("article"), "the language of the text").to_have_attribute("lang", text)
    expect(page.locator(f"[lang={text}] > h1"), "that of the title").to_have_count(1)


def assert_canonical(page, address):
    expect(page.locator("link[rel=canonical]")).to_have_attribute("href", address)


def assert_whole(page, text, event):
    """All that was written is there, and the facts lead to their source."""
    expect(page.locator("article")).to_have_text(text)
    expect(page.locator(".timeline")).to_contain_text(event)
    expect(page.locator(".timeline time")).to_have_attribute("datetime", "2010-05")
    for place in (".facts", ".timeline"):
        mark = page.locator(f"{place} .sources a")
        expect(mark, f"the source in {place}").to_have_attribute("href", "#source-1")
    expect(page.locator("#source-1")).to_contain_text("शान्ति समितिको प्रतिवेदन")


def in_words_of(language, **codes):
    """The notice as the catalogue of the language has it."""
    with translation.override(language):
        words = menu_language(language)
        names = {name: language_name(code, words) for name, code in codes.items()}
        return translation.gettext(NOT_IN_THIS_LANGUAGE) % names
