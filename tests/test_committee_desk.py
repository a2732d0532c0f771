"""A committee writes for itself, from a phone, in its own language, without the admin."""

import gzip
import re
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Locale, Workflow

from core.models import Picture
from core.public_forms import KEPT_FOR
from core.rich_text import TEXT_FEATURES
from home import accounts
from stakeholders.actions import end_appointment, set_review_of_updates
from stakeholders.desk.photos import forget_unused
from stakeholders.desk.typed import html_of, typed
from stakeholders.models import Appointment, Post, UpdatePage
from stakeholders.rights import sync_rights
from tests.conftest import kept_for_a_module
from tests.makers import (
    committed,
    count_queries,
    make_committee,
    make_member,
    make_update,
    translate,
)
from tests.signed_out import end_all_sessions, form_on, sign_in_again
from tests.test_pictures import assert_tells_nothing, photo, stored_files

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

DESK = "/ne/desk/"
KB = 1024


@pytest.fixture(scope="module", autouse=True)
def groups(built_committee, django_db_blocker):
    with kept_for_a_module(django_db_blocker):
        accounts.make_groups()
        yield


def appoint(committee, email="asha@example.org"):
    """Have somebody write for a committee."""
    member = make_member(email)
    Appointment.objects.create(committee=committee.translation_key, member=member)
    sync_rights(committee.translation_key)
    return member


@pytest.fixture
def asha(committee):
    return appoint(committee)


@pytest.fixture
def desk(asha):
    return signed_in(asha)


@pytest.fixture
def moderator(committee):
    moderator = make_member("moderator@example.org")
    moderator.groups.add(Group.objects.get(name=accounts.MODERATORS))
    return moderator


def signed_in(member):
    client = Client()
    client.force_login(member)
    return client


def words(**fields):
    """What the form sends."""
    return {
        "number": str(uuid.uuid4()),
        "title": "कुवाको पानी",
        "text": "हामी भेट भयौं।\n\n- पानी\n- बाटो",
        "shows": "",
        "date": "2026-03-01",
        "language": "ne",
        "committee": "committee",
    } | fields


def write(desk, **fields):
    """Write and look at it; gives the draft."""
    response = desk.post(DESK, words(**fields))
    assert response.status_code == 302, response.text
    pk = int(response["Location"].split("/")[3])
    assert desk.get(response["Location"]).status_code == 200
    return UpdatePage.objects.get(pk=pk)


def change(desk, update, **fields):
    """Correct it, having seen it as it is now."""
    form = desk.get(f"{DESK}{update.pk}/").context["form"]
    data = words(seen=form["seen"].value(), kept=form["kept"].value() or "")
    return desk.post(f"{DESK}{update.pk}/", data | fields)


def send(desk, update):
    page = desk.get(f"{DESK}{update.pk}/check/").text
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    response = desk.post(f"{DESK}{update.pk}/check/", {"checked": "on", "seen": seen})
    assert response.status_code == 302, response.text
    update.refresh_from_db()
    return desk.get(response["Location"]).text


def judge(moderator, update, action, comment=""):
    """Approve or reject an update in the admin."""
    state = update.current_workflow_task_state
    name = "wagtailadmin_pages:workflow_action"
    address = reverse(name, args=[update.pk, action, state.pk])
    response = signed_in(moderator).post(address, {"comment": comment})
    assert response.status_code in {200, 302}, response.text
    update.refresh_from_db()


def can_read(text, address="/ne/stakeholders/committee/"):
    return text in Client().get(address).text


def test_an_editor_writes_and_a_moderator_lets_it_appear(desk, committee, moderator):
    update = write(desk, title="Water")
    assert update.locale.language_code == "ne"
    assert update.is_original
    assert "Water" in desk.get(DESK).text
    assert not can_read("Water")

    assert "अनुमोदन" not in send(desk, update)
    assert update.workflow_in_progress
    assert not can_read("Water")

    judge(moderator, update, "approve")
    assert can_read("Water")
    assert can_read("Water", "/fr/stakeholders/committee/water/")
    assert "<li>पानी</li><li>बाटो</li>" in Client().get("/ne/stakeholders/committee/water/").text


