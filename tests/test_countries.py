"""A page for each country, with what is known about it."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale

from core.languages import known
from knowledge.models import CaseStudyCountry, ResourceCountry
from tests.corpus import make_many
from tests.makers import count_queries, make_case, make_resource, publish, restrict, translate

pytestmark = pytest.mark.django_db


def read(address):
    response = Client().get(address)
    assert response.status_code == 200
    return response.text


def main_of(html):
    return html.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def ghana(site):
    """A case and a resource on Ghana, each with a French version, and something hidden."""
    translate(make_case(site, "Council", country="GH"), "fr")
    report = make_resource(site, "Report", live=False)
    report.countries = [ResourceCountry(iso="GH"), ResourceCountry(iso="TG")]
    translate(publish(report), "fr")
    make_case(site, "Kanari draft", country="GH", live=False)
    restrict(make_case(site, "Kanari closed", country="KE"))


def test_a_country_gathers_what_is_known_about_it_in_the_readers_language(ghana):
    html = main_of(read("/fr/knowledge/countries/gh/"))

    assert "<h1>Ghana</h1>" in html
    assert ">[Council]<" in html
    assert ">[Report]<" in html
    assert "anari" not in html


def test_a_country_is_named_in_the_readers_language(ghana):
    assert "<h1>Afrique du Sud</h1>" in read("/fr/knowledge/countries/za/")


def test_a_country_of_which_nothing_is_known_says_so(ghana):
    assert "There is nothing here yet." in read("/en/knowledge/countries/ke/")


@pytest.mark.parametrize("iso", ["xx", "eu", "GH", "ghana", "g"])
def test_what_is_no_country_is_not_found(db, iso):
    assert Client().get(f"/en/knowledge/countries/{iso}/").status_code == 404


def test_the_map_shows_the_country(ghana):
    html = main_of(read("/en/knowledge/countries/gh/"))

    [sprite] = set(re.findall(r'href="([^"#]*)#c-gh"', html))
    assert 'aria-label="Ghana on a map of the world"' in html
    assert sprite.startswith("/static/core/world")


def test_countries_are_listed_by_region_with_what_there_is_to_read(ghana):
    html = main_of(read("/fr/knowledge/countries/"))

    listed = re.findall(r'countries/(\w+)/">(.*?)</a> <small>(\d+)</small>', html)
    assert listed == [("gh", "Ghana", "2"), ("tg", "Togo", "1")]
    assert "<h2>Afrique occidentale</h2>" in html


def test_a_case_leads_to_the_pages_of_its_countries(site):
    case = make_case(site, "Border", country="GH", live=False)
    case.countries = [CaseStudyCountry(iso="GH"), CaseStudyCountry(iso="TG")]
    publish(case)

    html = main_of(read("/fr/knowledge/case-studies/border/"))

    links = (
        '<a href="/fr/knowledge/countries/gh/">Ghana</a> et <a href="/fr/knowledge/countries/tg/">'
    )
    assert links in html


def test_a_country_with_many_cases_shows_the_latest_and_leads_to_the_rest(site):
    make_many(site.cases, 15)

    html = main_of(read("/fr/knowledge/countries/np/"))

    assert html.count("<h3") == 12
    assert 'href="/fr/knowledge/case-studies/?country=np"' in html


def test_the_switcher_leads_to_the_same_country_in_other_languages(ghana):
    html = read("/en/knowledge/countries/gh/")

    assert 'href="/ar/knowledge/countries/gh/" hreflang="ar"' in html
    assert "not translated yet" not in html


def test_no_page_takes_the_address_of_the_countries(site):
    site.cases.slug = "countries"
    with pytest.raises(ValidationError):
        site.cases.full_clean()


@pytest.mark.one_database
def test_countries_cost_the_same_for_many_cases_and_languages(site, ghana):
    addresses = ["/fr/knowledge/countries/", "/fr/knowledge/countries/np/"]
    make_many(site.cases, 20)

    def cost(address):
        read(address)
        return count_queries(read, address)[0]

    few = [cost(address) for address in addresses]
    make_many(site.cases, 200)
    for code in known.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)

    assert [cost(address) for address in addresses] == few
    assert max(few) <= 10
