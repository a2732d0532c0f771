"""A draft is looked at as its readers will find it, also those of other languages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation

from core.languages import known
from core.languages.shelves import shelf_of
from tests.makers import (
    count_queries,
    make_case,
    make_collection,
    make_resource,
    make_standing_page,
    translate,
    typed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def preview(client, page, mode=""):
    """The latest draft of a page."""
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    response = client.get(address, {"mode": mode})
    assert response.status_code == 200
    return response.text


def test_an_english_case_is_previewed_under_french_menus(admin_client, site):
    case = make_case(site, "The council", live=False)

    html = preview(admin_client, case, "fr")

    assert '<html lang="fr" dir="ltr">' in html
    assert "Aller au contenu" in html
    assert '<article lang="en" dir="ltr">' in html
    assert "The council" in html
    assert "Ce texte n’existe pas encore en français" in html


def test_an_english_case_is_previewed_under_menus_from_right_to_left(admin_client, site):
    html = preview(admin_client, make_case(site, "The council"), "ar")

    assert '<html lang="ar" dir="rtl">' in html
    assert '<article lang="en" dir="ltr">' in html


@pytest.mark.parametrize("mode", ["", "de", "nonsense", "../fr"])
def test_a_language_that_does_not_run_leaves_a_draft_under_its_own_menus(admin_client, site, mode):
    assert '<html lang="ne" dir="ltr">' in preview(admin_client, make_case(site, "X", "ne"), mode)


def test_every_page_type_is_previewed_under_every_running_language(admin_client, site):
    case = make_case(site, "Ghana")
    pages = [
        case,
        make_resource(site, "Report"),
        make_collection(site, "Begin here", [(case, "First.")]),
        make_standing_page(site, "About"),
        *(site.home, site.knowledge, site.cases, site.resources, site.collections),
    ]
    for page in pages:
        for language in ("en", "fr", "ne", "ar"):
            html = preview(admin_client, page, language)
            assert f'<html lang="{language}"' in html, (page, language)
            assert page.title in html


def test_what_is_not_saved_yet_is_previewed_under_other_menus(admin_client, site):
    place = shelf_of(site.cases, site.languages["ne"])
    args = ["knowledge", "casestudypage", place.pk]
    address = reverse("wagtailadmin_pages:preview_on_add", args=args)
    admin_client.post(address, typed("शान्ति समिति"))

    html = admin_client.get(address, {"mode": "fr"}).text

    assert '<html lang="fr"' in html
    assert '<article lang="ne"' in html


def test_what_is_being_written_is_previewed_under_other_menus(admin_client, site):
    case = make_case(site, "The council")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[case.pk])
    admin_client.post(address, typed("Seen before it is saved"))

    html = admin_client.get(address, {"mode": "fr"}).text

    assert '<html lang="fr"' in html
    assert "Seen before it is saved" in html


def test_a_translation_is_previewed_under_other_menus(admin_client, site):
    translate(make_case(site, "The council"), "fr", live=False)
    args = [Translation.objects.get().pk, "ar"]

    html = admin_client.get(reverse("wagtail_localize:preview_translation", args=args)).text

    assert '<html lang="ar"' in html
    assert "[The council]" in html


def test_the_form_offers_a_phone_and_a_desk_and_the_menus_of_each_language(admin_client, site):
    case = make_case(site, "The council")

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).text

    assert 'data-device-width="375"' in html
    assert 'data-device-width="1280"' in html
    offered = html.partition('name="preview_mode"')[2].partition("</select>")[0]
    assert [part.partition('"')[0] for part in offered.split('value="')[1:]] == [
        "", "fr", "ne", "ar",
    ]  # fmt: skip
    assert "Under menus in: Nepali" in offered


def run_all_languages():
    for code in known.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


@pytest.mark.slow
def test_thirty_four_languages_cost_the_form_and_the_preview_no_query_more(admin_client, site):
    case = make_case(site, "The council", live=False)

    def cost():
        edit = reverse("wagtailadmin_pages:edit", args=[case.pk])
        admin_client.get(edit), preview(admin_client, case, "fr")
        form, _ = count_queries(admin_client.get, edit)
        return form, count_queries(preview, admin_client, case, "fr")[0]

    few = cost()
    run_all_languages()

    assert cost() == few


def test_a_listing_does_not_ask_for_the_languages_for_each_of_its_drafts(admin_client, site):
    explorer = reverse("wagtailadmin_explore", args=[site.cases.pk])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert "Draft" in admin_client.get(explorer).text
        return sum('SELECT "wagtailcore_locale"."language_code"' in q["sql"] for q in queries)

    make_case(site, "Draft 0", live=False).save_revision()
    few = asked()
    for n in range(1, 4):
        make_case(site, f"Draft {n}", live=False).save_revision()

    assert asked() == few
