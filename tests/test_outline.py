"""The directory by level: each organisation once, under the larger one it is a part of."""

import random
import re
from html.parser import HTMLParser

import pytest
from wagtail.models import Locale

from core.actions import withdraw
from core.languages import known
from stakeholders.models import ProfileCountry, ProfileParent
from stakeholders.outline import DEEPEST, places
from tests.makers import (
    count_queries,
    make_case,
    make_profile,
    publish,
    restrict,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESS = "/en/stakeholders/by-level/"


class Outline(HTMLParser):
    """What stands in the outline: [(heading or title, how deep)], headings at 0."""

    def __init__(self, html):
        super().__init__()
        self.found, self._depth, self._in = [], 0, None
        self.feed(html.partition("<h1")[2].partition("</main>")[0])

    def handle_starttag(self, tag, attributes):
        self._depth += tag == "ul"
        if tag in {"a", "h2"}:
            self._in = tag

    def handle_endtag(self, tag):
        self._depth -= tag == "ul"
        if tag == self._in:
            self._in = None

    def handle_data(self, words):
        if self._in == "h2" or (self._in == "a" and self._depth):
            self.found.append((words, self._depth))


def read(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return Outline(response.text).found


@pytest.fixture
def nepal(directory):
    """A national council with a district and a village in it; another country; a world body."""
    nation = make_profile(directory, "Nation", "NP", level="national")
    district = make_profile(directory, "Bara district", "NP", [nation], level="district")
    make_profile(directory, "Amau village", "NP", [nation, district], level="local")
    make_profile(directory, "Zone alone", "NP", level="local")
    make_profile(directory, "Council of Ghana", "GH", level="national")
    make_profile(directory, "World body", None)
    return nation


def test_a_country_is_read_from_its_nation_down_to_its_villages(client, nepal):
    assert read(client, f"{ADDRESS}?country=NP") == [
        ("National", 0),
        ("Nation", 1),
        ("Bara district", 2),
        ("Amau village", 3),
        ("Local", 0),
        ("Zone alone", 1),
    ]


def test_the_world_is_read_by_level_and_leads_to_its_countries(client, nepal, directory):
    make_profile(directory, "A union of states", None, level="regional")

    assert read(client) == [
        ("Regional, among several countries", 0),
        ("A union of states", 1),
        ("National", 0),
        ("Council of Ghana", 1),
        ("Nation", 1),
        ("Of no one country", 0),
        ("World body", 1),
        ("Country by country", 0),
        ("Ghana", 1),
        ("Nepal", 1),
    ]
    counted = re.findall(r'country=(\w+)">(.*?)</a> <small>(\d+)', client.get(ADDRESS).text)
    assert counted == [("gh", "Ghana", "1"), ("np", "Nepal", "4")]


@pytest.mark.parametrize("wish", ["xx", "", "nepal", "np&country=%00"])
def test_what_is_no_country_chooses_none(client, nepal, wish):
    assert read(client, f"{ADDRESS}?country={wish}") == read(client)


def test_an_organisation_of_several_countries_stands_in_each(client, directory):
    network = make_profile(directory, "Network", "NP")
    network.countries.add(ProfileCountry(iso="GH"))
    publish(network)

    for iso in ("np", "gh"):
        assert ("Network", 1) in read(client, f"{ADDRESS}?country={iso}")


def test_each_stands_once_in_the_readers_nearest_version(client, nepal):
    translate(nepal, "fr", lambda words: words.replace("Nation", "La nation"))

    html = client.get("/fr/stakeholders/by-level/?country=np").text

    assert html.count("La nation</a>") == 1
    assert ">Nation</a>" not in html
    assert html.count("Bara district</a>") == 1


def test_what_may_not_be_read_leaves_its_parts_where_they_are_found(client, nepal, directory):
    restrict(make_profile(directory, "Closed council", "NP", level="national"))
    withdraw(nepal)

    assert read(client, f"{ADDRESS}?country=np") == [
        ("District", 0),
        ("Bara district", 1),
        ("Amau village", 2),
        ("Local", 0),
        ("Zone alone", 1),
    ]


def test_a_circle_ends_and_shows_each_once(client, directory):
    first = make_profile(directory, "First", "NP")
    second = make_profile(directory, "Second", "NP", [first])
    third = make_profile(directory, "Third", "NP", [second])
    first.parents = [ProfileParent(other=third)]
    publish(first)

    found = read(client, f"{ADDRESS}?country=np")

    assert sorted(title for title, depth in found if depth) == ["First", "Second", "Third"]
    assert [depth for title, depth in found] == [0, 1, 2, 3]


def test_what_is_nested_too_deep_stands_beside_what_it_is_a_part_of():
    larger = {n: n - 1 for n in range(2, 5001)}

    above = places(range(1, 5001), larger)

    assert above[1] is None
    assert above[DEEPEST] == DEEPEST - 1
    assert {above[n] for n in range(DEEPEST, 5001)} == {DEEPEST - 1}


def test_whatever_is_said_to_be_part_of_what_each_has_one_place():
    chance = random.Random(7)
    for _ in range(200):
        keys = range(chance.randint(1, 30))
        larger = {key: chance.choice(keys) for key in keys if chance.random() < 0.9}
        above = places(keys, larger)
        assert above.keys() == set(keys)
        for key in keys:
            depth = 1
            while (key := above[key]) is not None:
                depth += 1
            assert depth <= DEEPEST


def test_the_outline_costs_the_same_for_five_and_for_fifty(client, directory):
    addresses = [ADDRESS, f"{ADDRESS}?country=np"]

    def cost(address):
        client.get(address)
        return count_queries(client.get, address)[0]

    nation = make_profile(directory, "Nation", "NP", level="national")
    for n in range(4):
        make_profile(directory, f"Committee {n}", "NP", [nation], level="national")
    five = [cost(address) for address in addresses]
    for n in range(4, 49):
        make_profile(directory, f"Committee {n}", "NP", [nation], level="national")
    for code in known.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)

    assert [cost(address) for address in addresses] == five
    assert max(five) <= 10


def test_the_directory_and_the_countries_lead_there(client, site, nepal):
    make_case(site, "Ghana", country="GH")

    assert f'href="{ADDRESS}"' in client.get("/en/stakeholders/").text
    assert f'href="{ADDRESS}?country=np"' in client.get("/en/knowledge/countries/np/").text
    assert "by-level" not in client.get("/en/knowledge/countries/ke/").text