def test_where_the_committee_decides_so_it_appears_at_once(committee):
    set_review_of_updates(committee, False, None)
    desk = signed_in(appoint(committee))
    send(desk, write(desk, title="Water"))
    assert can_read("Water")


def test_a_double_click_makes_one_draft_of_what_was_typed_last(desk):
    number = str(uuid.uuid4())
    first = write(desk, number=number, title="Water")
    second = write(desk, number=number, title="Water and paths")
    assert first.pk == second.pk
    assert UpdatePage.objects.count() == Post.objects.count() == 1
    assert second.get_latest_revision_as_object().title == "Water and paths"


def test_what_is_sent_twice_is_sent_once(desk):
    update = write(desk)
    send(desk, update)
    send(desk, update)
    assert update.workflow_states.count() == 1


def test_a_phone_that_asked_the_questions_itself_is_told_that_it_arrived(desk):
    data = words(checked="on")
    for _ in range(2):
        response = desk.post(DESK, data, headers={"accept": "application/json"})
        assert response.status_code == 201
    assert UpdatePage.objects.get().workflow_in_progress


def test_nothing_is_sent_before_the_questions_are_gone_through(desk):
    update = write(desk)
    response = desk.post(f"{DESK}{update.pk}/check/", {})
    assert response.status_code == 422
    update.refresh_from_db()
    assert not update.workflow_in_progress


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "\u202e"),
        ("text", "\u202e"),
        ("title", "x" * 300),
        ("text", ""),
        ("date", "2069-01-01"),
        ("date", "soon"),
        ("language", "de"),
        ("number", "7"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk, field, value):
    response = desk.post(DESK, words(**{"text": "Kept words"} | {field: value}))
    assert response.status_code == 422
    assert "problems" in response.text
    assert field == "text" or "Kept words" in response.text
    assert not UpdatePage.objects.exists()


@pytest.mark.parametrize("corrects", [False, True])
def test_who_was_signed_out_while_they_wrote_finds_it_in_the_form(desk, asha, corrects):
    address = f"{DESK}{write(desk).pk}/" if corrects else DESK
    sent = form_on(desk.get(address), title="पानी", text="हामी भेट भयौं।", shows="A well.")
    end_all_sessions()
    page = sign_in_again(desk, desk.post(address, sent), asha)
    again = form_on(page)
    del again["csrfmiddlewaretoken"], sent["csrfmiddlewaretoken"]
    assert again | {"made_for": ""} == sent | {"made_for": ""}
    response = desk.post(address, again)
    assert response["Location"].endswith("/check/")
    assert "हामी भेट भयौं।" in desk.get(response["Location"]).text


def test_of_a_phone_that_keeps_it_itself_the_session_keeps_nothing(desk):
    sent = form_on(desk.get(DESK), title="पानी", text="हामी भेट भयौं।")
    end_all_sessions()
    response = desk.post(DESK, sent, headers={"Accept": "application/json"})
    assert response.status_code == 302
    assert not Session.objects.exists()


def test_from_a_page_that_was_open_for_too_long_it_is_sent_all_the_same(asha):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(asha)
    sent = form_on(desk.get(DESK), title="पानी", text="हामी भेट भयौं।")
    desk.cookies["csrftoken"] = "a" * 32
    here = {"Origin": "http://testserver"}
    page = desk.post(DESK, sent, headers=here)
    assert page.status_code == 403
    assert "हामी भेट भयौं।" in page.text
    assert desk.post(DESK, form_on(page), headers=here)["Location"].endswith("/check/")


@pytest.mark.parametrize("ends", ["the appointment", "the way it looks"])
def test_what_was_typed_while_something_ended_can_be_copied(desk, asha, ends):
    update = write(desk)
    sent = form_on(desk.get(f"{DESK}{update.pk}/"), title="पानी", text="नयाँ शब्द")
    if ends == "the appointment":
        end_appointment(Appointment.objects.get(member=asha), None)
    else:
        update.body = [("heading", "Water")]
        update.save_revision()
    page = desk.post(f"{DESK}{update.pk}/", sent)
    assert page.status_code == (404 if ends == "the appointment" else 422)
    assert "पानी" in page.text
    assert "नयाँ शब्द" in page.text
    end_all_sessions()
    page = sign_in_again(desk, desk.post(f"{DESK}{update.pk}/", sent), asha)
    assert "नयाँ शब्द" in page.text


