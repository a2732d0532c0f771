"""The site its first readers find: real cases, said to be drafted by a machine."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import override_settings
from django.utils.html import strip_tags
from wagtail.images.permissions import permission_policy as picture_permissions
from wagtail.models import GroupApprovalTask, Page

from core.fields import split_keys
from core.languages.addresses import reader_path
from core.models import Provenance
from core.models.provenance import How, State, telling
from dialogue import queue
from dialogue.models import Contribution, DialoguePage, FormerText, ForumPage
from dialogue.vocabularies import Status
from home import accounts, desks, voices
from home.content.folder import key_of, original_of
from knowledge.models import CaseStudyPage, CollectionPage, ResourcePage
from stakeholders.desk import posts
from stakeholders.editing import committees_of
from stakeholders.models import ProfilePage, UpdatePage
from tests.conftest import kept_for_a_module
from tests.makers import rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.starting_content]

CASES = "knowledge/case-studies/"
GHANA = CASES + "ghana-national-peace-council"
BURUNDI = CASES + "burundi-local-peace-committees"
SOUTH_AFRICA = CASES + "south-africa-national-peace-accord"
EIGHT = {"en", "fr", "es", "pt", "ar", "ru", "sw", "ne"}
WRITTEN_IN = {
    "burundi": "fr", "colombia": "es", "kenya": "sw", "kyrgyzstan": "ru", "nepal": "ne",
    "nicaragua": "es", "timor": "pt", "tunisia": "ar",
}  # fmt: skip
WHOLE = ["about", "what-is-a-peace-committee", "take-part", "how-we-translate", "privacy", "safety"]

# How a text begins in each language.
IT_IS_A_SAMPLE = {
    "en": "This is a sample",
    "fr": "Ceci est un exemple",
    "es": "Esto es un ejemplo",
    "pt": "Isto é um exemplo",
    "ar": "هذا نموذج",
    "ru": "Это образец",
    "sw": "Huu ni mfano",
    "ne": "यो नमुना हो",
}


@pytest.fixture(scope="module")
def built_demo(django_db_setup, django_db_blocker, tmp_path_factory):
    passwords = tmp_path_factory.mktemp("demo") / "passwords.txt"
    with (
        kept_for_a_module(django_db_blocker),
        override_settings(DEMO_ACCOUNTS=True, PASSWORDS_FILE=passwords),
    ):
        call_command("build_demo", verbosity=0)
        yield


@pytest.fixture
def demo(built_demo, db):
    pass


def item(path):
    return original_of(key_of(path))


def published(page):
    return {code for code, version in rows(page).items() if version.live}


def test_the_originals_stand_in_their_own_languages(demo):
    originals = CaseStudyPage.objects.originals()

    assert len(originals) >= 16
    for case in originals:
        country = case.slug.split("-")[0]
        assert case.locale.language_code == WRITTEN_IN.get(country, "en"), case.slug


def test_every_case_is_read_in_two_languages_and_four_in_all(demo):
    languages = {case.slug: published(case) for case in CaseStudyPage.objects.originals()}

    assert [slug for slug, codes in languages.items() if len(codes) < 2] == []
    assert sum(codes == EIGHT for codes in languages.values()) >= 4


def test_every_case_is_found_in_every_language(demo, client):
    for case in CaseStudyPage.objects.originals():
        for language in EIGHT:
            response = client.get(f"/{language}/{CASES}{case.slug}/")
            assert response.status_code == 200
            assert f'<html lang="{language}"' in response.text


def test_there_is_enough_to_read(demo):
    assert ResourcePage.objects.originals().count() >= 20
    for slug in ("starting-a-committee", "women-at-the-table", "a-law-or-no-law"):
        collection = CollectionPage.objects.originals().get(slug=slug)
        assert published(collection) == EIGHT
        assert len(collection.read_entries()) == len(collection.entries) >= 4
    assert len(item("knowledge/collections/archive-2010-2014").read_entries()) >= 3
    for slug in WHOLE:
        assert published(item(slug)) == EIGHT, slug
    for slug in ("accessibility", "imprint"):
        assert len(published(item(slug))) >= 4


def test_the_places_of_the_site_have_words_in_every_language(demo):
    for path in (
        "",
        "knowledge",
        "knowledge/case-studies",
        "stakeholders",
        "committees",
        "updates",
        "dialogue",
    ):
        assert published(item(path)) == EIGHT, path


def test_every_forum_has_its_house_rules_in_every_language(demo):
    forums = ForumPage.objects.originals()

    assert len(forums) == 2
    for forum in forums:
        assert published(forum) == EIGHT
        assert len(forum.house_rules) in {4, 5}
        for version in rows(forum).values():
            assert len(version.house_rules) == len(forum.house_rules)


def test_dialogues_are_asked_in_different_languages_and_found_in_all(demo, client):
    dialogues = DialoguePage.objects.originals()

    assert {page.locale.language_code for page in dialogues} == {"en", "fr", "ne", "sw"}
    assert dialogues.exclude(closes_on=None).count() == 1
    for dialogue in dialogues:
        assert len(published(dialogue)) >= 5
        for version in rows(dialogue).values():
            words = strip_tags(str(version.body.render_as_block())).split()
            assert 80 <= len(words) <= 150, version
        for language in EIGHT:
            response = client.get(reader_path(dialogue, language))
            assert response.status_code == 200
            assert len(response.context["cases"]) == len(dialogue.cases.all()) >= 3
            assert not response.context["hosts"]


def test_of_a_dialogue_in_rounds_something_was_said_in_each(demo, client):
    for language in EIGHT:
        dialogue = DialoguePage.objects.originals().get(slug="before-elections")
        rounds = client.get(reader_path(dialogue, language)).context["rounds"]
        assert [one.contributions for one in rounds] == [3, 1]
        assert all(one.question for one in rounds)


def test_sample_committees_are_marked_as_such_wherever_they_are_read(demo, client):
    marks = {"ne": "(नमुना)", "sw": "(mfano)", "en": "(sample)"}
    samples = ProfilePage.objects.filter(slug__startswith="sample-").readable()
    updates = UpdatePage.objects.readable()

    assert {page.locale.language_code for page in samples.originals()} == {"ne", "sw"}
    assert updates.originals().count() == 4
    assert updates.filter(locale__language_code="en").count() == 2
    for page in [*samples, *updates]:
        assert page.title.endswith(marks[page.locale.language_code])
    assert client.get("/fr/updates/").text.count("(mfano)") >= 1


def test_every_state_of_a_translation_is_there(demo, client):
    assert published(item(GHANA)) == EIGHT
    assert not rows(item(SOUTH_AFRICA))["fr"].live
    assert '<article lang="en"' in client.get(f"/ar/{SOUTH_AFRICA}/").text
    states = telling(item(BURUNDI)).states
    assert states["fr"] == State.ORIGINAL
    assert states["en"] == State.BEHIND
    assert telling(item(GHANA)).states["fr"] == State.MACHINE


def test_all_of_it_is_said_to_be_drafted_by_a_machine(demo):
    assert Provenance.objects.exists()
    assert not Provenance.objects.exclude(how=How.MACHINE).exists()


def test_every_structured_fact_and_event_names_a_source_of_its_case(demo):
    for case in CaseStudyPage.objects.originals():
        known = set(case.source_numbers)
        facts = {
            "level": case.level, "kind": case.kind, "status": case.status, "law": case.law,
            "years": case.year_from or case.year_to, "trigger": case.trigger,
            "participants": case.participants,
        }  # fmt: skip
        for fact, value in facts.items():
            sources = split_keys(getattr(case, f"{fact}_sources"))
            assert bool(sources) or not value, (case.slug, fact)
            assert set(sources) <= known, (case.slug, fact)
        points = [*case.timeline, *case.outcomes, *case.failures, *case.lessons]
        points += [block for block in case.body if block.block_type == "figure"]
        for point in points:
            sources = split_keys(point.value["sources"])
            assert sources, (case.slug, point.value)
            assert set(sources) <= known, (case.slug, point.value)
        case.full_clean()


def test_a_case_is_as_long_as_it_takes(demo):
    for case in CaseStudyPage.objects.originals():
        for version in rows(case).values():
            words = len(str(version.specific.body.render_as_block()).split())
            assert 400 <= words <= 1400, (version, words)


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
    for code in ("fr", "es"):
        rows(item(SOUTH_AFRICA))[code].delete()
    item(SOUTH_AFRICA).delete()

    call_command("build_demo", verbosity=0)

    assert item(SOUTH_AFRICA) is None


def test_two_desks_can_be_tried_at_once(demo):
    states = {}
    for email in desks.DESKS:
        committees = committees_of(get_user_model().objects.get(email=email))
        states[email] = sorted(post.state for post in posts.open_posts(committees))
    assert set(map(tuple, states.values())) == {("draft", "returned", "waiting")}


# The sample voices ---------------------------------------------------------------------


def read(client, dialogue, language="en"):
    return client.get(f"/{language}/{dialogue}/")


def test_four_dialogues_are_held_in_eight_languages_and_all_of_it_is_marked(demo, client):
    languages = set()
    for dialogue in (voices.LAW, voices.MONEY, voices.WOMEN, voices.ELECTIONS):
        response = read(client, dialogue)
        thread = response.context["thread"].object_list
        assert len(thread) >= 3
        assert any(said.depth for said in thread)
        for said in thread:
            for version in (said.original, said.shown):
                begins = IT_IS_A_SAMPLE[version.locale.language_code]
                assert version.text.startswith(begins)
                assert begins in response.text
            languages.add(said.original.locale.language_code)
            assert str(said.original.author).endswith("(sample)")
    assert languages == set(IT_IS_A_SAMPLE)


def test_every_kind_of_translation_is_read_as_what_it_is(demo, client):
    translated = [
        said
        for language in ("en", "ne")
        for dialogue in (voices.LAW, voices.MONEY)
        for said in read(client, dialogue, language).context["thread"].object_list
        if said.is_translation
    ]

    assert {(said.shown.how, said.is_behind) for said in translated} == {
        (How.PERSON, False),
        (How.PERSON, True),
        (How.MACHINE, False),
        (How.MACHINE_CHECKED, False),
    }
    law = read(client, voices.LAW).text
    assert law.count("The original was changed since.") == 1
    assert "Translated by Daniel (sample), from: French." in law


def test_what_came_of_a_dialogue_is_told_and_those_who_took_part_say_whether_it_is_right(
    demo, client, mailoutbox
):
    page = read(client, f"{voices.MONEY}/what-came-of-it-sample").text

    assert "This is a sample of a summary" in page
    assert "Huu ni mfano." in page
    assert "2 people who took part say: this says what I said." in page
    assert "summarised" in read(client, voices.MONEY).text
    assert not [mail for mail in mailoutbox if "voice-" in str(mail.to)]


def test_a_newcomers_words_wait_for_the_moderator_and_nobody_else_reads_them(demo, client):
    moderator = get_user_model().objects.get(email="moderator@example.org")

    [waits] = queue.moderated(moderator).waiting()

    assert waits.text.startswith(IT_IS_A_SAMPLE["en"])
    assert waits.author.contributions.exclude(status=Status.WAITING).count() == 0
    assert waits.text not in read(client, voices.ELECTIONS).text


def test_nobody_signs_in_as_a_sample_voice(demo):
    for member in get_user_model().objects.filter(email__in=voices.VOICES):
        assert not member.has_usable_password()


def test_making_it_again_changes_and_doubles_nothing(demo):
    def state():
        models = (Contribution, FormerText, get_user_model(), DialoguePage)
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = state()
    call_command("build_demo", verbosity=0)

    assert state() == before
