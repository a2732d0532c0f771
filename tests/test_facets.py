"""Readers narrow a listing down by what they look for, and see what each step would leave."""

import random
import re
from collections import Counter
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils.html import strip_tags
from wagtail.models import Locale

from core.languages import known
from core.languages.regions import REGION_OF
from core.languages.shelves import shelf_of
from core.vocabularies import Status
from knowledge.models import CaseStudyTheme, ResourceCountry, ResourceLanguage
from tests.corpus import make_varied
from tests.makers import (
    count_queries,
    make_case,
    make_resource,
    publish,
    restrict,
    translate,
)

pytestmark = pytest.mark.django_db

CASES = "/knowledge/case-studies/"
RESOURCES = "/knowledge/resources/"


def find(query="", language="en", listing=CASES):
    response = Client().get(f"/{language}{listing}{query}")
    assert response.status_code == 200
    return response


def titles(response):
    return [item.title for item in response.context["items"]]


def choices(response, name):
    """The choices of a facet as they are offered: {label: count}."""
    groups = {group.name: group for group in response.context["selection"].groups}
    return {c.label: c.count for c in groups[name].choices} if name in groups else {}


def link_to(response, label):
    """Where a choice leads, as the page offers it."""
    links = re.findall(r'<a href="([^"]*)" rel="nofollow"[^>]*>(.*?)</a>', response.text, re.DOTALL)
    return next(unescape(address) for address, words in links if label in strip_tags(words))


@pytest.fixture
def four(site):
    """Four cases of different countries, statuses and languages."""
    make_case(site, "Ant", country="GH", status="active", year_from=2011)
    make_case(
        site, "Bee", country="NP", status="ended", year_from=1995, year_to=2003, level="local"
    )
    make_case(site, "Cat", "fr", country="TG", status="active", law="act")
    translate(make_case(site, "Dog", country="GH", status="ended", year_from=1988), "fr")


def test_several_choices_of_one_facet_widen_and_of_several_narrow(four):
    assert titles(find("?country=gh,np&sort=title")) == ["Ant", "Bee", "Dog"]
    assert titles(find("?country=gh,np&status=ended&sort=title")) == ["Bee", "Dog"]
    assert titles(find("?country=np&status=active")) == []


def test_the_counts_say_what_a_choice_would_leave_under_the_others(four):
    response = find("?status=ended")

    assert choices(response, "country") == {"Ghana": 1, "Nepal": 1}
    assert choices(response, "status") == {"Active": 2, "Ended": 2}


def test_a_choice_is_made_and_taken_back_by_following_its_link(four):
    narrowed = find(link_to(find("?status=active"), "Ghana"))
    assert titles(narrowed) == ["Ant"]

    assert titles(find(link_to(narrowed, "Ghana") + "&sort=title")) == ["Ant", "Cat"]


def test_the_same_choices_have_the_same_address_in_whatever_order_they_were_made(four):
    one = link_to(find("?country=np"), "Ghana")
    other = link_to(find("?country=gh"), "Nepal")

    assert one == other == "?country=gh,np"


def test_choices_are_named_in_the_readers_words_under_one_address(four):
    response = find("?country=gh", "fr")

    assert choices(response, "status") == {"En activité": 1, "N’existe plus": 1}
    assert link_to(response, "N’existe plus") == "?country=gh&status=ended"


def test_regions_gather_their_countries(four):
    response = find()

    assert choices(response, "region") == {"Southern Asia": 1, "Western Africa": 3}
    assert titles(find("?region=western-africa&sort=title")) == ["Ant", "Cat", "Dog"]


def test_a_body_is_found_in_each_decade_in_which_it_stood(four):
    response = find()

    assert choices(response, "years") == {
        "1980–1989": 1, "1990–1999": 1, "2000–2009": 1, "2010–2019": 1, "2020–2029": 1,
    }  # fmt: skip
    assert titles(find("?years=2000-2009")) == ["Bee"]


def test_a_reader_finds_what_can_be_read_in_their_language_only(four):
    response = find("", "fr")
    mine = link_to(response, "dans ma langue")

    assert mine == "?language=fr"
    assert set(titles(find(mine, "fr"))) == {"Cat", "[Dog]"}
    assert choices(response, "language") == {"anglais": 3, "français": 2}


def test_who_has_nothing_in_their_language_is_not_sent_to_nothing(four):
    assert find("", "ne").context["finding"].only_mine is None


def test_listings_are_sorted_by_age_title_and_year(four):
    assert titles(find()) == ["Dog", "Cat", "Bee", "Ant"]
    assert titles(find("?sort=title")) == ["Ant", "Bee", "Cat", "Dog"]
    assert titles(find("?sort=year")) == ["Dog", "Bee", "Ant", "Cat"]
    assert link_to(find("?sort=title"), "Ghana") == "?country=gh&sort=title"


def test_nonsense_in_the_address_chooses_nothing(four):
    query = "?country=xx,,gh'--&status=<b>&sort=no&years=1&page=x&language=zz&kind=%00"

    assert len(titles(find(query))) == 4


def test_nothing_found_says_what_to_do(four):
    html = find("?country=np&status=active").text

    assert "Nothing fits all that is chosen" in html
    assert 'href="?status=active"' in html


def test_paging_keeps_what_was_chosen(site, settings):
    for n in range(25):
        make_case(site, f"Case {n}", country="GH" if n else "NP")

    html = find("?country=gh&sort=title").text

    following = re.search(r'<a rel="next" href="([^"]*)"', html)[1].replace("&amp;", "&")
    assert parse_qs(urlsplit(following).query) == {
        "country": ["gh"], "sort": ["title"], "page": ["2"],
    }  # fmt: skip
    assert len(titles(find(following))) == 4


