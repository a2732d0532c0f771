"""What hostile people type in dialogues runs in no browser, from left to right or from right to
left, with the Content-Security-Policy out of the way."""

import xml.etree.ElementTree as ElementTree

import pytest

from tests.browser.test_nothing_runs import written_by

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def written(demo_site):
    """What came of typing all texts at all doors of the dialogues of the demo site."""
    return written_by("tests.hostile.write_dialogues", demo_site)


@pytest.fixture
def signed_in(open_reader, demo_site, written):
    """Give a reader in the window of the author, or of a moderator."""

    def come(who):
        reader = open_reader(viewport={"width": 1400, "height": 1000})
        cookie = {"name": "sessionid", "value": written["sessions"][who]}
        reader.page.context.add_cookies([cookie | {"url": demo_site.address}])
        reader.change_nothing()
        return reader

    return come


def assert_nothing_runs(reader, site, paths, record_figure, what):
    for path in paths:
        reader.open(site.address + path)
    record_figure(f"{what} read", len(paths))
    assert reader.fired == {}
    assert reader.failed == []


def test_the_texts_were_stored_and_no_answer_broke(written):
    assert all(rows > 10 for rows in written["stored"].values()), written["stored"]
    assert written["broken"] == []


def test_no_text_runs_for_readers(open_reader, demo_site, written, record_figure):
    assert_nothing_runs(open_reader(), demo_site, written["pages"], record_figure, "public pages")


def test_no_text_runs_where_a_feed_is_read(open_reader, demo_site, written, record_figure):
    reader, number = open_reader(), 0
    for path in written["feeds"]:
        answer = reader.page.context.request.get(demo_site.address + path)
        entries = ElementTree.fromstring(answer.text()).findall(f"{ATOM}entry")
        assert "fire(" in answer.text()
        reader.where = path
        reader.read_pieces([entry.findtext(f"{ATOM}summary") for entry in entries])
        number += len(entries)
    record_figure("entries of feeds read", number)
    assert number > 10
    assert reader.fired == {}


def test_no_text_runs_for_its_author(signed_in, demo_site, written, record_figure):
    reader = signed_in("author")
    assert_nothing_runs(reader, demo_site, written["own"], record_figure, "pages of the author")


@pytest.mark.parametrize(("who", "direction"), [("moderator", "ltr"), ("arab", "rtl")])
def test_no_text_runs_for_moderators(signed_in, demo_site, written, record_figure, who, direction):
    reader = signed_in(who)
    reader.page.goto(f"{demo_site.address}/admin/dialogue/")
    assert reader.page.evaluate("document.documentElement.dir") == direction
    assert_nothing_runs(reader, demo_site, written["screens"], record_figure, "screens")


def test_no_text_runs_in_what_is_said_to_who_typed_it(signed_in, demo_site, written):
    reader = signed_in("moderator")
    for door, answers in written["answers"].items():
        for html in answers:
            reader.page.goto(f"{demo_site.address}/admin/account/")
            reader.read(html, door)
    assert reader.fired == {}
