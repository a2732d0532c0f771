"""The site its first readers find: real cases, said to be drafted by a machine."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.images.permissions import permission_policy as picture_permissions
from wagtail.models import GroupApprovalTask, Page

from core.models import Provenance
from core.models.provenance import How
from home import accounts, content
from knowledge.models import CaseStudyPage
from tests.conftest import kept_for_a_module
from tests.makers import rows

pytestmark = pytest.mark.django_db

SOUTH_AFRICA = "/knowledge/case-studies/south-africa-national-peace-accord/"


@pytest.fixture(scope="module")
def built_demo(django_db_setup, django_db_blocker):
    with kept_for_a_module(django_db_blocker):
        call_command("build_demo", verbosity=0)
        yield


@pytest.fixture
def demo(built_demo, db):
    pass


def test_the_originals_stand_in_their_own_languages(demo):
    originals = CaseStudyPage.objects.originals()

    assert {case.slug.split("-")[0]: case.locale.language_code for case in originals} == {
        "burundi": "fr",
        "ghana": "en",
        "nepal": "ne",
        "south": "en",
    }


def test_every_case_is_read_in_every_language(demo, client):
    for case in CaseStudyPage.objects.originals():
        for language in ("en", "fr", "ne", "ar"):
            response = client.get(f"/{language}/knowledge/case-studies/{case.slug}/")
            assert response.status_code == 200
            assert f'<html lang="{language}"' in response.text


def test_every_state_of_a_translation_is_there(demo, client):
    ghana, south_africa = content.page_of("ghana"), content.page_of("south-africa")
    burundi = content.page_of("burundi")

    assert set(rows(ghana)) == {"en", "fr", "ne", "ar"}
    assert not rows(south_africa)["fr"].live
    assert '<article lang="en"' in client.get("/ar" + SOUTH_AFRICA).text
    current = Provenance.objects.current(
        burundi.translation_key, [row.locale_id for row in rows(burundi).values()]
    )
    english = current[rows(burundi)["en"].locale_id]
    assert english.changed_since(current[burundi.locale_id]) == 1


def test_all_of_it_is_said_to_be_drafted_by_a_machine(demo):
    assert Provenance.objects.exists()
    assert not Provenance.objects.exclude(how=How.MACHINE).exists()


def test_every_structured_fact_and_event_names_a_source(demo):
    for case in CaseStudyPage.objects.originals():
        for sources in (case.kind_sources, case.years_sources, case.status_sources):
            assert sources, case.slug
        assert all(event.value["sources"] for event in case.timeline), case.slug
        case.full_clean()


def test_editors_have_pictures_and_moderators_have_work(db):
    accounts.make_accounts()
    editor = get_user_model().objects.get(email="editor@example.org")
    moderators = Group.objects.get(name="Network moderators")

    assert picture_permissions.user_has_permission(editor, "add")
    assert picture_permissions.user_has_permission(editor, "choose")
    assert [list(task.groups.all()) for task in GroupApprovalTask.objects.all()] == [[moderators]]


def test_making_it_again_changes_nothing(demo):
    def state():
        return list(Page.objects.order_by("pk").values("pk", "title", "live_revision", "path"))

    before, rows_before = state(), Provenance.objects.count()
    call_command("build_demo", verbosity=0)

    assert state() == before
    assert Provenance.objects.count() == rows_before


def test_what_an_editor_deletes_does_not_come_back(demo):
    rows(content.page_of("south-africa"))["fr"].delete()
    content.page_of("south-africa").delete()

    call_command("build_demo", verbosity=0)

    assert content.page_of("south-africa") is None
