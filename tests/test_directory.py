"""Who stands behind the knowledge: organisations, what they have a part in, and where."""

import pytest

from knowledge.models import Involvement
from stakeholders.models import (
    ProfileCountry,
    ProfilePage,
    ProfileParent,
    ProfileSource,
    StakeholdersPage,
)
from tests.makers import make_case, publish, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def directory(site):
    section = site.home.add_child(instance=StakeholdersPage(title="Stakeholders", slug="who"))
    return publish(section)


def make_profile(directory, title, country="GH", parents=(), **fields):
    fields = {"summary": f"What {title} does.", "kind": "ngo"} | fields
    profile = ProfilePage(title=title, **fields)
    profile.countries = [ProfileCountry(iso=country)]
    profile.parents = [ProfileParent(other=parent) for parent in parents]
    directory.add_child(instance=profile)
    return publish(profile)


@pytest.fixture
def council(directory):
    council = make_profile(
        directory,
        "National Peace Council",
        kind="state_body",
        level="national",
        founded=2011,
        website="https://www.peacecouncil.gov.gh/",
    )
    council.names = "Conseil national de paix"
    council.sources = [ProfileSource(citation="An act", url="https://example.org/act")]
    return publish(council)


@pytest.fixture
def case(site, council):
    case = make_case(site, "Ghana", slug="ghana")
    case.involvements = [Involvement(stakeholder=council, role="body", year_from=2011)]
    return publish(case)


def test_a_profile_says_what_the_organisation_is_and_where_that_can_be_looked_up(
    client, directory, council
):
    html = client.get("/fr/who/national-peace-council/").text

    for said in ("Organisme d’État", "2011", "Conseil national de paix", "An act"):
        assert said in html, said
    assert 'href="https://www.peacecouncil.gov.gh/"' in html
    assert 'href="/fr/knowledge/countries/gh/"' in html


def test_what_an_organisation_has_a_part_in_is_told_on_both_sides(client, directory, council, case):
    translate(case, "fr", lambda words: words.replace("Ghana", "Le Ghana"))

    profile = client.get("/fr/who/national-peace-council/").text
    assert ">Le Ghana</a>" in profile
    assert "Est l’organe lui-même" in profile
    for language in ("en", "fr", "ne"):
        html = client.get(f"/{language}/knowledge/case-studies/ghana/").text
        assert f'href="/{language}/who/national-peace-council/"' in html


def test_a_part_in_what_nobody_may_read_is_not_told(client, directory, council, case):
    case.unpublish()

    assert "Ghana</a> <small" not in client.get("/en/who/national-peace-council/").text


def test_the_smaller_organisation_leads_to_the_larger_and_back(client, directory, council):
    make_profile(directory, "Peace Council of the North", parents=[council])

    north = client.get("/ar/who/peace-council-of-the-north/").text
    whole = client.get("/ar/who/national-peace-council/").text

    assert 'href="/ar/who/national-peace-council/"' in north
    assert 'href="/ar/who/peace-council-of-the-north/"' in whole


def test_organisations_are_found_by_kind_and_place(client, directory, council):
    make_profile(directory, "Village elders", "NP", kind="local_committee")

    everything = client.get("/en/who/").text
    some = client.get("/en/who/?country=np").text
    none = client.get("/en/who/?country=np&kind=state-body").text

    assert "Village elders" in everything
    assert "National Peace Council" in everything
    assert "National Peace Council" not in some
    assert "Nothing fits" in none


def test_the_menu_keeps_its_order_on_what_is_shown_from_another_language(
    client, directory, council
):
    directory.show_in_menus = True
    publish(directory)

    menu = client.get("/fr/who/national-peace-council/").text.partition("site-nav")[2]

    assert menu.index("/fr/knowledge/") < menu.index("/fr/who/")


def test_a_country_shows_its_organisations(client, directory, council):
    assert "National Peace Council" in client.get("/ne/knowledge/countries/gh/").text
    assert "National Peace Council" not in client.get("/ne/knowledge/countries/np/").text


def test_a_directory_costs_the_same_however_large(
    client, directory, council, case, django_assert_max_num_queries
):
    def cost():
        with django_assert_max_num_queries(40) as asked:
            assert client.get("/en/who/").status_code == 200
            assert client.get("/en/who/national-peace-council/").status_code == 200
        return len(asked)

    make_profile(directory, "The first committee", parents=[council])
    before = cost()
    for number in range(12):
        make_profile(directory, f"Committee {number}", parents=[council])

    assert cost() == before
