"""An editor adds a language, and its site is there; removes it, and it is gone."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page

from core.actions import remove_language
from core.languages import known
from knowledge.models import CaseStudyPage
from tests.makers import committed, make_case, rows, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(site):
    return make_case(site, "शान्ति", "ne", slug="santi")


def add_language(client, code):
    with committed():
        return client.post("/admin/locales/new/", {"language_code": code})


def test_a_language_that_does_not_run_has_no_site(client, case):
    assert client.get("/prs/").status_code == 404
    assert client.get("/prs/knowledge/case-studies/santi/").status_code == 404


def test_an_added_language_has_its_site_at_once(admin_client, client, case):
    assert add_language(admin_client, "prs").status_code == 302
    client.logout()

    html = client.get("/prs/knowledge/case-studies/santi/").text

    assert '<html lang="prs" dir="rtl">' in html
    assert ">دری</span>" in html
    assert '<article lang="ne" dir="ltr">' in html
    assert set(rows(case)) == {"ne"}
    assert client.get("/prs/").status_code == client.get("/prs/knowledge/").status_code == 200


def test_borrowed_menus_carry_the_language_they_are_borrowed_from(admin_client, case):
    add_language(admin_client, "prs")

    html = admin_client.get("/prs/knowledge/case-studies/santi/").text

    assert '<dt lang="en" dir="ltr">' in html


@pytest.mark.slow
@pytest.mark.postgresql
def test_every_language_of_the_registry_can_be_added(admin_client, case):
    for code in known.LANGUAGES:
        if not Locale.objects.filter(language_code=code).exists():
            assert add_language(admin_client, code).status_code == 302, code
    for code in known.LANGUAGES:
        response = admin_client.get(f"/{code}/knowledge/case-studies/santi/")
        assert response.status_code == 200, code
        assert f'<html lang="{code}"' in response.text
    places = Page.objects.filter(depth__gt=1).exclude(pk=case.pk)
    assert places.count() == 5 * len(known.LANGUAGES)


def test_a_removed_language_takes_its_shelves_along(admin_client, case):
    add_language(admin_client, "prs")
    locale = Locale.objects.get(language_code="prs")
    assert Page.objects.filter(locale=locale).count() == 5

    response = admin_client.post(f"/admin/locales/delete/{locale.pk}/")

    assert response.status_code == 302
    assert not Locale.objects.filter(language_code="prs").exists()
    assert admin_client.get("/prs/").status_code == 404
    assert admin_client.get("/ne/knowledge/case-studies/santi/").status_code == 200
    assert admin_client.get("/", headers={"accept-language": "prs"}).headers["Location"] == "/en/"


def test_a_language_in_which_something_is_written_stays(admin_client, site, case):
    nepali = site.languages["ne"]

    response = admin_client.post(f"/admin/locales/delete/{nepali.pk}/")

    assert "शान्ति" in response.text
    assert Locale.objects.filter(pk=nepali.pk).exists()
    with pytest.raises(ValidationError, match="शान्ति"):
        remove_language(nepali)


def test_a_language_is_not_made_another_one(admin_client, case):
    nepali = Locale.objects.get(language_code="ne")
    address = f"/admin/locales/edit/{nepali.pk}/"
    assert admin_client.get(address).status_code == 200

    admin_client.post(address, {"language_code": "hi"})

    nepali.refresh_from_db()
    assert nepali.language_code == "ne"


def test_the_last_language_stays(languages):
    english = languages.pop("en")
    for locale in languages.values():
        remove_language(locale)

    with pytest.raises(ValidationError, match="last language"):
        remove_language(english)


def test_a_language_with_only_a_draft_is_not_removed(site, case):
    translate(case, "fr", live=False)

    with pytest.raises(ValidationError):
        remove_language(site.languages["fr"])
    assert CaseStudyPage.objects.count() == 2


def test_no_tree_is_offered_to_be_kept_in_step_with_another(admin_client, site):
    html = admin_client.get("/admin/locales/new/").text

    assert 'name="language_code"' in html
    assert "sync_from" not in html
