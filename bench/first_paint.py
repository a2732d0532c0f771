"""How soon a reader sees a page on a cheap phone and a 2G line, beside what is allowed.

`make bench` runs it, on a demo site of its own in Debian's Chromium.
"""

import statistics
import tempfile
from contextlib import contextmanager
from dataclasses import astuple
from math import inf
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, DemoSite, furnish, run_python
from tests.browser.first_paint import Paint, compressing, first_paint

PAGES = {
    "front page": "/en/",
    "front page, Arabic": "/ar/",
    "section": "/fr/knowledge/",
    "listing, Nepali": "/ne/knowledge/case-studies/",
    "case": "/en/knowledge/case-studies/ghana-national-peace-council/",
    "case, Nepali": "/ne/knowledge/case-studies/nepal-local-peace-committees/",
    "case, Nepali under Arabic menus": "/ar/knowledge/case-studies/nepal-local-peace-committees/",
    "case with a picture": "/en/knowledge/case-studies/talks-at-the-market/",
    "sign in": "/en/account/login/",
}
MOST = Paint(first=3200, largest=inf, shift=0, bytes=40 * 1024, requests=5)
NAMES = ["first ms", "largest ms", "shift", "bytes", "requests"]
FORMATS = [",.0f", ",.0f", ".3f", ",.0f", ",.0f"]
ROUNDS = 3


def main():
    with demo_site() as site, compressing(site) as address, chromium() as browser:
        print(" " * 32, *(f"{name:>11}" for name in NAMES))
        show("at most", astuple(MOST))
        for name, path in PAGES.items():
            rounds = [astuple(first_paint(browser, address + path)) for _ in range(ROUNDS)]
            found = [statistics.median(values) for values in zip(*rounds, strict=True)]
            over = any(value > most for value, most in zip(found, astuple(MOST), strict=True))
            show(name, found, "OVER" if over else "held")


@contextmanager
def demo_site():
    """Gives its address."""
    with tempfile.TemporaryDirectory() as place:
        var = Path(place)
        run_python(var, "manage.py", "migrate", "-v0")
        run_python(var, "manage.py", "build_demo")
        furnish(var)
        site = DemoSite(var)
        try:
            yield site.start_server()
        finally:
            site.stop_servers()


@contextmanager
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def show(name, values, verdict=""):
    cells = [f"{value:{form}}" for value, form in zip(values, FORMATS, strict=True)]
    print(f"{name:32}", *(f"{cell:>11}" for cell in cells), verdict, flush=True)


if __name__ == "__main__":
    main()
