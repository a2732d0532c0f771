"""What makes a long text easy to read: what it is, where it leads, how to pass it on."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.images.tests.utils import get_test_image_file_jpeg

from core.languages.shelves import shelf_of
from core.models import Picture
from tests.makers import (
    make_case,
    make_editor,
    make_member,
    make_standing_page,
    publish,
    restrict,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CASE = "/knowledge/case-studies/council/"


def read(address, **headers):
    response = Client().get(address, headers=headers)
    assert response.status_code == 200
    return response.text


def main_of(html):
    return html.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def council(site):
    """A case with four headings, a picture, and one fact that two sources bear out twice."""
    picture = Picture.objects.create(title="x", file=get_test_image_file_jpeg(size=(900, 600)))
    picture.contextual_alt_text = "People at a market"
    body = [("picture", {"image": picture, "caption": "A market"})]
    for number in range(4):
        body += [("heading", f"Part {number}"), ("text", f"<p>{'word ' * 200}</p>")]
    case = make_case(site, "Council", live=False, body=body, kind_sources="act, un")
    case.sources.create(key="act", citation="An act")
    case.sources.create(key="un", citation="A report")
    case.timeline = [("event", {"when": "2011", "text": "Began", "sources": "un"})]
    return publish(case)


# Languages ------------------------------------------------------------------------------


def states(html):
    switcher = html.partition('class="languages"')[2].partition("</nav>")[0]
    found = {}
    for row in switcher.split("<li>")[1:]:
        code = re.search(r'lang="(\w+)" dir', row)[1]
        small = re.search(r"<small[^>]*>(.*?)</small>", row)
        found[code] = small[1] if small else ""
    return found


def test_the_switcher_says_how_far_the_text_is_in_each_language(council):
    translate(council, "fr")
    translate(council, "ar", how="machine")

    assert states(read("/en" + CASE)) == {
        "en": "original",
        "fr": "translated",
        "ar": "translated by a machine",
        "ne": "not translated yet",
    }


def test_the_switcher_says_which_translations_are_behind(council):
    translate(council, "fr")
    council.summary = "Something new."
    publish(council)

    assert states(read("/en" + CASE))["fr"] == "behind the original"


def test_a_listing_that_is_no_page_is_not_called_a_translation(site):
    assert set(states(read("/en/knowledge/countries/")).values()) == {""}


# Long texts -----------------------------------------------------------------------------


def test_the_contents_of_a_long_text_lead_to_its_parts(council):
    html = main_of(read("/fr" + CASE))

    listed = re.findall(r'<a href="#(part-\d+)" lang="en" dir="ltr">(.*?)</a>', html)
    assert [heading for _part, heading in listed] == [f"Part {n}" for n in range(4)]
    for part, heading in listed:
        assert f'<h2 id="{part}">{heading}</h2>' in html


def test_the_headings_of_a_pasted_text_lead_through_it_like_others(site):
    pasted = "".join(f"<h3>Part <b>{n}</b> &amp; more</h3><p>Words.</p>" for n in (1, 2, 3))
    make_case(site, "Pasted", slug="pasted", body=[("text", pasted)])

    html = read("/en/knowledge/case-studies/pasted/")

    assert re.findall(r'<li><a href="#([^"]+)"[^>]*>(Part [^<]+)</a>', html) == [
        (f"part-1-{n}", f"Part {n} &amp; more") for n in (1, 2, 3)
    ]
    assert '<h2 id="part-1-2">Part <b>2</b> &amp; more</h2>' in html


def test_headings_within_a_text_stand_below_those_beside_it(site):
    body = [("heading", "How it began"), ("text", "<h3>The market</h3>")]
    make_case(site, "Both", slug="both", body=body)

    assert "<h3>The market</h3>" in read("/en/knowledge/case-studies/both/")


def test_a_short_text_has_no_contents(site):
    body = [("heading", "One"), ("text", "<p>Words.</p>"), ("heading", "Two")]
    make_standing_page(site, "About", body=body)

    assert 'class="contents"' not in read("/en/about/")


@pytest.mark.parametrize(("language", "minutes"), [("en", 4), ("ar", 7)])
def test_a_reader_learns_how_long_a_text_takes(site, language, minutes):
    words = "<p>" + "x" * 4_000 + "</p>"
    make_case(site, "Long", language, slug="long", body=[("text", words)])

    assert f"{minutes} minutes to read" in read("/en/knowledge/case-studies/long/")


def test_marks_and_sources_lead_to_each_other(council):
    html = main_of(read("/en" + CASE))

    marks = re.findall(r'<a id="([^"]*)" href="#([^"]*)">', html)
    back = re.findall(r'class="back" href="#([^"]*)"', html)
    assert marks == [
        ("mark-1-1", "source-1"), ("mark-2-1", "source-2"), ("mark-2-2", "source-2"),
    ]  # fmt: skip
    assert back == [mark for mark, _source in marks]
    assert all(f'id="{source}"' in html for _mark, source in marks)


# Passing on -----------------------------------------------------------------------------


def test_a_text_is_passed_on_by_plain_links_under_the_readers_address(council):
    html = main_of(read("/fr" + CASE))
    links = re.findall(r'href="([^"]*)"', html.partition('class="share"')[2])

    sent = "http%3A%2F%2Ftestserver%2Ffr%2Fknowledge%2Fcase-studies%2Fcouncil%2F"
    for scheme in ("https://wa.me/", "https://t.me/", "sms:", "mailto:"):
        assert any(link.startswith(scheme) and sent in link for link in links)


def test_nothing_is_broken_by_what_a_title_holds(site):
    make_case(site, 'A & B? "50 %" #1', slug="odd")

    html = main_of(read("/en/knowledge/case-studies/odd/"))

    assert "text=A%20%26%20B%3F%20%2250%20%25%22%20%231" in html


# Words only -----------------------------------------------------------------------------


def words_of(html):
    return " ".join(strip_tags(html).split())


def test_a_reader_who_asks_for_words_only_gets_no_picture_and_loses_no_word(council):
    whole, words = read("/en" + CASE), read("/en" + CASE + "?text")

    assert "<img" in whole
    assert "<img" not in main_of(words)
    assert 'class="band"' not in words
    assert "[People at a market]" in words
    assert words_of(main_of(whole)) == words_of(main_of(words)).replace("[People at a market] ", "")


def test_words_only_is_offered_first_where_the_browser_saves_data(council):
    offer = "Read this without pictures"

    assert offer in main_of(read("/en" + CASE, save_data="on"))
    assert offer not in read("/en" + CASE)
    assert offer not in read("/en" + CASE + "?text", save_data="on")
    assert "Save-Data" in Client().get("/en" + CASE)["Vary"]
    assert 'href="?text"' in read("/en" + CASE)


# Helping to translate -------------------------------------------------------------------


def help_address(page, language="en"):
    return f"/{language}/translate/{page.translation_key}/"


def test_a_text_leads_to_helping_with_its_translation(council):
    assert f'href="{help_address(council, "fr")}"' in read("/fr" + CASE)

    html = main_of(read(help_address(council, "fr")))
    assert "Council" in html
    assert f"/fr/account/login/?next=/fr/translate/{council.translation_key}/" in html


def test_a_translator_begins_from_there(client, site, council):
    begin = reverse("wagtail_localize:submit_page_translation", args=[council.pk])
    client.force_login(make_editor(shelf_of(site.home, site.languages["fr"])))
    assert begin in client.get(help_address(council)).text

    client.force_login(make_member())
    assert begin not in client.get(help_address(council)).text


def test_nobody_is_helped_to_what_they_may_not_read(site):
    hidden = make_case(site, "Kanari", live=False)
    closed = make_case(site, "Kanari closed")
    restrict(closed)

    for page in (hidden, closed):
        assert Client().get(help_address(page)).status_code == 404
