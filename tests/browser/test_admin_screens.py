"""Every screen of the admin opens for those who work with it, and its scripts run."""

import re
from itertools import chain

import pytest
from django.urls import get_resolver, resolve
from playwright.sync_api import expect

from tests.browser.admin_screens import NOT_SCREENS, PREVIEWS, SCREENS
from tests.browser.conftest import screenshots

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Scripts that start with the page have drawn what they draw.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


@pytest.mark.parametrize("email", SCREENS)
def test_every_screen_opens(come_as, furnished, email):
    visitor = come_as(email)
    elsewhere = []
    for screen in SCREENS[email]:
        address = "/admin/" + screen.format(**furnished)
        page = visitor.open(address)
        page.evaluate(DRAWN)
        if page.url != visitor.site.address + address:
            elsewhere.append(f"{address} leads to {page.url}")
    assert not elsewhere, "\n".join(elsewhere)


def test_previews_keep_the_rules_of_public_pages(come_as, furnished):
    editor = come_as("editor@example.org")
    rules = policy_of(editor, "/en/")
    for preview in PREVIEWS:
        address = "/admin/" + preview.format(**furnished)
        editor.open(address)
        assert policy_of(editor, address) == rules, preview


def policy_of(visitor, address):
    answer = visitor.context.request.get(visitor.site.address + address)
    return answer.headers["content-security-policy"]


# Ours, or written on by us: they are read on a phone, too, and from right to left.
OURS = {
    "translation": "pages/{accord_in_french}/edit/",
    "submit": "localize/submit/page/{accord}/",
    "update": "localize/update/{source}/",
    "write-in": "items/{cases}/write-in/",
    "withdraw": "items/{ghana}/withdraw/",
    "read-over": "items/{ghana_in_french}/review/",
    "start": "",
    "case-studies": "case-studies/",
    "behind": "reports/behind/",
    "contacts": "contacts/",
    "contact": "profiles/{council}/contacts/add/",
    "look": "contacts/{contact}/",
    "map": "profiles/{council}/map/",
    "import": "profiles/import/",
    "queue": "dialogue/",
    "moderate": "dialogue/{waits}/",
    "closing": "dialogue/pages/{question}/",
    "editors": "profiles/{committee}/editors/",
    "withdrawn": "withdrawn/",
    "bring-back": "withdrawn/{withdrawn}/",
}


@pytest.fixture
def arab_on_a_phone(visit, furnished):
    """Who may open all screens, signed in anew: a changed account gets a new session."""
    visitor = visit(viewport={"width": 360, "height": 800})
    visitor.sign_in("admin@example.org")
    page = visitor.open("/admin/account/")
    page.locator("#id_locale-preferred_language").select_option("ar")
    page.locator("main form footer button, main form button[type=submit]").last.click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    return visitor


def test_our_screens_fit_a_phone_in_arabic(arab_on_a_phone, furnished):
    wrong = []
    for name, screen in OURS.items():
        page = arab_on_a_phone.open("/admin/" + screen.format(**furnished))
        page.evaluate(DRAWN)
        page.screenshot(path=screenshots() / f"admin-{name}-ar-360.png")
        if cut := page.evaluate(CUT_OFF):
            wrong.append(f"{name}: {cut}")
    assert not wrong, "\n".join(wrong)


# Parts that are wider than their place. The admin hides what sticks out of the window.
CUT_OFF = """() => [...document.querySelectorAll("main .nice-padding")]
    .filter(e => e.scrollWidth > e.clientWidth + 1)
    .map(e => `${e.scrollWidth} of ${e.clientWidth}: ${e.innerText}`).join(", ")"""


def test_texts_take_their_own_direction_under_arabic_menus(arab_on_a_phone, furnished):
    page = arab_on_a_phone.open(f"/admin/pages/{furnished['ghana']}/edit/")
    expect(page.locator("#id_summary")).to_have_css("unicode-bidi", "plaintext")
    expect(page.locator("#id_title")).to_have_css("unicode-bidi", "plaintext")

    arab_on_a_phone.open("/admin/" + OURS["translation"].format(**furnished))
    words = page.locator(".js-translation-editor li p")
    expect(words.first, "the original").to_have_css("unicode-bidi", "plaintext")
    for text in words.all()[:2]:
        expect(text, "not bent").to_have_css("font-style", "normal")


def test_what_is_missing_is_said_below_the_head_of_the_editor(come_as, furnished):
    page = come_as("editor@example.org").open("/admin/" + OURS["translation"].format(**furnished))
    said, head, words = (
        page.locator(place).first.bounding_box()["y"]
        for place in (".translation-state", ".header-meta--locales", ".js-translation-editor li")
    )
    assert head < said < words


def test_no_screen_is_forgotten():
    names = dict(admin_routes())
    opened = {names[route_of(screen)] for screen in chain(PREVIEWS, *SCREENS.values())}
    no_screens = re.compile("|".join(chain(*NOT_SCREENS.values())))

    forgotten = {name for name in names.values() if not no_screens.fullmatch(name)} - opened

    assert not forgotten


def route_of(screen):
    return resolve("/admin/" + re.sub(r"{\w+}", "1", screen).partition("?")[0]).route


def admin_routes():
    for resolver in get_resolver().url_patterns:
        if str(resolver.pattern) == "admin/":
            yield from routes_below(resolver, "admin/")


def routes_below(resolver, route, namespaces=()):
    """Each (route, name) of the URLconf. What has no name here stands before what has."""
    for pattern in resolver.url_patterns:
        below = route + str(pattern.pattern).removeprefix("^")
        if hasattr(pattern, "url_patterns"):
            own = [pattern.namespace] if pattern.namespace else []
            yield from routes_below(pattern, below, [*namespaces, *own])
        elif pattern.name:
            yield below, ":".join([*namespaces, pattern.name])
