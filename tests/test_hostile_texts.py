"""Whatever a person types, wherever they type it: the site answers, and shows it as words."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from core.models import Batch, File, Picture
from knowledge.models import CaseStudyPage
from members.models import Member
from stakeholders.models import Contact, ProfilePage
from tests.hostile import (  # noqa: F401 (their doors are in DOORS)
    account_doors,
    desk_doors,
    dialogue_doors,
)
from tests.hostile.directory_doors import ask_to_be_listed, full_profile, write_profile
from tests.hostile.doors import (
    DOORS,
    SETTINGS,
    Typist,
    full_of,
    make_ready,
    write_body,
    write_case,
)
from tests.hostile.live import live_texts
from tests.hostile.texts import TEXTS
from tests.hostile.write import packs
from tests.makers import rows

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ONE_OF_EACH_FAMILY = {text.family: text.text for text in reversed(TEXTS)}
STORED = [text for text in ONE_OF_EACH_FAMILY.values() if "\0" not in text]
# What databases, parsers and file systems trip over.
HARD = [
    text.text
    for text in TEXTS
    if text.family in {"NUL and controls", "surrogates", "JSON", "long", "headers"}
]


@pytest.fixture
def ready(site):
    return make_ready(site)


@pytest.fixture(autouse=True)
def unhindered(settings):
    for name, value in SETTINGS.items():
        setattr(settings, name, value)


@pytest.fixture
def typist(admin):
    typist = Typist()
    typist.force_login(admin)
    return typist


def together(most):
    """As many of the families as a field takes, in one text."""
    joined = ""
    for text in ONE_OF_EACH_FAMILY.values():
        if "\0" not in text and len(joined) + 1 + len(text) <= most:
            joined += f" {text}"
    return joined[1:]


def broken_by(typist, door, ready, texts):
    for text in texts:
        door.send(typist, ready, text)
    return typist.broken


def test_no_text_breaks_the_answer_at_any_door(typist, ready):
    for door in DOORS.values():
        assert not broken_by(typist, door, ready, ["a\0b", together(door.most)]), door.name


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_no_hard_text_breaks_the_answer(typist, ready, door):
    assert not broken_by(typist, door, ready, HARD)


@pytest.mark.xfail(
    connection.vendor == "sqlite", reason="the search of SQLite takes it for its own", strict=True
)
@pytest.mark.parametrize("place", ["images", "documents", "choose-page/search", "profiles"])
def test_an_editor_searches_for_a_quotation_mark(typist, ready, place):
    typist.get(f"/admin/{place}/", {"q": '2" pipe'})

    assert not typist.broken


@pytest.mark.xfail(reason="Wagtail looks for a picture with this word for its number", strict=True)
def test_a_choice_that_is_no_number_is_refused(typist, ready):
    image = {"image": "x", "alt_text": "A hill", "decorative": ""}
    write_body(typist, ready, ("picture", {"image": image, "caption": ""}))

    assert not typist.broken


@pytest.mark.xfail(reason="Wagtail looks for a page with this word for its number", strict=True)
def test_an_organisation_that_is_no_number_is_refused(typist, ready):
    write_profile(typist, ready, parents=inline_formset([{"other": "x"}]))

    assert not typist.broken


# Read without a browser ------------------------------------------------------------------


def test_the_quick_reader_sees_texts_that_run():
    scripts = [text for text in TEXTS if text.runs]
    seen = [text for text in scripts if text.number in live_texts(text.raw)]

    assert len(seen) >= 0.4 * len(scripts)


def assert_words(html, where):
    """No text of ours runs in it, and no template of ours was worked out."""
    assert live_texts(html) == set(), where
    assert "8827" not in html, where


def read(reader, *paths):
    for path in paths:
        answer = reader.get(path)
        is_page = "html" in answer.headers["Content-Type"]
        assert_words(answer.text if is_page else answer.json()["html"], path)


def test_a_case_study_full_of_hostile_texts_is_shown_as_words(typist, ready, client):
    for start in range(0, len(STORED), 8):
        some = STORED[start : start + 8]
        fields = full_of(ready, some, 'https://example.org/"onmouseover="fire(1)')
        fields |= {name: " ".join(some)[:190] for name in ("place", "seo_title")}
        fields["summary"] = " ".join(reversed(some))[:390]  # one like the title is refused
        fields["sources"] = [{"key": "a", "citation": " ".join(some)[:390]}]
        write_case(typist, ready, " ".join(some)[:190].strip(), **fields)
    cases = CaseStudyPage.objects.readable().exclude(slug="ready")
    assert cases.count() == len(range(0, len(STORED), 8))

    for case in cases:
        read(client, f"/en/knowledge/case-studies/{case.slug}/")
        read(typist, reverse("wagtailadmin_pages:history", args=[case.pk]))
    read(typist, reverse("wagtailadmin_pages:edit", args=[case.pk]))
    read(client, "/en/", "/ar/knowledge/case-studies/", "/en/knowledge/case-studies/?page=2")
    read(typist, reverse("wagtailadmin_explore", args=[ready.cases.pk]))
    read(typist, "/admin/reports/site-history/", f"/admin/choose-page/{ready.cases.pk}/")


def test_a_profile_full_of_hostile_texts_is_shown_as_words(typist, ready, client):
    for pack in packs(STORED, 190):
        fields = full_profile(pack, 'https://example.org/"onmouseover="fire(1)')
        write_profile(typist, ready, " ".join(pack), **fields)
        DOORS["request to be listed"].send(typist, ready, " ".join(pack))
        DOORS["file of organisations"].send(typist, ready, " ".join(pack))
    asked = ProfilePage.objects.filter(live=False)
    for profile in asked:
        profile.get_latest_revision().publish()
    profiles = ProfilePage.objects.readable().exclude(slug="ready")
    assert profiles.count() == 3 * len(list(packs(STORED, 190)))

    on_the_map = {"precision": "place", "latitude": "27.7", "longitude": "85.3"}
    for profile in profiles:
        typist.post(reverse("stakeholders_show_on_map", args=[profile.pk]), on_the_map)
        read(client, f"/en/stakeholders/{profile.slug}/")
        read(typist, reverse("wagtailadmin_pages:history", args=[profile.pk]))
        read(typist, reverse("stakeholders_show_on_map", args=[profile.pk]))
    for profile in (profiles.first(), profiles.last()):
        read(typist, reverse("wagtailadmin_pages:edit", args=[profile.pk]))
    for path in ("", "?country=np", "by-level/", "by-level/?country=np", "map/"):
        read(client, f"/ar/stakeholders/{path}")
    for batch in Batch.objects.all():
        read(typist, reverse("core_batch", args=[batch.pk]))
    read(typist, reverse("profiles:index"), reverse("core_batches"), "/admin/contacts/")
    assert not typist.broken


def test_our_mails_name_an_organisation_in_words(typist, ready):
    text = "<script>fire(1)</script>"
    DOORS["organisation in our mails"].send(typist, ready, text)

    naming = [message for message in mail.outbox if text in message.subject]
    assert len(naming) == 2, "the question and the message"
    for message in naming:
        for html, _type in message.alternatives:
            assert_words(html, message.subject)
            assert "&lt;script&gt;fire(1)" in html


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_what_was_typed_comes_back_as_words(typist, ready, door):
    """In what is said to who typed it, and in mails."""
    typist.follows = True
    for pack in packs(STORED, door.most, together=len(STORED)):
        answer = door.send(typist, ready, " ".join(pack))
        if "html" in answer.headers.get("Content-Type", ""):
            assert_words(answer.text, pack)

    for message in mail.outbox:
        for html, _type in message.alternatives:
            assert_words(html, message.subject)


# Reading direction -----------------------------------------------------------------------

TURNED = "Peace\u202e\u2066 fdp.exe\u202c\u2069"
STRAIGHT = "Peace fdp.exe"


def test_a_title_or_name_does_not_turn_what_stands_around_it(typist, ready):
    write_case(typist, ready, TURNED, seo_title=TURNED)
    for name in ("title of a picture", "title of a file", "name of a member"):
        DOORS[name].send(typist, ready, TURNED)

    case = CaseStudyPage.objects.get(title=STRAIGHT)
    assert (case.draft_title, case.seo_title) == (STRAIGHT, STRAIGHT)
    for model, field in ((Picture, "title"), (File, "title"), (Member, "name")):
        assert model.objects.filter(**{field: STRAIGHT}).exists()


def test_a_translated_title_does_not_turn_what_stands_around_it(typist, ready):
    DOORS["translated words"].send(typist, ready, TURNED)
    assert rows(ready.case)["fr"].draft_title == STRAIGHT

    ready.translation.save_target(publish=False)
    assert rows(ready.case)["fr"].get_latest_revision_as_object().title == STRAIGHT


def test_a_title_of_nothing_but_marks_is_missed(typist, ready):
    answer = write_case(typist, ready, "\u202e\u2069")

    assert answer.status_code == 200
    assert "This field cannot be blank." in answer.text


# Single doors ----------------------------------------------------------------------------


def test_half_a_letter_in_long_text_is_left_out(typist, ready):
    DOORS["paragraph"].send(typist, ready, "Peace \\ud83d and quiet")

    body = CaseStudyPage.objects.get(title="Words").body[0].value.source
    assert "Peace ? and quiet" in re.sub("<[^>]+>", "", body)


@pytest.mark.parametrize("sent", ["", "<p>Words</p>", "[]", '{"blocks": 1}', "[" * 2_000])
def test_what_no_editor_sends_is_refused(typist, ready, sent):
    assert DOORS["paragraph without its editor"].send(typist, ready, sent).status_code == 400


def test_a_block_whose_id_no_database_stores_is_refused(typist, ready):
    assert DOORS["inside of a block"].send(typist, ready, "a\0b").status_code == 400


def test_a_copy_is_told_that_its_title_is_too_long(typist, ready):
    address = reverse("wagtailadmin_pages:copy", args=[ready.case.pk])
    form = {"new_title": "a" * 256, "new_slug": "copy", "new_parent_page": ready.cases.pk}

    answer = typist.post(address, form)

    assert answer.status_code == 200
    assert "at most 255 characters" in answer.text


def test_a_picture_with_too_long_a_name_is_not_found(client, db):
    for name in ("a" * 300, "श" * 100, f"{'a' * 200}.png"):
        assert client.get(f"/media/pictures/{name}").status_code == 404


@pytest.mark.parametrize("field", ["title", "summary", "contact_name"])
def test_a_request_of_nothing_but_marks_is_refused(typist, ready, field):
    answer = ask_to_be_listed(typist, **{field: "\u202e\u2069"})

    assert answer.status_code == 422
    assert "This field is required." in answer.text
    assert not typist.broken


def test_nobody_agrees_at_the_end_of_the_calendar(typist, ready):
    DOORS["dates of a contact"].send(typist, ready, "9999-12-31")

    days = {"consent_given_on": "9999-12-30", "consent_ends_on": "9999-12-31"}
    form = {"name": "Words", "email": "c@example.org", "language": "en", "scope": "messages"}
    typist.post(reverse("stakeholders_contact", args=[ready.contact.pk]), form | days)

    assert not typist.broken
    assert not Contact.objects.filter(consent_ends_on="9999-12-31").exists()


@pytest.mark.parametrize("path", ["profiles/{}/map/", "profiles/{}/contacts/add/", "contacts/{}/"])
def test_a_number_that_no_database_holds_is_not_found(typist, ready, path):
    assert typist.get("/admin/" + path.format("9" * 30)).status_code == 404
