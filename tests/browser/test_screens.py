"""Every kind of page fits small and large screens in all languages, and works without scripts."""

from itertools import product
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import screenshots
from tests.browser.judging import sideways
from tests.browser.public_pages import PUBLIC_PAGES, STATUS, in_each, look_at_all

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("furnished")]

LANGUAGES = {
    "en": "ltr", "fr": "ltr", "es": "ltr", "pt": "ltr", "ar": "rtl", "ru": "ltr", "sw": "ltr",
    "ne": "ltr",
}  # fmt: skip
OTHER_CASES = ["burundi-local-peace-committees", "nepal-local-peace-committees"]
SCREENS = PUBLIC_PAGES | {
    case.split("-")[0]: f"/{{}}/knowledge/case-studies/{case}/" for case in OTHER_CASES
}
CASE = PUBLIC_PAGES["case"]
LOOKS = list(product(("light", "dark"), (320, 360, 768, 1280)))
WHERE_THEY_LEAD = "links => links.map(link => [link.innerText, link.getAttribute('href')])"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits(visit, language):
    reader = visit(locale=language, reduced_motion="reduce")
    wrong = []
    for name, page in look_at_all(reader, language, SCREENS):
        for scheme, width in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            look = f"{name}-{language}-{width}" + ("-dark" if scheme == "dark" else "")
            page.screenshot(path=screenshots() / f"{look}.png", full_page=True)
            wrong += [f"{look}: {what}" for what in faults(page, language)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_texts_three_times_as_long_fit(visit, demo_site):
    reader = visit(reduced_motion="reduce")
    address = demo_site.start_server(LONG_TEXTS="1")
    wrong = []
    for name, path in SCREENS.items():
        page = reader.open(path.format("en"), status=STATUS.get(name, 200), address=address)
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            look = f"{name}-long-{width}"
            page.screenshot(path=screenshots() / f"{look}.png", full_page=True)
            wrong += [f"{look}: {what}" for what in faults(page, "en")]
    expect(page.locator(".skip")).to_have_text("Skip to the content " * 2 + "Skip to the content")
    assert not wrong, "\n".join(wrong)


def faults(page, language):
    """What is wrong with the page as it stands."""
    yield from sideways(page)
    if (headings := page.locator("h1").count()) != 1:
        yield f"{headings} main headings"
    found = page.locator("html").evaluate("html => [html.lang, html.dir]")
    if found != [language, LANGUAGES[language]]:
        yield f"html is marked {found}"


@in_each(LANGUAGES, "ar")
def test_the_switcher_works_without_scripts(visit, language):
    reader = visit(java_script_enabled=False, viewport={"width": 360, "height": 800})
    for other in set(LANGUAGES) - {language}:
        page = reader.open(CASE.format(language))
        link = page.locator(f'.languages a[hreflang="{other}"]')
        expect(link, "closed at first").to_be_hidden()
        page.locator(".languages summary").click()
        expect(link, f"{other} is offered").to_be_visible()
        box = link.bounding_box()
        assert box["x"] >= 0, f"{other} sticks out at the left"
        assert box["x"] + box["width"] <= 360, f"{other} sticks out at the right"

        link.click()
        page.wait_for_url("**" + CASE.format(other))
        expect(page.locator("html")).to_have_attribute("lang", other)


@in_each(LANGUAGES, "ar")
def test_every_link_leads_somewhere_without_scripts(visit, language):
    """The ways to narrow a listing are left out: there is no end to them (`test_facets`)."""
    reader = visit(locale=language, java_script_enabled=False)
    links = {}
    for name, page in look_at_all(reader, language, SCREENS):
        for text, address in page.locator("a:not([rel=nofollow])").evaluate_all(WHERE_THEY_LEAD):
            assert address, f"{name}: {text!r} has no address"
            target, part = urldefrag(urljoin(page.url, address))
            if target == page.url and part:
                assert page.locator(f'[id="{part}"]').count() == 1, f"{name}: no place {address}"
            elif target.startswith(reader.site.address):
                links.setdefault(target, name)
    dead = {
        f"{name}: {target} answers {answer.status}"
        for target, name in links.items()
        if (answer := reader.context.request.get(target)).status != 200
    }
    assert not dead, "\n".join(sorted(dead))
