"""What is the same in every language is changed once, on the original."""

import pytest
from wagtail.models import Revision
from wagtail_localize.models import Translation

from knowledge.models import CaseStudyPage
from tests.makers import committed, make_case, publish, rows, translate

pytestmark = pytest.mark.django_db

EVENT = {"when": "2011", "text": "The act is passed.", "sources": ""}


@pytest.fixture
def case(site):
    """A case with an event, in French and, as a draft, in Nepali."""
    case = publish(make_case(site, live=False, country="GH"), timeline=[("event", EVENT)])
    translate(case, "fr")
    translate(case, "ne", live=False)
    return CaseStudyPage.objects.get(pk=case.pk)


def change_facts(case):
    case.countries.add(case.countries.model(iso="TG"))
    case.timeline[0].value["when"] = "2011-05"
    return publish(case, status="ended", year_to=2014)


def facts(page):
    countries = [row.iso for row in page.countries.all()]
    return page.status, page.year_to, countries, page.timeline[0].value["when"]


def test_every_version_has_the_facts_of_the_original(case):
    change_facts(case)

    versions = rows(case)
    assert set(versions) == {"en", "fr", "ne"}
    for version in versions.values():
        assert facts(version) == ("ended", 2014, ["GH", "TG"], "2011-05")
    assert versions["fr"].timeline[0].value["text"] == "[The act is passed.]"


def test_a_waiting_draft_of_a_translation_takes_the_new_facts(case):
    french = rows(case)["fr"]
    french.title = "En attente"
    draft = french.save_revision()
    change_facts(case)

    draft.publish()

    french = rows(case)["fr"]
    assert french.title == "En attente"
    assert facts(french) == ("ended", 2014, ["GH", "TG"], "2011-05")


def test_an_editor_sees_the_facts_of_today_in_a_waiting_draft(case):
    french = rows(case)["fr"]
    french.title = "En attente"
    french.save_revision()
    change_facts(case)

    draft = rows(case)["fr"].get_latest_revision_as_object()

    assert draft.title == "En attente"
    assert (draft.status, [row.iso for row in draft.countries.all()]) == ("ended", ["GH", "TG"])


def test_a_translation_published_again_keeps_the_facts_of_today(case):
    before = Revision.objects.get(pk=rows(case)["fr"].live_revision_id)
    change_facts(case)

    before.publish()
    assert facts(rows(case)["fr"]) == ("ended", 2014, ["GH", "TG"], "2011-05")

    with committed():
        Translation.objects.get(target_locale__language_code="fr").save_target()
    assert facts(rows(case)["fr"]) == ("ended", 2014, ["GH", "TG"], "2011-05")


def test_a_translation_cannot_change_facts(case):
    french = publish(rows(case)["fr"], status="dormant", title="Ghana")

    assert french.title == "Ghana"
    assert french.status == "active"


def test_what_did_not_change_is_not_written_again(case):
    def ids():
        return [row.pk for row in rows(case)["fr"].countries.all()]

    before = ids()
    publish(case, title="New")

    assert ids() == before
