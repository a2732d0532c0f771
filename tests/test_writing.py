"""An editor writes a case study in the admin."""

import pytest
from django.urls import reverse

from core.languages.shelves import shelf_of
from core.models import FormerPath
from knowledge.models import CaseStudyPage
from tests.makers import make_case, publish, translate, typed

pytestmark = pytest.mark.django_db

SOURCE = {"key": "act-818", "citation": "Act 818"}


@pytest.fixture
def write(admin_client, site):
    """Send the form of a new case study below the section in a language."""

    def send(language, title, **fields):
        place = shelf_of(site.cases, site.languages[language]).pk
        address = reverse("wagtailadmin_pages:add", args=["knowledge", "casestudypage", place])
        return admin_client.post(address, typed(title, **fields), follow=True)

    return send


@pytest.fixture
def rewrite(admin_client):
    """Send the form of a case study again."""

    def send(case, title, **fields):
        address = reverse("wagtailadmin_pages:edit", args=[case.pk])
        return admin_client.post(address, typed(title, **fields), follow=True)

    return send


def test_a_fact_and_its_source_are_written_together(write):
    event = {"when": "2011-05", "text": "The act is passed.", "sources": "act-818"}
    write("en", "Council", kind_sources="act-818", timeline=[event], sources=[SOURCE])

    case = CaseStudyPage.objects.get()
    assert case.kind_sources == "act-818"
    assert [source.key for source in case.sources.all()] == ["act-818"]


def test_a_source_that_is_not_in_the_list_is_named_at_the_fact(write):
    event = {"when": "2011-05", "text": "The act is passed.", "sources": "un-2013"}
    html = write(
        "en", "Council", kind_sources="act-818, act-819", timeline=[event], sources=[SOURCE]
    ).text

    assert not CaseStudyPage.objects.exists()
    assert "No source has this short name: act-819" in html
    assert "No source has this short name: un-2013" in html
    assert "The act is passed." in html


def test_two_sources_do_not_share_a_short_name(write):
    html = write("en", "Council", sources=[SOURCE, SOURCE]).text

    assert not CaseStudyPage.objects.exists()
    assert "More than one source has this short name: act-818" in html


def test_a_source_that_is_taken_out_is_missed_where_it_is_named(write, rewrite):
    write("en", "Council", kind_sources="act-818", sources=[SOURCE])
    case = CaseStudyPage.objects.get()
    html = rewrite(case, "Council", kind_sources="act-818").text

    assert "No source has this short name: act-818" in html


def test_one_title_in_two_languages_makes_two_addresses(write):
    write("fr", "Mediation")
    write("en", "Mediation")

    assert set(CaseStudyPage.objects.values_list("slug", flat=True)) == {"mediation", "mediation-2"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_address_in_use_in_any_language_is_refused_with_what_was_typed(write, language):
    write("fr", "Mediation")

    html = write(language, "Another body", slug="mediation").text

    assert CaseStudyPage.objects.count() == 1
    assert "already in use" in html
    assert "Another body" in html


def test_the_address_of_a_draft_follows_its_title(write, rewrite):
    write("ne", "शान्ति")
    case = CaseStudyPage.objects.get()
    rewrite(case, "शान्ति समिति")

    case.refresh_from_db()
    assert case.slug == "santi-smiti"
    assert not FormerPath.objects.exists()


def test_an_address_that_an_editor_chose_stays(write, rewrite):
    write("en", "Council", slug="npc")
    case = CaseStudyPage.objects.get()
    rewrite(case, "Peace council", slug="npc")

    case.refresh_from_db()
    assert case.slug == "npc"


def test_the_address_of_what_was_published_stays_when_its_title_changes(site, admin_client):
    case = make_case(site, "Council")
    case.unpublish()
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).text

    assert 'name="slug" value="council"' in html


def test_a_translator_does_not_change_the_address(site):
    case = make_case(site, "Council")
    french = translate(case, "fr")
    publish(french, slug="conseil")

    french.refresh_from_db()
    assert french.slug == "council"
