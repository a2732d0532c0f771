"""Whoever follows every link of the starting site finds a page, in the right language."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from core.languages.known import LANGUAGES
from tests.conftest import kept_for_a_module
from tests.test_nothing_outside import Addresses, hosts_asked_by

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EIGHT = ["en", "fr", "es", "pt", "ar", "ru", "sw", "ne"]
FAR_TOO_MANY = 3000
HTML = re.compile(r'<html lang="([a-z]+)" dir="([a-z]+)"')
PARTS = re.compile(r'<(?:article|h1|h2|h3|div|a|li|p|ul|span)\b[^>]*\slang="([a-z]+)"[^>]*>')
DIRECTION = re.compile(r'\sdir="([a-z]+)"')


@pytest.fixture(scope="module")
def built_site(django_db_setup, django_db_blocker):
    with kept_for_a_module(django_db_blocker):
        call_command("build_demo", verbosity=0)
        yield


def links_of(address, html):
    """(links to pages of ours, files that the browser asks us for), without queries."""
    found = Addresses(html)
    here = f"http://testserver{address}"
    inner = [urlsplit(urldefrag(urljoin(here, link)).url) for link in found.linked]
    pages = {p.path for p in inner if p.netloc == "testserver" and not p.query}
    files = [urlsplit(urljoin(here, link)) for link in found.fetched]
    return pages, {f.path for f in files if f.netloc == "testserver" and f.scheme == "http"}


def direction(code):
    return "rtl" if LANGUAGES[code].rtl else "ltr"


def test_every_address_leads_to_a_page_in_its_language(built_site, db, client, record_figure):
    sitemap = client.get("/sitemap.xml").text
    waiting = {urlsplit(found).path for found in re.findall(r"<loc>([^<]+)</loc>", sitemap)}
    waiting |= {f"/{code}/" for code in EIGHT}
    seen, assets, wrong = set(), set(), []
    while waiting:
        address = waiting.pop()
        seen.add(address)
        assert len(seen) < FAR_TOO_MANY, "the walk does not end"
        response = client.get(address)
        if response.status_code == 302:  # where one signs in first
            response = client.get(response["Location"])
        if response.status_code != 200:
            wrong.append((address, response.status_code))
            continue
        html, code = response.text, address.split("/")[1]
        if HTML.search(html).groups() != (code, direction(code)):
            wrong.append((address, HTML.search(html).group()))
        for part in PARTS.finditer(html):
            told = DIRECTION.search(part.group())
            if not told or told[1] != direction(part[1]):
                wrong.append((address, part.group()))
        if asked := hosts_asked_by(html):
            wrong.append((address, asked))
        pages, files = links_of(address, html)
        waiting |= pages - seen
        assets |= files - pages

    record_figure("pages read", len(seen))
    assert wrong == []
    assert {address.split("/")[1] for address in seen} == set(EIGHT)
    assert len(seen) > 80 * len(EIGHT)
    for path in assets:
        if path.startswith("/static/"):
            assert finders.find(path.removeprefix("/static/")), path
        else:
            assert path in seen or client.get(path).status_code == 200, path
