"""An editor sees all case studies and resources at a glance, and what is wrong with their own."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.images.tests.utils import get_test_image_file_jpeg

from core.languages.shelves import shelf_of
from core.models import Picture
from knowledge.models import CaseStudySource
from tests.makers import (
    count_queries,
    make_case,
    make_editor,
    make_resource,
    make_standing_page,
    publish,
    translate,
)

pytestmark = pytest.mark.django_db

CASES, RESOURCES = "/admin/case-studies/", "/admin/resources/"
NO_SOURCE, NO_WORDS, BEHIND = (
    f"/admin/reports/{name}/" for name in ("without-source", "without-words", "behind")
)


def rows(client, address, **query):
    """The rows of a listing, each as the words of its cells."""
    response = client.get(address, query)
    assert response.status_code == 200
    table = response.text.partition("<main")[2].partition("<tbody")[2].partition("</tbody>")[0]
    cells = [row.split("</td>") for row in table.split("</tr>")]
    return [
        [strip_tags(cell.partition("<td")[2].partition(">")[2]) for cell in row] for row in cells
    ]


def listed(client, address, **query):
    found = rows(client, address, **query)
    return "\n".join(" | ".join(" ".join(cell.split()) for cell in row) for row in found)


@pytest.fixture
def neighbour(client, site):
    """An editor of another section in English, who may not edit the case studies."""
    client.force_login(make_editor(site.resources))
    return client


@pytest.fixture
def french_editor(client, site):
    client.force_login(make_editor(shelf_of(site.cases, site.languages["fr"])))
    return client


# Listings --------------------------------------------------------------------------------


def test_an_editor_sees_country_status_language_and_other_languages_of_each_case(
    admin_client, site
):
    case = make_case(site, "Ghana", country="GH", status="dormant")
    translate(case, "fr")
    translate(case, "ne", live=False)
    translate(case, "ar")
    publish(case, summary="Another summary.")

    html = listed(admin_client, CASES)

    for said in ("Ghana", "Dormant", "English", "Arabic", "(1 passage behind)", "(draft)"):
        assert said in html, said


@pytest.fixture
def three_cases(site):
    make_case(site, "Ant", country="GH", status="dormant")
    make_case(site, "Bee", country="NP", kind="network")
    make_case(site, "Cat", "fr", country="NP", live=False)
    return site


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "dormant"}, ["Ant"]),
        ({"countries": "NP"}, ["Bee", "Cat"]),
        ({"countries": ["GH", "NP"], "kind": "network"}, ["Bee"]),
        ({"countries": "NP", "q": "Bee"}, ["Bee"]),
        ({"status": "nonsense"}, ["Ant", "Bee", "Cat"]),
    ],
)
def test_an_editor_finds_cases_by_what_they_are(admin_client, three_cases, query, found):
    html = listed(admin_client, CASES, **query)

    assert [name for name in ("Ant", "Bee", "Cat") if f"| {name} |" in html] == found


def test_an_editor_finds_cases_by_their_language(admin_client, three_cases):
    html = listed(admin_client, CASES, language=three_cases.languages["fr"].pk)

    assert [name for name in ("Ant", "Bee", "Cat") if f"| {name} |" in html] == ["Cat"]


def test_an_editor_sees_the_kind_and_year_of_each_resource(admin_client, site):
    make_resource(site, "Report", kind="film", year=2013)
    make_resource(site, "Another", kind="law")

    html = listed(admin_client, RESOURCES, kind="film")

    assert "2013" in html
    assert "Report" in html
    assert "Another" not in html


def test_a_translation_that_is_behind_says_so_in_its_own_row(french_editor, site):
    case = make_case(site, "Ghana")
    translate(case, "fr")
    publish(case, summary="Another summary.")

    html = listed(french_editor, CASES)
    assert "| [Ghana] | Ghana | Active | French (1 passage behind) | English |" in html


def test_an_editor_sees_no_case_of_others_and_no_draft_of_another_language(french_editor, site):
    case = make_case(site, "Kanari hidden", live=False)
    known = make_case(site, "Ghana")
    translate(known, "fr", live=False)
    translate(known, "ne", live=False)
    translate(known, "ar")

    html = listed(french_editor, CASES)

    assert "[Ghana]" in html
    assert "Arabic and English" in html
    assert "Nepali" not in html
    assert case.title not in html


@pytest.mark.one_database
def test_a_long_listing_costs_as_much_as_a_short_one(admin_client, site):
    def one(number):
        case = make_case(site, f"Case {number}", country="NP")
        for language in ("fr", "ar"):
            translate(case, language)

    one(0)
    listed(admin_client, CASES)
    few, _ = count_queries(listed, admin_client, CASES)
    for number in range(1, 5):
        one(number)

    assert count_queries(listed, admin_client, CASES)[0] == few


# Reports ---------------------------------------------------------------------------------


def picture(alt, decorative=False):
    image = Picture.objects.create(title="Market", file=get_test_image_file_jpeg())
    image.contextual_alt_text, image.decorative = alt, decorative
    return "picture", {"image": image, "caption": "A market"}


@pytest.fixture
def faults(site):
    """Cases with and without what readers need."""
    good = make_case(site, "Good case", body=[picture("People at a market"), picture("", True)])
    good.sources = [CaseStudySource(key="act", citation="An act")]
    publish(good)
    make_case(site, "Bad case", body=[picture(""), picture(""), ("heading", "picture")])
    make_case(site, "Draft case", live=False)
    translate(good, "fr")
    return site


def test_an_editor_finds_cases_without_a_source(admin_client, faults):
    html = listed(admin_client, NO_SOURCE)

    assert "Bad case" in html
    assert "Good case" not in html
    assert "Draft case" not in html


def test_an_editor_finds_pictures_without_a_description(admin_client, faults):
    html = listed(admin_client, NO_WORDS)

    assert "Bad case" in html
    assert "Good case" not in html
    assert "| 2 |" in html


def test_a_translator_finds_translations_that_are_behind(admin_client, site):
    case = make_case(site, "Ghana")
    translate(case, "fr")
    translate(make_standing_page(site, "About"), "ne")
    assert "[Ghana]" not in listed(admin_client, BEHIND)

    publish(case, summary="Another.", place="Accra")
    html = listed(admin_client, BEHIND)

    assert "[Ghana]" in html
    assert "[About]" not in html
    assert html.count("Ghana") == 1
    assert "French" in html
    assert "| 2 |" in html


@pytest.mark.parametrize("address", [NO_SOURCE, NO_WORDS, BEHIND])
def test_reports_name_only_what_one_may_edit(neighbour, faults, address):
    make_case(faults, "Kanari", body=[picture("")])
    case = make_case(faults, "Kanarion")
    translate(case, "fr")
    publish(case, summary="Another.")

    assert "anari" not in listed(neighbour, address)


@pytest.mark.parametrize("address", [NO_SOURCE, NO_WORDS, BEHIND])
@pytest.mark.slow
def test_a_long_report_costs_as_much_as_a_short_one(admin_client, site, address):
    def one(number):
        case = make_case(site, f"Bad {number}", body=[picture("")])
        translate(case, "fr")
        publish(case, summary="Another.")

    one(0)
    listed(admin_client, address)
    few, _ = count_queries(listed, admin_client, address)
    for number in range(1, 5):
        one(number)

    assert count_queries(listed, admin_client, address)[0] == few


def test_the_menus_lead_to_the_listings_and_reports(admin_client, site):
    html = admin_client.get(reverse("wagtailadmin_home")).text

    for address in (CASES, RESOURCES, NO_SOURCE, NO_WORDS, BEHIND):
        assert address in html
