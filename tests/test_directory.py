"""Who stands behind the knowledge: organisations, what they have a part in, and where."""

import pytest

from knowledge.models import Involvement
from stakeholders.models import ProfileSource
from tests.makers import make_case, make_directory, make_profile, publish, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def directory(site):
    return make_directory(site, slug="who")


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


def test_all_parts_of_an_organisation_in_one_case_are_told(client, directory, council, case):
    case.involvements.add(
        Involvement(stakeholder=council, role="support", year_from=2014, year_to=2015),
        Involvement(stakeholder=council, role="research", year_from=2016, year_to=2016),
    )
    publish(case)

    told = "Is the body itself · 2011–; Supports it · 2014–2015; Has studied it · 2016"
    for address in ("who/national-peace-council", "knowledge/case-studies/ghana"):
        html = client.get(f"/en/{address}/").text
        assert html.count(told) == 1
        assert html.count("<small>Is the body itself") == 1


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


@pytest.mark.parametrize("more", [12, pytest.param(1000, marks=[pytest.mark.slow])])
def test_a_directory_costs_the_same_however_large(
    client, directory, council, case, django_assert_max_num_queries, more
):
    def cost():
        with django_assert_max_num_queries(70) as asked:
            for path in ("who/", "who/national-peace-council/", "who/?kind=ngo&country=gh"):
                assert client.get(f"/en/{path}").status_code == 200
            assert client.get("/en/stakeholders/by-level/?country=GH").status_code == 200
            assert client.get("/en/stakeholders/map/").status_code == 200
        return len(asked)

    make_profile(directory, "The first committee", parents=[council])
    before = cost()
    for number in range(more):
        make_profile(directory, f"Committee {number}", parents=[council])

    assert cost() == before