def test_the_form_remembers_in_which_language_one_writes(desk):
    assert desk.get("/en/desk/").context["form"]["language"].value() == "en"
    write(desk, language="ne")
    assert desk.get("/en/desk/").context["form"]["language"].value() == "ne"


# Photos -----------------------------------------------------------------------


def sent_photo(kind="JPEG"):
    return SimpleUploadedFile("here.jpg", photo(kind), "image/jpeg")


def test_a_photo_tells_nothing_but_what_it_shows(desk, settings):
    update = write(desk, photo=sent_photo(), shows="A well")
    block = next(block for block in update.body if block.block_type == "picture")
    assert block.value["image"].contextual_alt_text == "A well"
    assert stored_files(settings)
    for path in stored_files(settings):
        assert_tells_nothing(path)


def test_a_photo_is_described(desk):
    response = desk.post(DESK, words(photo=sent_photo()))
    assert response.status_code == 422


def test_a_sound_photo_is_kept_while_the_rest_is_refused(desk):
    response = desk.post(DESK, words(title="", photo=sent_photo(), shows="A well"))
    assert response.status_code == 422
    kept = response.context["form"]["kept"].value()
    update = write(desk, kept=kept, shows="A well")
    assert [block.block_type for block in update.body] == ["text", "picture"]
    assert Picture.objects.count() == 1


def test_of_a_form_that_was_given_up_no_photo_is_left(desk):
    kept = write(desk, photo=sent_photo(), shows="A well").body[1].value["image"].pk
    desk.post(DESK, words(title="", photo=sent_photo(), shows="A well"))
    given_up = Picture.objects.exclude(pk=kept).get().file.path
    forget_unused()
    assert Path(given_up).exists()

    Picture.objects.update(created_at=timezone.now() - KEPT_FOR)
    with committed():
        forget_unused()

    assert Picture.objects.get().pk == kept
    assert not Path(given_up).exists()


def test_a_photo_of_somebody_else_cannot_be_named(desk, committee):
    response = desk.post(DESK, words(title="", photo=sent_photo(), shows="A well"))
    kept = response.context["form"]["kept"].value()
    other = signed_in(appoint(committee, "bal@example.org"))
    assert [block.block_type for block in write(other, kept=kept).body] == ["text"]


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg onload=alert(1)>"])
def test_what_is_no_photo_is_refused(desk, data):
    file = SimpleUploadedFile("x.jpg", data, "image/jpeg")
    assert desk.post(DESK, words(photo=file, shows="A well")).status_code == 422


def test_a_photo_can_be_left_away_again(desk):
    update = write(desk, photo=sent_photo(), shows="A well")
    assert change(desk, update, without_photo="on").status_code == 302
    update.refresh_from_db()
    assert [block.block_type for block in update.get_latest_revision_as_object().body] == ["text"]


# Sent again by a phone that did not hear the answer -----------------------------------


JSON = {"accept": "application/json"}


def test_a_phone_is_told_why_something_could_not_be_sent(desk):
    answer = desk.post(DESK, words(checked="on", title="", date="2099-01-01"), headers=JSON)
    assert answer.status_code == 422
    title, day = answer.json()["reasons"]
    assert title
    assert day


def test_before_it_is_sent_one_is_told_who_reads_it(desk, committee, moderator):
    address = f"/en/desk/{write(desk).pk}/check/"
    assert "somebody at Infrastructures for Peace reads it first" in desk.get(address).text
    set_review_of_updates(committee, False, moderator)
    assert "everybody in the world can read it at once" in desk.get(address).text


def test_what_nobody_could_read_is_deleted_without_a_question(desk):
    page = desk.get(f"/en/desk/{write(desk).pk}/withdraw/").text
    assert "Delete it" in page
    assert "old link" not in page


