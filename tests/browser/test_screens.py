"""Every kind of page fits small and large screens in four languages, and works without scripts."""

from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import screenshots

pytestmark = pytest.mark.browser

LANGUAGES = {"en": "ltr", "fr": "ltr", "ne": "ltr", "ar": "rtl"}
WIDTHS = [360, 1280]
CASES = [
    "burundi-local-peace-committees",
    "ghana-national-peace-council",
    "nepal-local-peace-committees",
    "south-africa-national-peace-accord",
]
SCREENS = {
    "front": "",
    "knowledge": "knowledge/",
    "listing": "knowledge/case-studies/",
    **{case.split("-")[0]: f"knowledge/case-studies/{case}/" for case in CASES},
    "not-found": "knowledge/nothing-here/",
    "sign-in": "account/login/",
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits(visit, language, width):
    reader = visit(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    wrong = []
    for name, path in SCREENS.items():
        page = reader.open(f"/{language}/{path}", status=404 if name == "not-found" else 200)
        page.screenshot(path=screenshots() / f"{name}-{language}-{width}.png", full_page=True)
        wrong += [f"{name}: {what}" for what in faults(page, language)]
    assert not wrong, "\n".join(wrong)


def faults(page, language):
    """What is wrong with the page as it stands."""
    if wide := page.evaluate(WIDER_THAN_THE_WINDOW):
        yield f"scrolls sideways: {wide}"
    if (headings := page.locator("h1").count()) != 1:
        yield f"{headings} main headings"
    found = page.locator("html").evaluate("html => [html.lang, html.dir]")
    if found != [language, LANGUAGES[language]]:
        yield f"html is marked {found}"


# What sticks out, when the page is wider than its window.
WIDER_THAN_THE_WINDOW = """() => {
    const root = document.documentElement
    if (root.scrollWidth <= window.innerWidth) return null
    const sticksOut = e => {
        const box = e.getBoundingClientRect()
        return box.right > window.innerWidth + 1 || box.left < -1
    }
    const names = [...document.body.querySelectorAll("*")].filter(sticksOut)
        .map(e => e.tagName.toLowerCase() + (e.className && "." + e.className))
    return `${root.scrollWidth} of ${window.innerWidth}: ` + names.slice(0, 5).join(", ")
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switcher_works_without_scripts(visit, language):
    reader = visit(java_script_enabled=False, viewport={"width": 360, "height": 800})
    for other in set(LANGUAGES) - {language}:
        page = reader.open(f"/{language}/{SCREENS['ghana']}")
        link = page.locator(f'.languages a[hreflang="{other}"]')
        expect(link, "closed at first").to_be_hidden()
        page.locator(".languages summary").click()
        expect(link, f"{other} is offered").to_be_visible()
        box = link.bounding_box()
        assert box["x"] >= 0, f"{other} sticks out at the left"
        assert box["x"] + box["width"] <= 360, f"{other} sticks out at the right"

        link.click()
        page.wait_for_url(f"**/{other}/{SCREENS['ghana']}")
        expect(page.locator("html")).to_have_attribute("lang", other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere_without_scripts(visit, language):
    reader = visit(java_script_enabled=False)
    links = set()
    for name, path in SCREENS.items():
        page = reader.open(f"/{language}/{path}", status=404 if name == "not-found" else 200)
        for link in page.locator("a").all():
            address = link.get_attribute("href")
            assert address, f"{name}: {link.inner_text()!r} has no address"
            target, part = urldefrag(urljoin(page.url, address))
            if target == page.url and part:
                assert page.locator(f'[id="{part}"]').count() == 1, f"{name}: no place {address}"
            elif target.startswith(reader.site.address):
                links.add((target, name))
    dead = {
        f"{name}: {target} answers {answer.status}"
        for target, name in links
        if (answer := reader.context.request.get(target)).status != 200
    }
    # The switcher on a page that is not there leads to the same page in other languages.
    assert not dead, "\n".join(sorted(dead))
