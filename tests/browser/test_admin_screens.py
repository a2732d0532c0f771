"""Every screen of the admin opens for those who work with it, and its scripts run."""

import re
from itertools import chain

import pytest
from django.urls import get_resolver, resolve

from tests.browser.admin_screens import NOT_SCREENS, PREVIEWS, SCREENS

pytestmark = pytest.mark.browser

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
