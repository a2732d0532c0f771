"""What is closed in one language is closed in all, and open again in all."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from core.languages.shelves import shelf_of
from tests.makers import committed, make_case, make_editor, restrict, rows, translate

pytestmark = pytest.mark.django_db

ADDRESS = "/fr/knowledge/case-studies/case/"


@pytest.fixture
def case(site):
    case = make_case(site, slug="case")
    translate(case, "fr")
    return case


def restricted(page):
    """The languages in which the page's item asks something of its readers."""
    found = PageViewRestriction.objects.filter(page__translation_key=page.translation_key)
    languages = [restriction.page.locale.language_code for restriction in found]
    assert len(set(languages)) == len(languages)
    return set(languages)


def set_privacy(client, page, kind):
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    assert client.post(address, {"restriction_type": kind}).status_code == 200


@pytest.mark.parametrize("closed_in", ["en", "fr"])
@pytest.mark.parametrize("opened_in", ["en", "fr"])
def test_an_item_is_closed_and_opened_in_any_of_its_languages(
    admin_client, case, closed_in, opened_in
):
    set_privacy(admin_client, rows(case)[closed_in], "login")
    assert restricted(case) == {"en", "fr"}
    assert Client().get(ADDRESS).status_code == 404

    set_privacy(admin_client, rows(case)[opened_in], "none")
    assert restricted(case) == set()
    assert Client().get(ADDRESS).status_code == 200


def test_an_editor_of_one_language_opens_nothing_in_another(client, site, case):
    restrict(case)
    client.force_login(make_editor(shelf_of(site.cases, site.languages["fr"])))
    french = rows(case)["fr"]

    client.post(
        reverse("wagtailadmin_pages:set_privacy", args=[french.pk]), {"restriction_type": "none"}
    )

    assert restricted(case) == {"en", "fr"}


def test_groups_are_the_same_in_all_languages(case):
    few, others = Group.objects.create(name="Few"), Group.objects.create(name="Others")
    restriction = restrict(case, "groups", [few])
    restriction.groups.set([others])

    french = rows(case)["fr"].view_restrictions.get()
    assert list(french.groups.all()) == [others]


def test_a_new_version_of_a_closed_item_is_closed_and_opened_with_it(admin_client, case):
    restrict(case)
    translate(case, "ne")
    assert restricted(case) == {"en", "fr", "ne"}

    set_privacy(admin_client, case, "none")
    assert Client().get(ADDRESS).status_code == 200


def test_a_new_version_below_a_closed_section_is_closed_itself(site, case):
    restrict(case)
    restrict(site.cases)
    translate(case, "ne")

    assert restricted(case) == {"en", "fr", "ne"}


def test_a_closed_section_is_open_again_also_in_a_language_that_came_meanwhile(
    admin_client, site, case
):
    set_privacy(admin_client, site.cases, "login")
    with committed():
        Locale.objects.create(language_code="es")
    assert restricted(site.cases) == {"en", "fr", "ne", "ar", "es"}

    set_privacy(admin_client, site.cases, "none")
    assert Client().get("/es/knowledge/case-studies/case/").status_code == 200


def test_publishing_a_translation_opens_nothing(case):
    restrict(rows(case)["fr"])
    translate(case, "fr")

    assert restricted(case) == {"en", "fr"}


def test_the_restriction_stays_when_one_version_is_deleted(case):
    restrict(case)
    rows(case)["fr"].delete()

    assert restricted(case) == {"en"}
