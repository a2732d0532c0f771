"""Public pages on a cheap phone at the end of a 2G line. How long it takes: `make bench`."""

import pytest

from tests.browser.first_paint import compressing, first_paint

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {
    "front": "/ar/",
    "listing": "/ne/knowledge/case-studies/",
    "case under other menus": "/ar/knowledge/case-studies/nepal-local-peace-committees/",
    "case with a picture": "/en/knowledge/case-studies/talks-at-the-market/",
    "resource": "/fr/knowledge/resources/a-crucial-link/",
    "collection": "/ar/knowledge/collections/starting-a-committee/",
    "country": "/ne/knowledge/countries/gh/",
    "standing page": "/ne/about/",
    "sign-in": "/fr/account/login/",
}
# The page, its styles and the mark of the site; and what some bring beside.
EVERY_PAGE = 3
MORE = {
    "case with a picture": 1,
    "country": 1,  # the map
    "sign-in": 4,  # what passkeys need
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_still_and_asks_for_little(chromium, demo_site, furnished, page):
    with compressing(demo_site.address) as address:
        paint = first_paint(chromium, address + PAGES[page])

    assert paint.shift == 0
    assert paint.requests <= EVERY_PAGE + MORE.get(page, 0)
    assert paint.bytes <= 40 * 1024
