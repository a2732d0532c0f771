"""What a page costs in queries: the same whatever the corpus and the number of languages."""

import gzip

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file_jpeg
from wagtail.models import Locale, PageViewRestriction

from core.languages import known
from core.languages.shelves import shelf_of
from core.models import File, Picture
from knowledge.models import CaseStudyPage
from stakeholders.models import ProfilePage, StakeholdersPage
from tests.corpus import make_many
from tests.makers import count_queries, make_case, publish, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CASE = "/knowledge/case-studies/full/"
LISTING = "/knowledge/case-studies/"


def cost(address):
    """Queries of a page that someone has opened before."""
    Client().get(address)
    queries, response = count_queries(Client().get, address)
    assert response.status_code == 200
    return queries


def make_picture():
    return Picture.objects.create(title="Market", file=get_test_image_file_jpeg(size=(900, 600)))


def make_file():
    return File.objects.create(title="Act", file=ContentFile(b"An act", name="act.txt"))


@pytest.fixture
def full(site):
    """A Nepali case with every kind of child row, links in its text, and translations."""
    other = make_case(site, "Other", slug="other")
    link = f'<p><a linktype="page" id="{other.pk}">Other</a></p>'
    picture = {"image": make_picture(), "caption": "A market"}
    picture["image"].contextual_alt_text = "People at a market"
    body = [("text", link)] * 3 + [("picture", picture)] * 3 + [("document", make_file())] * 2
    case = make_case(site, "Full", "ne", slug="full", live=False, body=body)
    case.themes.create(theme="women")
    case.sources.create(key="act", citation="An act", document=make_file())
    case.related_cases.create(other=other)
    section = site.home.add_child(instance=StakeholdersPage(title="Stakeholders", slug="who"))
    profile = ProfilePage(title="Council", summary="Words", kind="ngo")
    section.add_child(instance=profile)
    case.involvements.create(stakeholder=publish(profile), role="body", year_from=2011)
    case.kind_sources = "act"
    case.timeline = [("event", {"when": "2011-05", "text": "Began", "sources": "act"})]
    case = publish(case)
    translate(case, "ar")
    return case


def run_all_languages():
    for code in known.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


def test_a_case_read_directly_costs_at_most_fourteen_queries(full):
    assert cost("/ne" + CASE) <= 14


def test_a_case_read_by_fallback_costs_at_most_two_more(full):
    assert cost("/fr" + CASE) <= 16


def test_a_listing_costs_at_most_twelve_queries(full):
    assert cost("/fr" + LISTING) <= 12


def test_thirty_four_languages_cost_no_more_than_four(full):
    addresses = ["/ne" + CASE, "/fr" + CASE, "/fr" + LISTING, "/fr/"]
    few = {address: cost(address) for address in addresses}
    run_all_languages()

    assert {address: cost(address) for address in addresses} == few


def test_many_cases_cost_no_more_than_a_page_of_them(site, full):
    addresses = [CASE, LISTING, LISTING + "?page=9", "/", "/knowledge/"]
    nepali = shelf_of(site.cases, site.languages["ne"])
    make_many(nepali, 20)
    few = {address: cost("/fr" + address) for address in addresses}
    make_many(nepali, 1600)

    assert {address: cost("/fr" + address) for address in addresses} == few


def test_a_hundred_restrictions_cost_no_query(site, full):
    nepali = shelf_of(site.cases, site.languages["ne"])
    few = {address: cost(address) for address in ("/fr" + CASE, "/fr" + LISTING)}
    make_many(nepali, 100)
    for page in CaseStudyPage.objects.filter(slug__startswith="made-"):
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert {address: cost(address) for address in few} == few


def test_the_sitemap_costs_as_much_for_many_cases_as_for_few(site, full):
    nepali = shelf_of(site.cases, site.languages["ne"])
    few = cost("/sitemap.xml")
    make_many(nepali, 100)

    assert cost("/sitemap.xml") == few


# Weight -----------------------------------------------------------------------------


def compressed(text):
    return len(gzip.compress(text if isinstance(text, bytes) else text.encode(), 9))


def stylesheet():
    with open(finders.find("core/site.css"), "rb") as css:
        return compressed(css.read())


def test_an_article_with_its_styles_fits_into_the_first_packets(site):
    words = "<p>" + "शान्ति समितिले बजारमा भेला गर्‍यो। " * 150 + "</p>"
    make_case(site, "Long", "ne", slug="long", body=[("text", words)])

    html = Client().get("/ar/knowledge/case-studies/long/").text

    assert compressed(html) + stylesheet() <= 14 * 1024
    assert stylesheet() <= 6 * 1024
    assert "<script" not in html


def test_the_front_page_is_light(site):
    nepali = shelf_of(site.cases, site.languages["ne"])
    make_many(nepali, 20)

    assert compressed(Client().get("/ar/").text) + stylesheet() <= 30 * 1024


def test_a_profile_costs_at_most_ten_queries(site):
    section = site.home.add_child(instance=StakeholdersPage(title="Stakeholders", slug="who"))
    publish(section)
    whole, part = (
        section.add_child(instance=ProfilePage(title=title, summary="Words", kind="ngo"))
        for title in ("Whole", "Part")
    )
    whole.countries.create(iso="NP")
    whole.themes.create(theme="women")
    whole.languages.create(code="ne")
    whole.sources.create(citation="An act")
    publish(whole)
    part.parents.create(other=whole)
    publish(part)
    case = make_case(site, "Case", slug="case")
    case.involvements.create(stakeholder=whole, role="member", year_from=2011)
    publish(case)

    assert cost("/en/who/whole/") <= 10
