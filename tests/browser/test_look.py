"""Every type of public page can be read by everyone: however they see, steer and print."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CHROMIUM, FLAGS, Visitor
from tests.browser.judging import (
    broken_rules,
    lost_without_colours,
    overlapping,
    sideways,
    unfocused,
    walk,
)
from tests.browser.public_pages import PUBLIC_PAGES, in_each, look_at_all

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("furnished")]

LANGUAGES = ["en", "ar", "ne"]
HEIGHT = 800
PHONE, DESK = {"width": 360, "height": HEIGHT}, {"width": 1280, "height": HEIGHT}
WIDTHS = [320, 360, 768, 1280, 1920]
# What each push looks at. The whole of it is long: `make prove`.
AT_ONCE = [("ar", 360, "light")]
WAYS = [
    pytest.param(*way, id="-".join(map(str, way)), marks=[] if way in AT_ONCE else pytest.mark.slow)
    for way in itertools.product(LANGUAGES, (360, 1280), ("light", "dark"))
]


in_english_at_once = in_each(LANGUAGES, "en")
in_arabic_at_once = in_each(LANGUAGES, "ar")


@pytest.fixture
def come(visit):
    """Give the site a reader of a language, whose browser asks for it."""

    def come(language, **options):
        return visit(locale=language, reduced_motion="reduce", **options)

    return come


def lines(found):
    return "\n".join(found)


# Seeing -----------------------------------------------------------------------


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
def test_nothing_stands_in_the_way_of_a_reader(come, record_figure, language, width, scheme):
    viewport = {"width": width, "height": HEIGHT}
    reader = come(language, viewport=viewport, color_scheme=scheme)
    wrong = []
    for name, page in look_at_all(reader, language):
        wrong += [f"{name}: {fault}" for fault in broken_rules(page) + overlapping(page)]
        page.locator(".languages summary").click()
        wrong += [f"{name}, languages: {rule}" for rule in broken_rules(page, ".languages")]
    record_figure("pages judged by axe", len(PUBLIC_PAGES))
    assert not wrong, lines(wrong)


@in_arabic_at_once
def test_nothing_scrolls_sideways(come, language):
    reader = come(language, viewport=PHONE)
    wrong = []
    for name, page in look_at_all(reader, language):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            wrong += [f"{name}: {fault}" for fault in sideways(page)]
    assert not wrong, lines(wrong)


@pytest.fixture
def large_print(chromium, demo_site):
    """Gives a reader who has set twice the usual size of letters in the browser itself."""
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM, args=[*FLAGS, "--blink-settings=defaultFontSize=32"]
    )
    yield lambda **options: Visitor(browser.new_context(**options), demo_site)
    browser.close()


@in_english_at_once
def test_letters_of_twice_the_size_leave_room_for_each_other(large_print, language):
    reader = large_print(locale=language, viewport=PHONE)
    wrong = []
    for name, page in look_at_all(reader, language):
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        wrong += [f"{name}: {fault}" for fault in sideways(page) + overlapping(page)]
    assert not wrong, lines(wrong)


@in_english_at_once
def test_links_and_borders_stay_where_the_browser_chooses_the_colours(come, language):
    reader = come(language, viewport=PHONE, forced_colors="active")
    wrong = []
    for name, page in look_at_all(reader, language):
        wrong += [f"{name}: {fault}" for fault in lost_without_colours(page)]
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        wrong += [f"{name}: {fault}" for fault in unfocused(page)]
    assert not wrong, lines(wrong)


# Loading ----------------------------------------------------------------------


def words(page):
    """What stands in the page's main part, without what is said to browsers without scripts."""
    main = page.locator("main")
    said = main.inner_text()
    for told in main.locator("noscript").all_inner_texts():
        said = said.replace(told.strip(), "")
    return said.split()


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_the_same_without_scripts_and_pictures(come, language):
    usual = come(language, viewport=PHONE)
    plain = come(language, viewport=PHONE, java_script_enabled=False)
    plain.context.route("**", leave_out_pictures)
    for (name, page), (_, bare) in zip(
        look_at_all(usual, language), look_at_all(plain, language), strict=True
    ):
        assert words(bare) == words(page), name
        assert len(words(bare)) > 5, name
        assert None not in [picture.get_attribute("alt") for picture in bare.locator("img").all()]
        if name == "case-with-a-picture":
            expect(bare.get_by_role("img", name="People at a market")).to_be_visible()


def leave_out_pictures(route):
    if route.request.resource_type == "image":
        route.fulfill(content_type="image/png", body=b"")
    else:
        route.fallback()


# Steering ---------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(come, language):
    reader = come(language, viewport=DESK)
    wrong = []
    for name, page in look_at_all(reader, language):
        wrong += [f"{name}: {fault}" for fault in walk(page)]
    assert not wrong, lines(wrong)


@in_english_at_once
def test_the_keyboard_skips_to_the_text_and_opens_the_languages(come, language):
    reader = come(language, viewport=PHONE)
    page = reader.open(PUBLIC_PAGES["case"].format(language))

    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["height"] >= 40, "the skip link is seen once it has the focus"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    expect(page.locator("main a").first, "the walk goes on in the text").to_be_focused()

    page.goto(page.url.partition("#")[0])
    while not page.locator(".languages summary:focus").count():
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    links = page.locator(".languages li a")
    for number in range(links.count()):
        page.keyboard.press("Tab")
        expect(links.nth(number)).to_be_focused()
        assert not unfocused(page)
    other = links.last.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(other) + "$"))


# Printing ---------------------------------------------------------------------


ACTING = "form, .pagination, .on-screen, .onward, .contribution details:not([open])"


@in_english_at_once
def test_paper_has_the_text_and_no_menus(come, language):
    reader = come(language, viewport=DESK)
    for name, page in look_at_all(reader, language):
        # What is only good for sending, turning pages, choosing and acting.
        page.evaluate(f"document.querySelectorAll('{ACTING}').forEach(e => e.remove())")
        read = words(page)
        page.emulate_media(media="print")
        for furniture in page.locator(".site-nav, .languages, .site-foot, .skip").all():
            expect(furniture, name).to_be_hidden()
        assert words(page) == read, name
        page.emulate_media(media="screen")


# The watch ----------------------------------------------------------------------

FAULTS = {
    broken_rules: "<main><h1>Talks</h1><img src='data:,'></main>",
    sideways: "<p style='width: 2000px'>Talks</p>",
    overlapping: "<p>Talks</p><p style='margin-top: -2rem'>at the market</p>",
    lost_without_colours: "<a href='/' style='color: black; forced-color-adjust: none'>Talks</a>",
    walk: "<a href='/' style='outline: none'>Talks at the market</a>",
}


@pytest.mark.parametrize("judge", FAULTS, ids=lambda judge: judge.__name__)
def test_the_watch_is_awake(come, judge):
    page = come("en", viewport=PHONE).page
    page.set_content(f"<!doctype html><html lang='en'><title>Talks</title>{FAULTS[judge]}")

    assert judge(page)