def test_search_engines_are_sent_to_the_whole_listing_only(four):
    assert '<meta name="robots" content="noindex">' in find("?country=gh").text
    assert "noindex" not in find().text
    assert 'href="http://testserver/en/knowledge/case-studies/"' in find("?country=gh").text


def test_what_is_hidden_is_not_counted_in_any_facet(site, four):
    restrict(make_case(site, "Kanari", country="KE", level="regional"))
    make_case(site, "Kanari draft", country="KE", live=False)

    response = find()

    assert "Kenya" not in choices(response, "country")
    assert response.context["selection"].items.__len__() == 4


def test_resources_are_found_by_kind_place_year_and_the_language_they_are_in(site):
    law = make_resource(site, "Act", kind="law", year=2011, live=False)
    law.countries, law.languages = [ResourceCountry(iso="GH")], [ResourceLanguage(code="en")]
    publish(law)
    film = make_resource(site, "Film", kind="film", year=1999, live=False)
    film.languages = [ResourceLanguage(code="sw"), ResourceLanguage(code="de")]
    publish(film)

    response = find(listing=RESOURCES)
    assert choices(response, "kind") == {"Film": 1, "Law": 1}
    assert choices(response, "written-in") == {"English": 1, "German": 1, "Swahili": 1}
    assert titles(find("?written-in=de", listing=RESOURCES)) == ["Film"]
    assert titles(find("?country=gh&years=2010-2019", listing=RESOURCES)) == ["Act"]


# Figures --------------------------------------------------------------------------------


def test_the_figures_show_the_selection_and_say_the_same_in_a_table(four):
    response = find("?country=gh")
    rows = re.findall(r'<tr><th scope="row">(.*?)</tr>', response.text, re.DOTALL)
    told = [strip_tags(re.sub(r"<t[dh][^>]*>", " ", row)).split() for row in rows]

    assert ["1980–1989", "1", "0", "0"] in told
    assert ["2020–2029", "0", "0", "1"] in told
    assert response.context["by_level"][0].count == 2


def test_the_parts_of_a_column_stand_on_each_other(four):
    for column in find().context["over_time"].columns:
        assert sum(column.counts) == column.total
        feet = [round(top + height, 1) for _colour, top, height in column.parts]
        assert feet[1:] == [top for _colour, top, _height in column.parts][:-1]


def test_nothing_found_shows_no_figures(four):
    assert "figures-row" not in find("?country=np&status=active").text


# A large corpus -------------------------------------------------------------------------


def spelled(value):
    return value.replace("_", "-")


def values_of(facts):
    """What a case is found by, said in another way than the site's."""
    years = []
    if facts["year_from"]:
        last = facts["year_to"]
        if not last:
            is_over = facts["status"] == Status.ENDED
            last = facts["year_from"] if is_over else datetime.now(UTC).year
        years = {year // 10 for year in range(facts["year_from"], last + 1)}
    return {
        "country": {iso.lower() for iso in facts["country"]},
        "region": {REGION_OF[iso] for iso in facts["country"]},
        "theme": {spelled(theme) for theme in facts["theme"]},
        "kind": {spelled(facts["kind"])},
        "level": {spelled(facts["level"])},
        "status": {facts["status"]},
        "law": {facts["law"]} - {""},
        "years": {f"{decade}0-{decade}9" for decade in years},
        "language": set(facts["language"]),
    }


@pytest.fixture
def corpus(site):
    """1,600 cases, a third of them in French and a third in Arabic too: what each is."""
    chance = random.Random(4)
    others = [shelf_of(site.cases, site.languages[code]) for code in ("fr", "ar")]
    section = shelf_of(site.cases, site.languages["ne"])
    made = make_varied(section, others, 1600, chance)
    return [values_of(facts) for facts in made.values()]


def recount(corpus, chosen, name):
    others = {facet: values for facet, values in chosen.items() if facet != name}
    left = [
        case for case in corpus if all(case[facet] & values for facet, values in others.items())
    ]
    return Counter(value for case in left for value in case[name])


def test_the_counts_of_a_large_corpus_are_those_of_a_plain_recount(corpus):
    chance = random.Random(7)
    names = list(corpus[0])
    offered = {name: sorted(set().union(*(case[name] for case in corpus))) for name in names}
    selection = find().context["selection"]
    for _ in range(200):
        chosen = {
            name: set(chance.sample(offered[name], chance.randint(1, min(3, len(offered[name])))))
            for name in chance.sample(names, chance.randint(0, 4))
        }
        one = type(selection)(selection.items, selection.facets, chosen)
        for name in names:
            expected = recount(corpus, chosen, name)
            found = {value: count for value, count in one.counts(name).items() if count}
            assert found == dict(expected), (chosen, name)
        everything = recount(corpus, chosen, "status").total() if "status" not in chosen else None
        assert everything in {None, len(one.found)}


@pytest.mark.one_database
def test_a_large_corpus_costs_no_more_queries_than_four_cases(four, request):
    addresses = [f"{CASES}?status=active&country=gh", f"{CASES}?language=fr", CASES]

    def cost(address):
        Client().get(f"/fr{address}")
        return count_queries(Client().get, f"/fr{address}")[0]

    few = [cost(address) for address in addresses]
    request.getfixturevalue("corpus")
    for code in known.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)

    assert [cost(address) for address in addresses] == few
    assert max(few) <= 12


def test_a_child_row_of_a_translation_counts_once(site):
    case = make_case(site, "Ant", live=False)
    case.themes = [CaseStudyTheme(theme="land")]
    translate(publish(case), "fr")

    assert choices(find(), "theme") == {"Land": 1}
