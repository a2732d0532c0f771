"""What the knowledge section holds beside case studies, and what the front page shows of it."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from core.models import File
from knowledge.models import ResourceCase, ResourceLanguage, ResourceTheme
from tests.makers import (
    count_queries,
    make_case,
    make_collection,
    make_resource,
    make_standing_page,
    publish,
    restrict,
    translate,
)

pytestmark = pytest.mark.django_db

RESOURCE = "/knowledge/resources/a-report/"


def read(address):
    response = Client().get(address)
    assert response.status_code == 200
    return response.text


def main_of(html):
    return html.partition("<main")[2].partition("</main>")[0]


# Resources ------------------------------------------------------------------------------


@pytest.fixture
def report(site):
    """A report in Nepali and English on two cases, described in English."""
    document = File.objects.create(title="Report", file=ContentFile(b"Words", name="report.txt"))
    report = make_resource(
        site,
        live=False,
        kind="training",
        authors="A. Author, B. Author",
        year=2013,
        publisher="A Press",
        address="https://example.org/report",
        document=document,
    )
    report.languages = [ResourceLanguage(code="ne"), ResourceLanguage(code="de")]
    report.themes = [ResourceTheme(theme="land")]
    report.cases = [
        ResourceCase(case_study=make_case(site, "Ghana")),
        ResourceCase(case_study=make_case(site, "Kenya", live=False)),
    ]
    return publish(report)


def test_a_reader_learns_whether_a_resource_is_for_them(report):
    html = main_of(read("/en" + RESOURCE))

    told = ["Training", "2013", "A. Author, B. Author", "A Press", "Nepali and German", "Land"]
    assert [word for word in told if word not in html] == []
    assert f'href="{report.document.url}"' in html
    assert "Download (TXT, 5" in html
    assert 'href="https://example.org/report" rel="noopener"' in html


def test_a_resource_leads_to_the_public_cases_it_speaks_of(report):
    html = main_of(read("/fr" + RESOURCE))

    assert 'href="/fr/knowledge/case-studies/ghana/"' in html
    assert "Kenya" not in html


def test_a_case_leads_to_the_resources_that_speak_of_it(site, report):
    private = make_resource(site, "Private", live=False)
    private.cases = [ResourceCase(case_study=report.cases.first().case_study)]
    restrict(publish(private))

    html = main_of(read("/ne/knowledge/case-studies/ghana/"))

    assert f'href="/ne{RESOURCE}"' in html
    assert "Private" not in html


def test_the_facts_of_a_resource_are_the_same_in_every_language(report):
    translate(report, "fr")
    report.year = 2014
    publish(report)

    html = main_of(read("/fr" + RESOURCE))

    assert "[A report]" in html
    assert "2014" in html
    assert "B. Author" in html


def test_the_languages_of_a_resource_are_named_in_the_readers_words(report):
    assert "népalais et allemand" in read("/fr" + RESOURCE)


# Collections ----------------------------------------------------------------------------


def test_a_collection_is_read_in_its_order_each_entry_in_the_readers_language(site):
    first, second = make_resource(site, "Zebra"), make_case(site, "Ant")
    translate(second, "fr")
    translate(make_collection(site, "Begin here", [(first, "Do."), (second, "Then.")]), "fr")

    html = main_of(read("/fr/knowledge/collections/begin-here/"))

    order = ["[Do.]", ">Zebra<", "[Then.]", ">[Ant]<"]
    assert sorted(order, key=html.index) == order
    assert 'href="/fr/knowledge/case-studies/ant/"' in html


def test_a_collection_does_not_tell_of_what_is_not_public(site):
    hidden = make_case(site, "Kanarihidden", live=False)
    restricted = make_resource(site, "Kanarirestricted")
    restrict(restricted)
    make_collection(site, "Begin here", [(hidden, "Kanari one"), (restricted, "Kanari two")])

    assert "anari" not in main_of(read("/en/knowledge/collections/begin-here/"))


@pytest.mark.one_database
def test_a_long_collection_costs_as_much_as_a_short_one(site):
    cases = [make_case(site, f"Case {n}") for n in range(6)]
    resources = [make_resource(site, f"Report {n}") for n in range(6)]
    make_collection(site, "Short", [(cases[0], ""), (resources[0], "")])
    make_collection(site, "Long", [(page, "") for page in (*cases, *resources)])
    addresses = [f"/fr/knowledge/collections/{name}/" for name in ("short", "long")]
    for address in addresses:
        read(address)

    short, long = (count_queries(read, address)[0] for address in addresses)

    assert short == long


# Standing pages -------------------------------------------------------------------------


def foot_of(html):
    return html.partition('class="site-foot"')[2]


def test_standing_pages_are_listed_at_the_foot_of_every_page_in_the_best_version(site):
    about = make_standing_page(site, "About us")
    make_standing_page(site, "Kanari draft", live=False)
    translate(about, "fr")

    assert '<a href="/fr/about-us/" lang="fr" dir="ltr">[About us]</a>' in foot_of(read("/fr/"))
    assert '<a href="/ne/about-us/" lang="en" dir="ltr">About us</a>' in foot_of(read("/ne/"))
    header = read("/fr/").partition("<main")[0]
    assert "About us" not in header
    assert "anari" not in read("/en/")


# The front page -------------------------------------------------------------------------


def rows(*blocks):
    return [(kind, {"heading": f"Row of {kind}"} | value) for kind, value in blocks]


def test_the_front_page_has_the_rows_its_editors_chose_in_their_order(site):
    make_case(site, "Ant")
    older, newer = make_resource(site, "Older", year=2010), make_resource(site, "Newer", year=2020)
    make_collection(site, "Begin here", [(older, ""), (newer, "")])
    publish(
        site.home,
        rows=rows(
            ("figures", {}),
            ("resources", {"number": 1, "chosen": []}),
            ("opening", {"text": "<p>Welcome to all.</p>"}),
            ("collections", {"number": 3, "chosen": []}),
            ("cases", {"number": 3, "chosen": []}),
        ),
    )

    html = main_of(read("/en/"))

    order = [">Row of figures<", ">Newer<", "Welcome to all.", ">Begin here<", ">Ant<"]
    assert sorted(order, key=html.index) == order
    assert ">Older<" not in html


def test_cases_chosen_by_hand_stand_in_the_order_of_the_choice(site):
    ant, bee, _ = (make_case(site, name) for name in ("Ant", "Bee", "Cat"))
    hidden = make_case(site, "Kanari", live=False)
    publish(site.home, rows=rows(("cases", {"number": 3, "chosen": [bee, hidden, ant]})))

    html = main_of(read("/en/"))

    assert html.index(">Bee<") < html.index(">Ant<")
    assert ">Cat<" not in html
    assert "Kanari" not in html


def test_the_figures_count_items_and_not_their_versions(site):
    translate(make_case(site, "Ghana"), "fr")
    make_case(site, "Nepal", "ne", country="NP")
    make_case(site, "Kanari", country="KE", live=False)
    publish(site.home, rows=rows(("figures", {})))

    html = main_of(read("/en/"))

    counted = [part.partition("<")[0] for part in html.split("<dd>")[1:]]
    assert counted == ["2", "2", "0", "3"]  # cases, countries, resources, languages
