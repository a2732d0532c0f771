"""The first screen of the admin says what waits, and choosers say in which language a page is."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage

from core.languages.shelves import shelf_of
from home.accounts import MODERATORS, REVIEW, make_groups
from tests.makers import count_queries, make_case, make_editor, make_member, publish, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HOME = "/admin/"


def waits(client):
    """What the panel says; nothing where there is none."""
    html = client.get(HOME).text
    return html.partition('id="what-waits-section"')[2].partition("</section>")[0]


@pytest.fixture
def french_editor(site):
    return make_editor(shelf_of(site.cases, site.languages["fr"]))


def test_nothing_waits_for_who_has_written_nothing(admin_client, site):
    make_case(site, "Ghana")

    assert waits(admin_client) == ""


def test_an_editor_finds_their_own_drafts(client, site, french_editor, admin):
    mine = make_case(site, "Brouillon", "fr", live=False)
    mine.save_revision(user=french_editor)
    make_case(site, "Kanari", "fr", live=False).save_revision(user=admin)
    client.force_login(french_editor)

    html = waits(client)

    assert "Brouillon" in html
    assert reverse("wagtailadmin_pages:edit", args=[mine.pk]) in html
    assert "Kanari" not in html


def test_a_translator_finds_what_is_behind_in_their_languages_only(client, site, french_editor):
    case = make_case(site, "Ghana")
    for language in ("fr", "ne"):
        translate(case, language, words=lambda text, code=language: f"{code} {text}")
    publish(case, summary="Another.", place="Accra")
    client.force_login(french_editor)

    html = waits(client)

    assert "fr Ghana" in html
    assert "French: 2 passages" in " ".join(html.split())
    assert "ne Ghana" not in html


def test_many_waiting_things_cost_the_first_screen_as_much_as_few(client, site, french_editor):
    def one(number):
        make_case(site, f"Draft {number}", "fr", live=False).save_revision(user=french_editor)
        case = make_case(site, f"Case {number}")
        translate(case, "fr")
        publish(case, summary="Another.")

    client.force_login(french_editor)
    one(0)
    waits(client)
    few, _ = count_queries(waits, client)
    for number in range(1, 5):
        one(number)

    assert count_queries(waits, client)[0] == few


# The review ------------------------------------------------------------------------------


def test_what_a_translator_submits_a_moderator_approves(client, site):
    make_groups()
    make_groups()  # nothing is doubled
    workflow = Workflow.objects.get()
    assert workflow.name == REVIEW
    assert WorkflowPage.objects.get().page.depth == 1
    translator = make_member("translator@example.org")
    translator.groups.add(Group.objects.get(name="Translators"))
    moderator = make_member("moderator@example.org")
    moderator.groups.add(Group.objects.get(name=MODERATORS))
    case = make_case(site, "Ghana", live=False)
    case.save_revision(user=translator)

    case.get_workflow().start(case, translator)
    client.force_login(moderator)

    assert "1 page waits for your review." in " ".join(waits(client).split())
    state = case.current_workflow_task_state
    assert state.task.name == REVIEW
    state.approve(user=moderator)
    case.refresh_from_db()
    assert case.live


# Choosers --------------------------------------------------------------------------------


@pytest.fixture
def found(admin_client, site):
    """The titles that the search of a chooser finds, with their languages."""

    def search(words, **query):
        response = admin_client.get(
            reverse("wagtailadmin_choose_page_search"), {"q": words} | query
        )
        table = response.text.partition("<tbody")[2]
        return [
            (row.partition('data-title="')[2].partition('"')[0], row)
            for row in table.split("<tr")[1:]
        ]

    return search


def test_a_search_finds_each_item_once_in_the_language_of_the_admin(found, site):
    case = make_case(site, "Conseil de paix", "fr")
    translate(case, "en", words=lambda text: f"Council {text}")
    translate(case, "ne")

    [(title, row)] = found("Conseil", page_type="knowledge.CaseStudyPage")

    assert title == "Council Conseil de paix"
    assert "English" in row


def test_an_item_is_found_by_a_title_of_another_language(found, site):
    case = make_case(site, "Conseil de paix", "fr")
    translate(case, "en", words=lambda text: "Council")

    [(title, row)] = found("Conseil")

    assert title == "Conseil de paix"
    assert "Français" in row


def test_places_without_words_are_not_found(found, site):
    assert [title for title, _ in found("Case")] == ["Case studies"]


def test_who_moves_a_page_finds_the_places_of_every_language(found, site):
    assert len(found("Case", user_perms="copy_to")) == 4


def test_words_that_no_database_takes_find_nothing(found, site):
    make_case(site, "Conseil")

    assert found("Con\0seil") == []


def test_rows_of_a_chooser_name_their_language(admin_client, site):
    make_case(site, "Conseil", "fr")
    place = shelf_of(site.cases, site.languages["fr"])

    html = admin_client.get(reverse("wagtailadmin_choose_page_child", args=[place.pk])).json()[
        "html"
    ]

    row = html.partition("Conseil")[2].partition("</tr>")[0]
    assert "Français" in row


def test_the_rows_of_a_chooser_ask_for_no_language_one_by_one(admin_client, site):
    place = shelf_of(site.cases, site.languages["fr"])
    address = reverse("wagtailadmin_choose_page_child", args=[place.pk])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(address)
        return sum('FROM "wagtailcore_locale"' in query["sql"] for query in queries)

    make_case(site, "Conseil 0", "fr")
    few = asked()
    for number in range(1, 4):
        make_case(site, f"Conseil {number}", "fr")

    assert asked() == few


# Its name --------------------------------------------------------------------------------


def test_the_admin_bears_the_name_and_the_mark_of_the_site(admin_client, site):
    html = admin_client.get(HOME).text

    assert "- Infrastructures for Peace</title>" in html
    assert "core/mark.svg" in html.partition("</head>")[0]
    assert "core/mark.svg" in html.partition("data-wagtail-sidebar-branding-logo")[2][:300]
    assert "favicon.ico" not in html