def test_what_was_withdrawn_does_not_come_back_from_a_phone(desk):
    data = words(checked="on")
    assert desk.post(DESK, data, headers=JSON).status_code == 201
    desk.post(f"{DESK}{UpdatePage.objects.get().pk}/withdraw/", {"notice": ""})
    assert desk.post(DESK, data, headers=JSON).status_code == 201
    assert not UpdatePage.objects.exists()


def test_what_was_sent_back_and_changed_is_left_as_it_is(desk, moderator):
    data = words(checked="on", text="First words.")
    desk.post(DESK, data, headers=JSON)
    update = UpdatePage.objects.get()
    judge(moderator, update, "reject", "Who?")
    assert change(desk, update, text="Better words.").status_code == 302
    assert desk.post(DESK, data, headers=JSON).status_code == 201
    update.refresh_from_db()
    assert not update.workflow_in_progress
    assert "Better words." in str(update.get_latest_revision_as_object().body)


def test_a_photo_sent_again_is_stored_once(desk):
    data = words(checked="on", shows="A well")
    for _ in range(2):
        desk.post(DESK, data | {"photo": sent_photo()}, headers=JSON)
    assert Picture.objects.count() == 1


def test_a_form_that_was_gone_back_to_makes_an_update_of_its_own(desk):
    data = words(title="Water")
    send(desk, write(desk, **data))
    write(desk, **data | {"title": "Paths"})
    assert sorted(UpdatePage.objects.values_list("draft_title", flat=True)) == ["Paths", "Water"]


def test_a_draft_moves_to_the_language_chosen_at_last(desk):
    data = words(title="Water", language="ne")
    write(desk, **data)
    assert write(desk, **data | {"language": "en"}).locale.language_code == "en"
    assert UpdatePage.objects.count() == 1


# What became of it ---------------------------------------------------------------


def test_the_author_gets_a_mail_that_leads_to_the_desk(desk, asha, moderator, mailoutbox):
    asha.language = "ne"
    asha.save()
    update = write(desk, title="Water")
    send(desk, update)
    judge(moderator, update, "reject", "Who is meant by “they”?")
    mail = mailoutbox[-1]
    assert mail.to == ["asha@example.org"]
    assert "/ne/desk/" in mail.body
    assert "/admin/" not in mail.body
    assert "Who is meant" not in mail.body


def test_what_comes_back_says_why_and_is_sent_again(desk, moderator):
    update = write(desk, title="Water")
    send(desk, update)
    judge(moderator, update, "reject", "Who is meant by “they”?")
    html = desk.get(DESK).text
    assert "Who is meant by" in html

    change(desk, update, title="Water", text="The elders met.")
    send(desk, update)
    judge(moderator, update, "approve")
    assert can_read("The elders met.", "/ne/stakeholders/committee/water/")


def test_readers_keep_what_they_have_until_a_correction_is_approved(desk, moderator):
    update = write(desk, title="Water")
    send(desk, update)
    judge(moderator, update, "approve")
    change(desk, update, title="Water", text="Corrected.")
    address = "/ne/stakeholders/committee/water/"
    assert not can_read("Corrected.", address)
    send(desk, update)
    judge(moderator, update, "approve")
    assert can_read("Corrected.", address)


def test_what_waits_is_taken_back_by_changing_it(desk):
    update = write(desk)
    send(desk, update)
    change(desk, update, text="Other words.")
    update.refresh_from_db()
    assert not update.workflow_in_progress


def test_what_the_network_laid_out_is_not_torn(desk, committee):
    blocks = [("heading", "Water"), ("text", "<p>We met.</p>")]
    update = make_update(committee, "Laid out", "ne", body=blocks)
    page = desk.get(f"{DESK}{update.pk}/")
    assert page.status_code == 200
    assert page.context["form"] is None
    response = desk.post(f"{DESK}{update.pk}/", words(text="What I typed."))
    assert response.status_code == 422
    assert "What I typed." in response.text
    update.refresh_from_db()
    assert not update.has_unpublished_changes


def test_two_editors_do_not_write_over_each_other_unseen(desk, committee):
    update = write(desk, text="First words.")
    other = signed_in(appoint(committee, "bal@example.org"))
    seen = desk.get(f"{DESK}{update.pk}/").context["form"]["seen"].value()
    change(other, update, text="Other words.")
    data = words(text="My words.", seen=seen)
    response = desk.post(f"{DESK}{update.pk}/", data)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert "My words." in response.text
    again = response.context["form"]["seen"].value()
    assert desk.post(f"{DESK}{update.pk}/", data | {"seen": again}).status_code == 302


