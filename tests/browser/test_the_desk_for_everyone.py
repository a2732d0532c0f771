"""The desk, and where links in mails lead, however people see, steer and hold their phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import screenshots
from tests.browser.judging import broken_rules, overlapping, sideways, walk
from tests.browser.public_pages import MEMBER_PAGES, in_each, look_at_all
from tests.browser.test_screens import LANGUAGES

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280)
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 800}


@pytest.fixture
def look_around(come_as, demo_site, furnished):
    """Open each page as the editor of the sample committee in Nepal; give (name, page)."""

    def look_around(language, **options):
        options |= {"locale": language, "reduced_motion": "reduce"}
        editor = come_as("nepal@example.org", "/en/desk/", **options)
        yield from look_at_all(editor, language, MEMBER_PAGES, **furnished)

    return look_around


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_and_keeps_the_rules(look_around, language):
    wrong = []
    for name, page in look_around(language, viewport=PHONE):
        expect(page.locator("html")).to_have_attribute("dir", LANGUAGES[language])
        found = broken_rules(page) + overlapping(page)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            found += broken_rules(page, "main")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += sideways(page)
            page.screenshot(path=screenshots() / f"{name}-{language}-{width}.png", full_page=True)
        wrong += [f"{name}: {fault}" for fault in found]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar", "ne"])
def test_the_keyboard_reaches_everything(look_around, language):
    wrong = []
    for name, page in look_around(language, viewport=DESK):
        wrong += [f"{name}: {fault}" for fault in walk(page)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_nothing_is_missing_without_scripts(look_around):
    for name, page in look_around("ne", java_script_enabled=False, viewport=PHONE):
        assert len(page.locator("main").inner_text().split()) > 3, name


@in_each(["en", "ar", "ne"], "ar")
def test_what_is_wrong_is_said_beside_the_field(come_as, furnished, language):
    editor = come_as("nepal@example.org", "/en/desk/", viewport=PHONE)
    page = editor.open(f"/{language}/desk/{furnished['desk_returned']}/")
    page.locator("[name=title]").fill("")
    page.locator("[name=text]").fill("क" * 20_001)
    page.evaluate("document.querySelector('main form').noValidate = true")
    editor.expected_status = 422
    page.locator("main form button").first.click()
    for name in ("title", "text"):
        field = page.locator(f"[name={name}]")
        expect(field).to_have_attribute("aria-invalid", "true")
    assert not broken_rules(page) + sideways(page)
    page.screenshot(path=screenshots() / f"desk-refused-{language}.png", full_page=True)


def test_what_is_published_is_changed_and_taken_off_from_its_card(come_as, furnished):
    editor = come_as("nepal@example.org", "/en/desk/", viewport=PHONE)
    published = furnished["desk_published"]
    for what in ("", "withdraw/"):
        page = editor.open("/en/desk/")
        page.locator(f"li a[href='/en/desk/{published}/{what}']").click()
        page.wait_for_url(f"**/en/desk/{published}/{what}")
