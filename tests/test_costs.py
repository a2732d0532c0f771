"""What a page costs in queries: the same whatever the corpus and the number of languages."""

import uuid

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from core.languages import known
from core.languages.shelves import shelf_of
from knowledge.models import CaseStudyCountry, CaseStudyPage
from tests.makers import FACTS, count_queries, make_case, publish, translate

pytestmark = pytest.mark.django_db

CASE = "/knowledge/case-studies/full/"
LISTING = "/knowledge/case-studies/"


def cost(address):
    """Queries of a page that someone has opened before."""
    Client().get(address)
    queries, response = count_queries(Client().get, address)
    assert response.status_code == 200
    return queries


@pytest.fixture
def full(site):
    """A Nepali case with every kind of child row, links in its text, and translations."""
    other = make_case(site, "Other", slug="other")
    link = f'<p><a linktype="page" id="{other.pk}">Other</a></p>'
    case = make_case(site, "Full", "ne", slug="full", live=False, body=[("text", link)] * 3)
    case.themes.create(theme="women")
    case.sources.create(key="act", citation="An act")
    case.related_cases.create(other=other)
    case.kind_sources = "act"
    case.timeline = [("event", {"when": "2011-05", "text": "Began", "sources": "act"})]
    case = publish(case)
    translate(case, "ar")
    return case


def run_all_languages():
    for code in known.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


def make_many(site, number):
    """Case studies straight into the tables: as many rows as a site of many years has."""
    parent = Page.objects.get(pk=shelf_of(site.cases, site.languages["ne"]).pk)
    content_type = ContentType.objects.get_for_model(CaseStudyPage)
    first = parent.numchild + 1
    step = Page.steplen
    for n in range(first, first + number):
        page = CaseStudyPage(
            title=f"Case {n}",
            draft_title=f"Case {n}",
            slug=f"made-{n}",
            url_path=f"{parent.url_path}made-{n}/",
            path=parent.path + Page._int2str(n).rjust(step, "0"),
            depth=parent.depth + 1,
            content_type=content_type,
            locale=parent.locale,
            original_locale=parent.locale,
            translation_key=uuid.uuid4(),
            **FACTS,
        )
        page.save_base()
        CaseStudyCountry.objects.create(case_study=page, iso="NP")
    Page.objects.filter(pk=parent.pk).update(numchild=first + number - 1)


def test_a_case_read_directly_costs_at_most_fourteen_queries(full):
    assert cost("/ne" + CASE) <= 14


def test_a_case_read_by_fallback_costs_at_most_two_more(full):
    assert cost("/fr" + CASE) <= 16


def test_a_listing_costs_at_most_twelve_queries(full):
    assert cost("/fr" + LISTING) <= 12


@pytest.mark.parametrize("address", ["/ne" + CASE, "/fr" + CASE, "/fr" + LISTING, "/fr/"])
def test_thirty_four_languages_cost_no_more_than_four(full, address):
    few = cost(address)
    run_all_languages()

    assert cost(address) == few


@pytest.mark.parametrize("address", ["/fr" + CASE, "/fr" + LISTING, "/fr" + LISTING + "?page=9"])
def test_many_cases_cost_no_more_than_a_page_of_them(site, full, address):
    make_many(site, 20)
    few = cost(address)
    make_many(site, 1600)

    assert cost(address) == few


def test_a_hundred_restrictions_cost_no_query(site, full):
    few = {address: cost(address) for address in ("/fr" + CASE, "/fr" + LISTING)}
    make_many(site, 100)
    for page in CaseStudyPage.objects.filter(slug__startswith="made-"):
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert {address: cost(address) for address in few} == few
