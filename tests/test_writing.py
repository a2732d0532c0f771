"""An editor writes a case study in the admin."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset

from core.languages.shelves import shelf_of
from core.models import FormerPath
from knowledge.models import CaseStudyPage
from tests.makers import make_case, make_editor, publish, rows, translate, typed

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


def test_an_address_taken_while_a_draft_waited_is_replaced_by_a_free_one(site):
    first, second = make_case(site, "First"), make_case(site, "Second")
    first.slug = "council"
    waiting = first.save_revision()
    publish(second, slug="council")

    Revision.objects.get(pk=waiting.pk).publish()

    first.refresh_from_db()
    assert (first.slug, first.live) == ("council-2", True)


# Looking at it first ----------------------------------------------------------------------


def test_what_is_not_saved_yet_is_previewed(admin_client, site):
    place = shelf_of(site.cases, site.languages["ne"])
    args = ["knowledge", "casestudypage", place.pk]
    address = reverse("wagtailadmin_pages:preview_on_add", args=args)
    data = typed("शान्ति समिति")

    assert admin_client.post(address, data).json()["is_valid"]
    html = admin_client.get(address + "?mode=").text

    assert '<html lang="ne"' in html
    assert "शान्ति समिति" in html
    assert "notice" not in html


def test_a_draft_without_a_country_or_a_date_is_previewed(write, admin_client, site):
    case = make_case(site, live=False, country="", timeline=[("event", {"when": "", "text": ""})])

    address = reverse("wagtailadmin_pages:view_draft", args=[case.pk])
    assert admin_client.get(address).status_code == 200


@pytest.mark.parametrize("when", ["2011-02-31", "0000-05", "May 2011"])
def test_a_day_that_does_not_exist_is_refused_in_its_place(write, when):
    html = write("en", "Council", timeline=[{"when": when, "text": "Began", "sources": ""}]).text

    assert not CaseStudyPage.objects.exists()
    assert "There is no such day" in html or "Write 2011, 2011-05 or 2011-05-16" in html


@pytest.mark.parametrize("field", ["year_from", "status_as_of"])
def test_a_year_of_another_calendar_is_refused_in_its_place(write, field):
    html = write("ne", "समिति", **{field: 2069}).text

    assert not CaseStudyPage.objects.exists()
    assert "This year lies in the future" in html


def test_what_is_too_long_is_refused_and_kept(write):
    html = write("en", "Council", summary="Long. " * 100).text

    assert "at most 400 characters (it has 599)" in html
    assert html.count("Long. ") >= 100
    assert "maxlength" not in html.partition('name="summary"')[2].partition(">")[0]


def test_a_theme_is_chosen_once(write):
    html = write("en", "Council", themes=inline_formset([{"theme": "women"}] * 2)).text

    assert "chosen twice" in html


@pytest.mark.parametrize("language", ["de", "pt-br", "zh-hant"])
def test_the_admin_is_offered_in_languages_of_the_site_only(admin_client, language):
    html = admin_client.get(reverse("wagtailadmin_account")).text

    assert '<option value="fr"' in html
    assert '<option value="ne"' in html
    assert f'<option value="{language}"' not in html


# Copying ------------------------------------------------------------------------------------


def copy(client, page, parent, **data):
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent.pk} | data
    return client.post(address, data, follow=True).text


def test_a_copy_stays_in_its_language(admin_client, site):
    case = make_case(site)

    html = copy(admin_client, case, shelf_of(site.cases, site.languages["fr"]))

    assert CaseStudyPage.objects.count() == 1
    assert "To have it in another, translate it." in html


def test_a_copy_takes_no_address_in_use_in_another_language(admin_client, site):
    case = make_case(site)
    make_case(site, "Médiation", "fr")

    html = copy(admin_client, case, site.cases, new_slug="mediation")

    assert "already in use here, perhaps in another language" in html
    assert copy(admin_client, case, site.cases, new_slug="mediation-2")
    assert CaseStudyPage.objects.filter(slug="mediation-2").exists()


def test_there_is_one_front_page(admin_client, site):
    root = site.home.get_parent()
    address = reverse("wagtailadmin_pages:add", args=["home", "homepage", root.pk])

    assert admin_client.get(address, follow=True).redirect_chain
    assert "one front page" in copy(admin_client, site.home, root, copy_subpages="on")


# The original --------------------------------------------------------------------


def act(client, page, name):
    return client.post(reverse("core_item_action", args=[page.pk, name]), follow=True).text


def test_a_published_version_becomes_the_original(admin_client, site):
    case = make_case(site)
    french = translate(case, "fr")

    assert "is now the original" in act(admin_client, french, "make-original")

    versions = rows(case)
    assert {row.original_locale.language_code for row in versions.values()} == {"fr"}
    assert versions["fr"].is_original
    versions["en"].delete()
    assert set(rows(case)) == {"fr"}
    assert Client().get("/ne/knowledge/case-studies/a-case/").status_code == 200


def test_a_section_is_made_the_original_with_its_places(admin_client, site):
    french = translate(site.knowledge, "fr")

    act(admin_client, french, "make-original")

    assert rows(site.knowledge)["ne"].alias_of_id == french.pk


def test_a_draft_does_not_become_the_original(admin_client, site):
    case = make_case(site)
    french = translate(case, "fr", live=False)

    assert "Publish this version first" in act(admin_client, french, "make-original")
    assert rows(case)["en"].is_original


@pytest.mark.parametrize("name", ["review", "make-original", "withdraw"])
def test_who_may_not_publish_does_nothing_to_an_item(client, site, name):
    case = make_case(site)
    client.force_login(make_editor(site.cases, permissions=("add", "change")))

    act(client, case, name)

    case.refresh_from_db()
    assert case.live


@pytest.mark.parametrize("name", ["make-original", "withdraw"])
def test_an_editor_of_one_language_decides_nothing_for_the_others(client, site, name):
    case = make_case(site)
    french = translate(case, "fr")
    client.force_login(make_editor(shelf_of(site.home, site.languages["fr"])))

    act(client, french, name)

    assert Client().get("/en/knowledge/case-studies/a-case/").status_code == 200
    assert rows(case)["en"].is_original
    html = client.get(reverse("wagtailadmin_pages:edit", args=[french.pk])).text
    assert f"/items/{french.pk}/{name}/" not in html


def test_an_editor_is_led_to_where_another_language_is_written(client, site):
    nepali = shelf_of(site.cases, site.languages["ne"])
    client.force_login(make_editor(nepali))

    html = client.get(reverse("core_write_in", args=[site.cases.pk])).text

    assert reverse("wagtailadmin_pages:add_subpage", args=[nepali.pk]) in html
    assert html.count("/add_subpage/") == 1