def test_what_is_sent_is_what_was_looked_at(desk, committee):
    update = write(desk)
    seen = update.latest_revision_id
    change(desk, update, text="Other words.")
    check = f"{DESK}{update.pk}/check/"
    response = desk.post(check, {"checked": "on", "seen": seen})
    assert response.status_code == 422
    assert "Other words." in response.text
    send(desk, update)


def test_what_the_network_locked_stays_as_it_is(desk):
    update = write(desk)
    UpdatePage.objects.filter(pk=update.pk).update(locked=True, locked_at=timezone.now())
    assert change(desk, update, text="Other words.").status_code == 422
    data = {"checked": "on", "seen": update.latest_revision_id}
    assert desk.post(f"{DESK}{update.pk}/check/", data).status_code == 422


def test_where_nobody_reviews_that_is_said(desk):
    Workflow.objects.update(active=False)
    update = write(desk)
    data = {"checked": "on", "seen": update.latest_revision_id}
    assert desk.post(f"{DESK}{update.pk}/check/", data).status_code == 422
    assert desk.post(DESK, words(checked="on"), headers=JSON).status_code == 422
    assert UpdatePage.objects.count() == 1


def test_the_address_does_not_keep_a_title_that_was_changed(desk):
    update = write(desk, title="Asha and the well")
    change(desk, update, title="The well")
    update.refresh_from_db()
    assert update.get_latest_revision_as_object().slug == "the-well"


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5_000, "²"])
def test_a_number_that_no_page_has_is_no_page(desk, number):
    assert desk.get(f"{DESK}?sent={number}").status_code == 200
    assert desk.get(f"{DESK}{number}/").status_code == 404


@pytest.mark.parametrize(("notice", "status"), [("", 404), ("yes", 410)])
def test_an_editor_withdraws_what_was_told(desk, committee, notice, status):
    update = make_update(committee, "Water", "ne", slug="water", body=[("text", "<p>We met.</p>")])
    translate(update, "fr")
    address = f"{DESK}{update.pk}/withdraw/"
    assert "Water" in desk.get(address).text
    response = desk.post(address, {"notice": notice})
    assert 'role="status"' in desk.get(response["Location"]).text
    for language in ("ne", "fr"):
        path = f"/{language}/stakeholders/committee/water/"
        assert Client().get(path).status_code == status
    assert desk.get(address).status_code == 404


# Whose it is -------------------------------------------------------------------


def test_who_is_not_signed_in_is_asked_to(client, committee):
    response = client.get(DESK)
    assert response.status_code == 302
    assert urlsplit(response["Location"]).path == "/ne/account/login/"


def test_an_editor_sees_and_changes_nothing_of_another_committee(desk, committee):
    other = make_committee(committee.get_parent().specific, "Other")
    draft = make_update(other, "Secret", "ne", live=False)
    assert "Secret" not in desk.get(DESK).text
    for place in ("", "check/", "withdraw/"):
        for ask in (desk.get, desk.post):
            assert ask(f"{DESK}{draft.pk}/{place}").status_code == 404
    assert desk.post(DESK, words(committee=other.slug)).status_code == 422
    assert not UpdatePage.objects.filter(committee=other.translation_key, live=False).exclude(
        pk=draft.pk
    )


def test_who_writes_for_two_committees_says_for_which(desk, asha, committee):
    other = make_committee(committee.get_parent().specific, "Other", slug="other")
    Appointment.objects.create(committee=other.translation_key, member=asha)
    sync_rights(other.translation_key)
    assert desk.post(DESK, words(committee="")).status_code == 422
    assert write(desk, committee="other").committee == other.translation_key


def test_the_next_request_after_the_end_of_an_appointment_is_refused(desk, asha, committee):
    update = write(desk)
    end_appointment(Appointment.objects.get(member=asha), None)
    assert desk.get(f"{DESK}{update.pk}/").status_code == 404
    assert desk.post(DESK, words()).status_code == 403
    assert UpdatePage.objects.count() == 1


