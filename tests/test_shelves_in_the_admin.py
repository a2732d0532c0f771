"""In the admin a shelf holds pages and can be translated; nothing else is done with it."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from core.languages.shelves import shelf_of
from knowledge.models import CaseStudyPage
from tests.makers import FACTS, make_case, publish, rows, translate, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(site):
    return shelf_of(site.cases, site.languages["ne"])


def row(page):
    return Page.objects.values("alias_of", "live", "path", "title").get(pk=page.pk)


@pytest.mark.parametrize("action", ["convert_alias", "copy", "unpublish", "delete"])
def test_a_shelf_stays_what_it_is(admin_client, shelf, action):
    before = row(shelf)
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": shelf.get_parent().pk}

    response = admin_client.post(reverse(f"wagtailadmin_pages:{action}", args=[shelf.pk]), data)

    assert response.status_code == 302
    assert row(shelf) == before
    assert Page.objects.filter(slug="copy").count() == 0


def test_a_shelf_is_not_moved(admin_client, site, shelf):
    other = publish(site.knowledge.add_child(instance=site.cases.__class__(title="Other")))
    target = shelf_of(other, site.languages["ne"])

    admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[shelf.pk, target.pk]))

    assert Page.objects.get(pk=shelf.pk).get_parent().pk != target.pk


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_a_shelf_stays_among_many(admin_client, shelf, action):
    before = row(shelf)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    admin_client.post(f"{address}?id={shelf.pk}&next=/admin/")

    assert row(shelf) == before


@pytest.mark.parametrize("name", ["Move", "Copy", "Delete", "Unpublish"])
def test_what_is_not_done_with_a_shelf_is_not_offered(admin_client, shelf, name):
    listing = admin_client.get(reverse("wagtailadmin_explore", args=[shelf.get_parent().pk])).text
    case = admin_client.get(reverse("wagtailadmin_explore", args=[shelf.pk])).text

    for html in (listing, case):
        assert f"/admin/pages/{shelf.pk}/{name.lower()}/" not in html
    assert f"/admin/pages/{shelf.pk}/add_subpage/" in case


def test_shelves_among_many_are_not_published(admin_client, shelf):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    parent = shelf.get_parent()

    for page in (shelf, parent):
        admin_client.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": "on"})

    assert row(shelf)["alias_of"]


def test_two_items_with_one_address_are_not_moved_together(admin_client, site):
    other, third = (
        publish(site.knowledge.add_child(instance=site.cases.__class__(title=title)))
        for title in ("Other", "Third")
    )
    first = make_case(site, slug="one")
    second = CaseStudyPage(title="Second", slug="one", **FACTS)
    other.add_child(instance=second)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])

    answer = admin_client.post(
        f"{address}?id={first.pk}&id={second.pk}&next=/admin/", {"chooser": third.pk}, follow=True
    )

    assert "have the same address there" in answer.text
    assert not third.get_children().exists()


def test_a_section_that_was_translated_by_mistake_is_a_place_again(admin_client, site):
    case = make_case(site, "मुद्दा", "ne")
    nepali = translate(site.cases, "ne")
    assert rows(site.cases)["ne"].alias_of_id is None

    admin_client.post(reverse("wagtailadmin_pages:delete", args=[nepali.pk]))

    shelf = rows(site.cases)["ne"]
    assert (shelf.alias_of_id, shelf.title, shelf.latest_revision_id) == (
        site.cases.pk,
        "Case studies",
        None,
    )
    assert rows(case)["ne"].get_parent().pk == shelf.pk
    assert translate(site.cases, "ne").title == "[Case studies]"


def test_a_language_in_which_a_section_was_translated_can_go_again(admin_client, site):
    translate(site.knowledge, "ar", live=False)
    rows(site.knowledge)["ar"].delete()

    address = reverse("wagtaillocales:delete", args=[site.languages["ar"].pk])
    admin_client.post(address)

    assert not Locale.objects.filter(language_code="ar").exists()


def test_a_version_never_becomes_an_alias(admin_client, site):
    french = translate(make_case(site), "fr")

    address = reverse("wagtail_localize:convert_to_alias", args=[french.pk])

    assert "you do not have permission" in admin_client.post(address, follow=True).text
    assert row(french)["alias_of"] is None


def test_nothing_is_copied_as_an_alias(admin_client, site):
    case = make_case(site)
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": site.cases.pk,
        "alias": "on",
    }

    admin_client.post(reverse("wagtailadmin_pages:copy", args=[case.pk]), data)

    assert not CaseStudyPage.objects.exclude(alias_of=None).exists()


def test_a_version_is_not_moved_without_its_original(admin_client, site):
    case = make_case(site)
    french = translate(case, "fr")
    other = publish(site.knowledge.add_child(instance=site.cases.__class__(title="Other")))
    target = shelf_of(other, site.languages["fr"])

    admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[french.pk, target.pk]))
    assert rows(case)["fr"].get_parent().pk != target.pk

    admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[case.pk, other.pk]))
    assert rows(case)["fr"].get_parent().pk == target.pk


def bulk_move(client, pages, target):
    ids = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    return client.post(f"{address}?{ids}&next=/admin/", {"chooser": target.pk})


def test_moved_among_many_an_item_takes_its_versions_along(admin_client, site):
    case = make_case(site)
    translate(case, "fr")
    other = publish(site.knowledge.add_child(instance=site.cases.__class__(title="Other")))

    bulk_move(admin_client, [case], other)

    assert {row.url_path.split("/", 2)[2] for row in rows(case).values()} == {
        "knowledge/other/a-case/"
    }
    assert admin_client.get("/ar/knowledge/case-studies/a-case/").status_code == 301


def test_an_address_taken_in_another_language_stops_a_move(admin_client, site):
    other = publish(site.knowledge.add_child(instance=site.cases.__class__(title="Other")))
    french = make_case(site, "Médiation", "fr")
    french.move(shelf_of(other, site.languages["fr"]), "last-child")
    case = make_case(site, "Mediation", slug="mediation")

    bulk_move(admin_client, [case], other)
    address = reverse("wagtailadmin_pages:move_confirm", args=[case.pk, other.pk])
    response = admin_client.post(address, follow=True)

    assert "already in use here" in response.text
    assert rows(case)["en"].url_path.endswith("/case-studies/mediation/")


def test_the_admins_api_changes_no_page(admin_client, site):
    case = make_case(site)

    for action in ("move", "delete", "publish", "create_alias", "copy_for_translation"):
        address = f"/admin/api/main/pages/{case.pk}/action/{action}/"
        assert admin_client.post(address, {"destination_page_id": 1}).status_code == 403


def test_an_original_with_versions_is_not_deleted_and_the_editor_is_told_why(admin_client, site):
    case = make_case(site)
    translate(case, "fr")

    response = admin_client.post(reverse("wagtailadmin_pages:delete", args=[case.pk]), follow=True)

    assert CaseStudyPage.objects.count() == 2
    assert "Other versions were made from this original" in response.text


def test_an_editor_writes_on_a_shelf(admin_client, site, shelf):
    address = reverse("wagtailadmin_pages:add", args=["knowledge", "casestudypage", shelf.pk])
    assert admin_client.get(address).status_code == 200

    assert admin_client.post(address, typed("शान्ति समिति")).status_code == 302

    case = CaseStudyPage.objects.get()
    assert case.slug == "santi-smiti"
    assert not case.live
    assert case.original_locale.language_code == "ne"


def test_a_draft_is_previewed_under_its_own_menus(admin_client, site):
    case = make_case(site, "मस्यौदा", "ne", live=False)

    html = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[case.pk])).text

    assert '<html lang="ne"' in html
    assert "मस्यौदा" in html
