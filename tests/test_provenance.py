"""Readers are told where a text comes from, and whether its original has changed since."""

import pytest
from wagtail_localize.models import Translation

from core.models import Provenance
from core.models.provenance import How, written
from knowledge.models import CaseStudyPage
from tests.makers import make_case, make_editor, publish, translate

pytestmark = pytest.mark.django_db

ADDRESS = "/knowledge/case-studies/a-case/"


def current(page):
    return Provenance.objects.get(page=page, is_current=True)


def test_each_publication_leaves_a_row(site):
    case = make_case(site)
    publish(case, summary="Changed.")

    assert Provenance.objects.filter(page=case).count() == 2
    assert current(case).how == How.PERSON
    assert current(case).revision == CaseStudyPage.objects.get(pk=case.pk).live_revision


def test_a_translation_by_a_person_names_its_original(site):
    case = make_case(site)
    french = translate(case, "fr")

    assert current(french).how == How.PERSON
    assert current(french).original_revision == CaseStudyPage.objects.get(pk=case.pk).live_revision


def test_a_translation_by_a_machine_says_so(site):
    french = translate(make_case(site), "fr", how="machine")

    assert current(french).how == How.MACHINE


def test_a_change_of_the_original_is_counted_in_its_translation(site):
    case = make_case(site)
    french = translate(case, "fr")
    assert current(french).changed_since(current(case)) == 0

    publish(case, summary="Something else.", place="Elsewhere")

    assert current(french).changed_since(current(case)) == 2


def test_a_translation_written_freely_is_up_to_date_with_the_original_of_that_day(site):
    case = make_case(site)
    french = translate(case, "fr")
    Translation.objects.update(enabled=False)
    french = publish(french, summary="Librement.")
    assert current(french).changed_since(current(case)) == 0

    publish(case, summary="Something else.")
    assert current(french).changed_since(current(case)) == 1


def test_only_what_a_machine_drafted_is_marked_as_read_over(admin_client, site):
    case, draft = make_case(site), make_case(site, "Draft", live=False)
    for page in (case, draft):
        answer = admin_client.post(f"/admin/items/{page.pk}/review/", follow=True)
        assert "Only a published text that a machine drafted" in answer.text
    assert current(case).how == How.PERSON


def test_the_reader_of_a_translation_is_told_of_the_change(client, site):
    case = make_case(site)
    translate(case, "ar")
    before = client.get("/ar" + ADDRESS).text

    publish(case, summary="Something else.")

    assert client.get("/ar" + ADDRESS).text.count("<p>") == before.count("<p>") + 1


def test_the_mark_of_a_machine_stays_until_a_person_has_read_the_text(client, site):
    case = make_case(site, live=False)
    with written(How.MACHINE):
        case = publish(case)
    publish(case, summary="A comma more.")
    assert current(case).how == How.MACHINE

    editor = make_editor(site.home)
    client.force_login(editor)
    page = client.get(f"/admin/items/{case.pk}/review/")
    assert page.status_code == 200
    client.post(f"/admin/items/{case.pk}/review/")

    assert current(case).how == How.MACHINE_CHECKED
    assert current(case).reviewed_by == editor


def test_only_who_may_publish_a_text_can_clear_its_mark(client, site):
    case = make_case(site, live=False)
    with written(How.MACHINE):
        case = publish(case)
    client.force_login(make_editor(site.home, permissions=("add", "change")))

    assert client.get(f"/admin/items/{case.pk}/review/").status_code == 302
    assert client.post(f"/admin/items/{case.pk}/review/").status_code == 302
    assert current(case).how == How.MACHINE


def test_a_review_holds_for_the_words_it_was_given_for(site):
    case = make_case(site)
    french = translate(case, "fr", how="machine")
    Provenance.objects.filter(page=french).update(how=How.MACHINE_CHECKED)

    publish(french)
    assert current(french).how == How.MACHINE_CHECKED

    publish(case, summary="Something else.")
    french = translate(CaseStudyPage.objects.get(pk=case.pk), "fr", how="machine")
    assert current(french).how == How.MACHINE