# How it is typed ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("We met.", "<p>We met.</p>"),
        ("We met.\nIt rained.", "<p>We met.<br/>It rained.</p>"),
        ("We met.\n\n\nIt rained.", "<p>We met.</p><p>It rained.</p>"),
        ("- water\n• paths", "<ul><li>water</li><li>paths</li></ul>"),
        ("१. पानी\n२. बाटो", "<ol><li>पानी</li><li>बाटो</li></ol>"),
        ("15. March we met", "<p>15. March we met</p>"),
        ("3. a\n4. b", "<p>3. a<br/>4. b</p>"),
        ('We don\'t say "no"', '<p>We don\'t say "no"</p>'),
        ("So:\n- water", "<p>So:</p><ul><li>water</li></ul>"),
        (
            "See https://example.org/a?b=1&c=2.",
            '<p>See <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.</p>',
        ),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        ("<b>1 < 2</b>", "<p>&lt;b&gt;1 &lt; 2&lt;/b&gt;</p>"),
        ("2026 was dry", "<p>2026 was dry</p>"),
        ("", ""),
    ],
)
def test_text_is_laid_out_as_it_is_typed(text, html):
    assert html_of(text) == html
    assert html_of(typed(html)) == html


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>We</b> met.</p>",
        "<h3>Water</h3><p>We met.</p>",
        '<p><a href="https://x.org">x</a></p>',
    ],
)
def test_what_cannot_be_typed_is_known(html):
    assert typed(html) is None


@pytest.mark.parametrize("text", ["We met.\nAll.", 'Ng\'ombe "wengi" & <2>', "- a\n- b"])
def test_what_the_admin_saved_can_be_typed_again(text):
    converter = ContentstateConverter(TEXT_FEATURES)
    saved = converter.to_database_format(converter.from_database_format(html_of(text)))
    assert typed(saved) == text


# Elsewhere ------------------------------------------------------------------------


def test_signing_out_takes_along_what_the_browser_keeps(desk):
    response = desk.post("/ne/account/logout/")
    assert response["Clear-Site-Data"] == '"storage"'


def test_the_questions_are_asked_again_before_it_is_translated(committee, admin_client):
    update = make_update(committee, "Water", "ne", body=[("text", "<p>We met.</p>")])
    address = reverse("wagtail_localize:submit_page_translation", args=[update.pk])
    french = Locale.objects.get(language_code="fr").pk
    assert admin_client.get(address).text.count("Are there children in it?") == 1
    assert admin_client.post(address, {"locales": [french]}).status_code == 200
    assert not update.get_translations().exists()
    with committed():
        response = admin_client.post(address, {"locales": [french], "checked": "on"})
    assert response.status_code == 302, response.context["form"].errors
    assert update.get_translations().exists()


# What it costs ---------------------------------------------------------------------


def static(name):
    return Path(finders.find(name)).read_text()


def weight(*texts):
    return sum(len(gzip.compress(text.encode(), 9)) for text in texts)


def test_the_desk_is_light(desk):
    html = desk.get(DESK).text
    assert weight(html, static("core/site.css")) <= 12 * KB
    assert weight(static("stakeholders/desk.js")) <= 5 * KB


def test_the_way_to_sent_is_three_light_pages(desk):
    pages = [desk.get(DESK)]
    checking = desk.post(DESK, words())
    pages.append(desk.get(checking["Location"]))
    seen = UpdatePage.objects.get().latest_revision_id
    sent = desk.post(checking["Location"], {"checked": "on", "seen": seen})
    pages.append(desk.get(sent["Location"]))
    files = static("core/site.css"), static("stakeholders/desk.js")
    assert weight(*(page.text for page in pages), *files) <= 30 * KB


def test_the_desk_asks_the_same_however_much_was_written(desk, committee):
    few, _ = count_queries(desk.get, DESK)
    for n in range(30):
        make_update(committee, f"Update {n}", "ne", slug=f"u{n}", live=bool(n % 2))
    many, response = count_queries(desk.get, DESK)
    assert response.status_code == 200
    assert many <= few + 4
