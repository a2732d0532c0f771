"""The forms of the admin teach what to write, and say what is wrong without losing a word."""

import pytest
from django.urls import reverse
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.languages.shelves import shelf_of
from core.models import ContentPage
from knowledge.models import CaseStudyPage, CollectionPage, ResourcePage
from tests.makers import make_case, make_resource, translate, typed

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PUBLISH = {"action-publish": "Publish"}


@pytest.fixture
def send(admin_client, site):
    """Send the form of a new page below a section."""

    def add(section, page_type, data, language="en"):
        place = shelf_of(section, site.languages[language]).pk
        address = reverse("wagtailadmin_pages:add", args=["knowledge", page_type, place])
        return admin_client.post(address, data, follow=True).text

    return add


@pytest.fixture
def send_case(send, site):
    return lambda title, language="en", **fields: send(
        site.cases, "casestudypage", typed(title, **fields), language
    )


@pytest.fixture
def send_resource(send, site):
    def add(title, **fields):
        lists = ("languages", "countries", "themes", "cases", "comments")
        data = {"title": title, "slug": "", "kind": "publication", "abstract": "What was found."}
        rows = {name: inline_formset([]) for name in lists}
        return send(site.resources, "resourcepage", nested_form_data(data | rows | fields))

    return add


# Which page to add -----------------------------------------------------------------------


def test_every_page_type_says_what_it_is_for():
    ours = [model for model in get_page_models() if issubclass(model, ContentPage)]

    assert [model for model in ours if not model.get_page_description()] == []


def test_an_editor_reads_what_a_page_type_is_for_before_choosing_it(admin_client, site):
    html = admin_client.get(reverse("wagtailadmin_pages:add_subpage", args=[site.home.pk])).text

    assert "A page of text that stands by itself" in html


# The order of the form -------------------------------------------------------------------


def test_the_parts_of_a_case_study_follow_the_order_of_thinking(admin_client, site):
    args = ["knowledge", "casestudypage", site.cases.pk]
    html = admin_client.get(reverse("wagtailadmin_pages:add", args=args)).text

    order = [
        'name="title"', 'name="summary"', 'name="countries-TOTAL_FORMS"', 'name="level"',
        'name="trigger"', 'name="law"', 'name="funding_note"', 'data-contentpath="body"',
        'data-contentpath="timeline"', 'data-contentpath="outcomes"',
        'data-contentpath="failures"', 'data-contentpath="lessons"', 'name="sources-TOTAL_FORMS"',
        'name="themes-TOTAL_FORMS"', 'name="related_cases-TOTAL_FORMS"',
    ]  # fmt: skip
    assert [html.count(part) for part in order] == [1] * len(order)
    assert sorted(order, key=html.index) == order
    assert "no private persons" in html
    assert "Name no one who spoke to you in confidence." in html


# What is wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize("summary", ["Peace council", "  peace – COUNCIL. "])
def test_a_summary_that_only_repeats_the_title_is_not_published(send_case, summary):
    html = send_case("Peace council", summary=summary, place="Typed before", **PUBLISH)

    assert not CaseStudyPage.objects.exists()
    assert "This only repeats the title." in html
    assert "Typed before" in html


def test_a_draft_may_wait_for_its_summary(send_case):
    send_case("शान्ति समिति", "ne", summary="शान्ति समिति")

    assert CaseStudyPage.objects.filter(live=False).count() == 1


def test_the_abstract_of_a_resource_and_the_words_of_a_collection_say_more_than_the_title(
    send, send_resource, site
):
    html = send_resource("A report", abstract="A report", **PUBLISH)
    assert "This only repeats the title." in html

    collection = {"title": "To read", "slug": "", "introduction": "To read."}
    collection |= {"entries": streamfield([]), "comments": inline_formset([])} | PUBLISH
    html = send(site.collections, "collectionpage", nested_form_data(collection))
    assert "This only repeats the title." in html
    assert not ResourcePage.objects.exists()
    assert not CollectionPage.objects.exists()


def test_events_are_put_in_order_when_they_are_saved(send_case):
    days = ["2013-02", "2011-05-16", "2011", "", "1999-01", "2011-05"]
    send_case("Council", timeline=[{"when": d, "text": f"On {d}", "sources": ""} for d in days])

    case = CaseStudyPage.objects.get()
    kept = [(event.value["when"], event.value["text"]) for event in case.timeline]
    assert [when for when, _ in kept] == [
        "1999-01", "2011", "2011-05", "2011-05-16", "2013-02", "",
    ]  # fmt: skip
    assert all(text == f"On {when}".strip() for when, text in kept)


def test_putting_events_in_order_keeps_the_translation_of_each(admin_client, site):
    events = [("event", {"when": when, "text": f"On {when}"}) for when in ("2013", "2011")]
    case = make_case(site, "Council", timeline=events)
    french = translate(case, "fr")
    ids = {event.value["when"]: event.id for event in case.timeline}

    blocks = [{"type": "event", "id": ids[when], "when": when} for when in ("2013", "2011")]
    data = typed(
        "Council", timeline=[{"when": b["when"], "text": f"On {b['when']}"} for b in blocks]
    )
    for number, block in enumerate(blocks):
        data[f"timeline-{number}-id"] = block["id"]
    data |= PUBLISH
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[case.pk]), data)

    case.refresh_from_db(), french.refresh_from_db()
    assert [(e.value["when"], e.id) for e in case.timeline] == [
        ("2011", ids["2011"]),
        ("2013", ids["2013"]),
    ]
    assert {e.id: e.value["text"] for e in french.timeline} == {
        ids["2011"]: "[On 2011]",
        ids["2013"]: "[On 2013]",
    }


WARNING = "has neither a web address nor a document nor a publisher"


def test_an_editor_is_warned_of_a_resource_that_nobody_can_get(send_resource):
    html = send_resource("A report", **PUBLISH)

    assert "“A report” has neither" in html
    assert ResourcePage.objects.get().live


@pytest.mark.parametrize("way", [{"publisher": "A press"}, {"address": "https://example.org/r"}])
def test_one_way_to_a_resource_is_enough(send_resource, way):
    assert WARNING not in send_resource("A report", **way, **PUBLISH)


def test_a_bad_address_of_a_resource_is_refused_in_its_place(send_resource):
    html = send_resource("A report", address="not an address", authors="Typed before")

    assert not ResourcePage.objects.exists()
    assert "Enter a valid URL" in html
    assert "not an address" in html
    assert "Typed before" in html


def test_editing_a_resource_asks_nothing_of_what_is_there(admin_client, site):
    resource = make_resource(site, "A report")

    assert (
        admin_client.get(reverse("wagtailadmin_pages:edit", args=[resource.pk])).status_code == 200
    )
