"""The pictures and files that members add to what they say."""

import json
import re
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from core import actions as core_actions
from dialogue import actions, attaching
from dialogue.actions.writing import Words
from dialogue.attaching import attachment_of
from dialogue.models import Attachment, Contribution, DialoguePage, Pause
from dialogue.trust import LINKS_TRUSTED, approved
from dialogue.vocabularies import DialogueState, Status
from members.actions import erase
from members.export import as_json
from members.personal_data import told
from tests.dialogue.doing import send, signed_in, typed
from tests.hostile.documents import PDF, disguised_macros, linked, open_document, telling_pdf
from tests.hostile.downloads import assert_tells_nothing
from tests.hostile.photos import encoded, photo
from tests.hostile.pictures import SCRIPT, claims, cut, jpeg_html, svg
from tests.makers import committed, count_queries, make_member, make_trusted, restrict, say
from tests.test_pictures import assert_tells_nothing as assert_picture_tells_nothing

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

READING = "/en/dialogue/peace/law-or-no-law/"
TEXT = "The well is dry."


@pytest.fixture
def member(dialogue):
    """Of whom so much was approved that their pictures are shown at once."""
    member = make_member()
    while approved(member) < LINKS_TRUSTED:
        make_trusted(member)
    return member


@pytest.fixture
def folder(settings):
    return settings.PRIVATE_MEDIA_ROOT / "contributions"


def address_of(dialogue):
    return f"/en/dialogue/write/{dialogue.translation_key}/"


def upload(data, name="here.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, data, kind)


def picture():
    return upload(photo("JPEG"))


def add(said, *uploads):
    """Pictures and files of a contribution, as they stand."""
    made = [attachment_of(file) for file in uploads or [picture()]]
    for attachment in made:
        attachment.shows = "A well"
    attaching.attach(said, made)
    return made


def stored(folder):
    return set(folder.iterdir()) if folder.exists() else set()


def status_of(attachment, client=None):
    return (client or Client()).get(attachment.get_absolute_url()).status_code


# Adding them -----------------------------------------------------------------------------


def test_three_are_added_and_read_by_everybody(dialogue, member):
    three = {
        "file_1": picture(),
        "shows_1": "A dry well",
        "file_2": upload(PDF, "Minutes.pdf"),
        "file_3": upload("कुवा".encode(), "कुवा.txt"),
    }
    assert send(signed_in(member), address_of(dialogue), text=TEXT, **three).status_code == 302
    page = Client().get(READING).text
    assert TEXT in page
    assert re.search(r'<img src="[^"]+" alt="A dry well" width="48" height="64"', page)
    for words in ("File (PDF, ", "File (TXT, "):
        assert words in page
    served = [Client().get(one.get_absolute_url()) for one in Attachment.objects.all()]
    told = {(one["Content-Type"], one["Content-Disposition"].split(";")[0]) for one in served}
    assert told == {
        ("image/webp", "inline"),
        ("application/pdf", "attachment"),
        ("text/plain; charset=utf-8", "attachment"),
    }
    for response in served:
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))


def test_a_fourth_has_no_place(dialogue, member):
    four = {f"file_{n}": upload(b"A law.", f"{n}.txt") for n in range(1, 5)}
    assert send(signed_in(member), address_of(dialogue), text=TEXT, **four).status_code == 302
    assert Attachment.objects.count() == 3


def test_a_double_click_sends_them_once(dialogue, member, folder):
    client = signed_in(member)
    data = typed(client, address_of(dialogue), text=TEXT, shows_1="A well")
    for _ in range(2):
        assert client.post(address_of(dialogue), data | {"file_1": picture()}).status_code == 302
    assert Attachment.objects.count() == len(stored(folder)) == 1


def test_what_a_new_member_adds_is_seen_by_a_moderator_first(dialogue, desk):
    client = signed_in(make_member())
    send(client, address_of(dialogue), text=TEXT, file_1=picture(), shows_1="A well")
    waiting = Attachment.objects.get()
    assert status_of(waiting) == 404
    assert status_of(waiting, client) == status_of(waiting, desk) == 200
    for screen in ("/admin/dialogue/", f"/admin/dialogue/{waiting.contribution_id}/"):
        assert waiting.get_absolute_url() in desk.get(screen).text
    assert waiting.get_absolute_url() in client.get("/en/dialogue/own/").text
    with committed():
        actions.approve(waiting.contribution, desk.get("/admin/dialogue/").wsgi_request.user)
    assert status_of(waiting) == 200


def test_of_who_may_speak_a_picture_waits_as_a_link_does(dialogue, desk):
    other = make_trusted(make_member("other@example.org"))
    client = signed_in(other)
    form = client.get(address_of(dialogue)).text
    assert "A moderator looks at them first until ten of your contributions are approved." in form
    send(client, address_of(dialogue), text=TEXT, file_1=picture(), shows_1="A well")
    said = Contribution.objects.get(text=TEXT)
    assert said.status == Status.WAITING
    with committed():
        actions.approve(said, desk.get("/admin/dialogue/").wsgi_request.user)
        actions.correct(said, other, "The well is deep.")
    said.refresh_from_db()
    assert said.status == Status.WAITING


@pytest.mark.parametrize(("query", "headers"), [("?text", {}), ("", {"save-data": "on"})])
def test_who_saves_data_gets_a_link_in_place_of_a_picture(dialogue, member, query, headers):
    [well] = add(say(dialogue, member, TEXT))
    page = Client().get(READING + query, headers=headers).text
    assert f'<a href="{well.get_absolute_url()}"' in page
    assert "A well" in page
    assert "<img src=" not in page.partition('id="thread"')[2]


# What they tell --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_tells_nothing_but_what_it_shows(dialogue, member, folder, kind):
    [well] = add(say(dialogue, member, TEXT), upload(photo(kind), "IMG_20260101_120000.jpg"))
    assert well.name == "picture.webp"
    [path] = stored(folder)
    assert_picture_tells_nothing(path)
    with Image.open(path) as shown:
        assert (shown.format, shown.size) == ("WEBP", (48, 64))


def test_a_large_picture_is_made_small_enough_for_a_phone(dialogue, member):
    large = encoded(Image.effect_noise((3000, 1500), 60), "JPEG")
    [shown] = add(say(dialogue, member, TEXT), upload(large))
    assert (shown.width, shown.height) == (1200, 600)
    assert shown.size < len(large)


def test_a_file_does_not_tell_who_wrote_it(dialogue, member, folder):
    add(say(dialogue, member, TEXT), upload(telling_pdf(), "Minutes.pdf"))
    [path] = stored(folder)
    assert_tells_nothing(path.read_bytes())


def test_nobody_learns_what_its_sender_called_a_file(dialogue, member, desk):
    said = say(dialogue, member, TEXT)
    attaching.attach(said, [attachment_of(upload(PDF, "Amina Realname.pdf"))])
    file = said.attachments.get()
    response = Client().get(file.get_absolute_url())
    assert response["Content-Disposition"].endswith('filename="file.pdf"')
    client = signed_in(member)
    pages = [
        *(client.get(address).text for address in (READING, "/en/dialogue/own/")),
        client.get(f"/en/dialogue/said/{said.pk}/correct/").text,
        desk.get(f"/admin/dialogue/{said.pk}/").text,
    ]
    assert all("File (PDF, " in page for page in pages)
    assert not any("Realname" in page for page in [*pages, as_json(told(member))])
    assert "Realname" not in str(Attachment.objects.values().get())


def test_tags_in_what_it_shows_do_nothing(dialogue, member):
    hostile = '"><script>alert(1)</script>'
    brings = {"file_1": picture(), "shows_1": hostile, "file_2": upload(PDF), "shows_2": hostile}
    client = signed_in(member)
    assert send(client, address_of(dialogue), text=TEXT, **brings).status_code == 302
    for address in (READING, "/en/dialogue/own/"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


# What is refused -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (svg(SCRIPT), "x.svg", "neither a picture nor a file"),
        (b"<html><script>alert(1)</script>", "x.jpg", "neither a picture nor a file"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "x.pdf", "neither a picture nor a file"),
        (claims("PNG", 10_000, 10_000), "x.png", "too many pixels"),
        (cut("JPEG", 0.5), "x.jpg", "damaged or incomplete"),
        (disguised_macros(), "x.docx", "neither a picture nor a file"),
        (linked("attachedTemplate"), "x.docx", "neither a picture nor a file"),
        (open_document(), "x.odt", "neither a picture nor a file"),
        (open_document("epub"), "x.epub", "neither a picture nor a file"),
        (PDF + bytes(attaching.MOST_BYTES), "x.pdf", "too big"),
        (b"", "x.jpg", "empty"),
    ],
    ids=[
        "svg",
        "html",
        "program",
        "bomb",
        "torn",
        "macros",
        "linked",
        "odt",
        "epub",
        "big",
        "empty",
    ],
)
def test_what_is_hostile_is_refused_and_the_words_are_kept(
    dialogue, member, folder, data, name, reason
):
    response = send(
        signed_in(member), address_of(dialogue), text=TEXT, file_2=upload(data, name), shows_2="x"
    )
    assert response.status_code == 422
    assert reason in response.text
    assert "#id_file_2" in response.text
    assert TEXT in response.text
    assert not Contribution.objects.filter(text=TEXT).exists()
    assert stored(folder) == set()


def test_what_lies_behind_a_picture_is_not_kept(dialogue, member, folder):
    add(say(dialogue, member, TEXT), upload(jpeg_html(), "x.html", "text/html"))
    [path] = stored(folder)
    assert path.suffix == ".webp"
    assert b"<script" not in path.read_bytes()


def test_a_picture_is_described(dialogue, member):
    response = send(signed_in(member), address_of(dialogue), text=TEXT, file_1=picture())
    assert response.status_code == 422
    assert "Say in a few words what the picture shows." in response.text


def test_each_field_is_called_by_the_number_of_its_place(dialogue, member):
    client = signed_in(member)
    labels = [field.label for field in client.get(address_of(dialogue)).context["form"]]
    assert len(labels) == len(set(map(str, labels)))
    response = send(client, address_of(dialogue), text=TEXT, file_2=picture())
    assert 'href="#id_shows_2">If it is a picture: what does it show? (2): Say in' in response.text


# A form that is refused ------------------------------------------------------------------


def refused(client, dialogue, **more):
    """A form without words, that brings a picture."""
    more = {"file_1": picture(), "shows_1": "A well"} | more
    response = send(client, address_of(dialogue), text="", **more)
    assert response.status_code == 422
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "without_1"}


def test_a_refused_form_keeps_its_files_while_they_are_sound(dialogue, member, folder):
    client = signed_in(member)
    again = refused(client, dialogue, file_2=upload(PDF, "Minutes.pdf"), file_3=upload(b"\x00"))
    assert again["kept_1"]
    assert again["kept_2"]
    assert not again["kept_3"]
    assert len(stored(folder)) == 2
    shown = client.post(address_of(dialogue), again)
    assert "File (PDF, " in shown.text
    assert '<details class="flow" open>' in shown.text
    assert client.post(address_of(dialogue), again | {"text": TEXT}).status_code == 302
    said = Contribution.objects.get(text=TEXT)
    assert [one.ending for one in said.attachments.all()] == ["webp", "pdf"]
    assert len(stored(folder)) == 2
    # Sent twice, it is one.
    assert client.post(address_of(dialogue), again | {"text": TEXT}).status_code == 302
    assert Attachment.objects.count() == 2


def test_what_is_kept_can_be_left_away_or_replaced(dialogue, member):
    client = signed_in(member)
    again = refused(client, dialogue) | {"without_1": "on"}
    shown = client.post(address_of(dialogue), again).context["form"]
    assert not shown["kept_1"].value()
    client.post(address_of(dialogue), again | {"text": TEXT})
    assert not Contribution.objects.get(text=TEXT).attachments.exists()
    Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))

    again = refused(client, dialogue) | {"file_1": upload(PDF, "Minutes.pdf"), "text": "It rains."}
    assert client.post(address_of(dialogue), again).status_code == 302
    assert Contribution.objects.get(text="It rains.").attachments.get().ending == "pdf"


def test_words_that_come_too_fast_keep_their_picture(dialogue, member):
    client = signed_in(member)
    send(client, address_of(dialogue), text="One.")
    response = send(
        client, address_of(dialogue), text="Two.", file_1=picture(), shows_1="A dry well"
    )
    assert response.status_code == 429
    assert response.context["form"]["kept_1"].value()


def test_who_sends_very_many_is_asked_to_wait_before_any_is_looked_at(
    dialogue, member, settings, folder
):
    settings.ACCOUNT_RATE_LIMITS = {"attachment": "1/h/user"}
    client, torn = signed_in(member), upload(cut("JPEG", 0.5))
    refused(client, dialogue)
    response = send(client, address_of(dialogue), text=TEXT, file_1=torn, shows_1="A dry well")
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    for words in ("very much in a short time", TEXT, "A dry well"):
        assert words in response.text
    assert "damaged" not in response.text
    assert len(stored(folder)) == 1
    assert send(client, address_of(dialogue), text=TEXT).status_code == 302


def test_what_is_kept_for_somebody_else_cannot_be_named_nor_seen(dialogue, member, desk):
    kept = refused(signed_in(member), dialogue)["kept_1"]
    assert status_of(Attachment.objects.get(), desk) == 404
    other = signed_in(make_trusted(make_member("other@example.org")))
    response = send(other, address_of(dialogue), text=TEXT, kept_1=kept)
    assert response.status_code == 422
    assert "not kept any more" in response.text


@pytest.mark.parametrize("kept", ["x", "9" * 400, "\x00", "00000000-0000-0000-0000-000000000000"])
def test_what_was_never_kept_is_asked_for_again(dialogue, member, kept):
    response = send(signed_in(member), address_of(dialogue), text=TEXT, kept_1=kept)
    assert response.status_code == 422


def test_a_picture_is_sent_with_one_form_only(dialogue, member):
    client = signed_in(member)
    again = refused(client, dialogue)
    client.post(address_of(dialogue), again | {"text": TEXT})
    Contribution.objects.update(written_at=timezone.now() - timedelta(hours=1))
    other = send(
        client, address_of(dialogue), text="It rains.", kept_1=again["kept_1"], shows_1="x"
    )
    assert other.status_code == 422
    assert not Contribution.objects.filter(text="It rains.").exists()
    assert Attachment.objects.get().contribution.text == TEXT


def test_of_one_member_only_so_many_are_kept(dialogue, member, folder, monkeypatch):
    monkeypatch.setattr("dialogue.attaching.MOST_UNSENT", 2)
    client = signed_in(member)
    for _ in range(3):
        last = refused(client, dialogue)["kept_1"]
    assert Attachment.objects.count() == len(stored(folder)) == 2
    assert Attachment.objects.filter(number=last).exists()


def test_of_a_form_that_was_given_up_nothing_is_left_after_a_week(dialogue, member, folder):
    [sent] = add(say(dialogue, member, TEXT))
    refused(signed_in(member), dialogue)
    Attachment.objects.update(created_at=timezone.now() - timedelta(days=6))
    attaching.forget_unsent()
    assert Attachment.objects.count() == 2
    Attachment.objects.update(created_at=timezone.now() - timedelta(days=8))
    with committed():
        attaching.forget_unsent()
    assert Attachment.objects.get() == sent
    assert [path.name for path in stored(folder)] == [sent.file.name.rpartition("/")[2]]


def test_a_file_that_a_killed_process_left_is_swept_away(dialogue, member, folder, monkeypatch):
    add(say(dialogue, member, TEXT))
    (folder / "left.webp").write_bytes(b"x")
    attaching.forget_unsent()
    assert len(stored(folder)) == 2
    monkeypatch.setattr("dialogue.attaching.SURELY_LEFT", timedelta(0))
    attaching.forget_unsent()
    assert len(stored(folder)) == 1


def test_a_file_that_is_deleted_meanwhile_does_not_stop_the_sweeping(
    dialogue, member, folder, monkeypatch
):
    add(say(dialogue, member, TEXT))
    # Listed, and not there any more.
    for name in ("a.webp", "z.webp"):
        (folder / name).symlink_to("nowhere")
    (folder / "left.webp").write_bytes(b"x")
    monkeypatch.setattr("dialogue.attaching.SURELY_LEFT", timedelta(0))
    attaching.forget_unsent()
    assert not (folder / "left.webp").exists()


# Who may have them -----------------------------------------------------------------------


def test_in_a_room_by_invitation_they_do_not_exist_for_others(forum, dialogue, desk):
    guests = Group.objects.create(name="Guests")
    restrict(forum, "groups", [guests])
    guest, other = make_member("guest@example.org"), make_member("other@example.org")
    guest.groups.add(guests)
    [well] = add(say(dialogue, make_member("speaker@example.org"), TEXT))
    assert status_of(well) == status_of(well, signed_in(other)) == 404
    assert status_of(well, signed_in(guest)) == status_of(well, desk) == 200
    response = signed_in(guest).get(well.get_absolute_url())
    assert {"private", "no-store"} == set(response["Cache-Control"].split(", "))


def test_what_waits_stays_on_nobodys_disk(dialogue, member):
    [well] = add(say(dialogue, member, TEXT, status="waiting"))
    response = signed_in(member).get(well.get_absolute_url())
    assert "no-store" in response["Cache-Control"]


def test_what_is_hidden_is_seen_by_its_author_and_moderators_alone(dialogue, moderator, member):
    said = say(dialogue, member, TEXT, approved=True)
    [well] = add(said)
    with committed():
        actions.hide(said, moderator, "No houses.")
    assert well.get_absolute_url() not in Client().get(READING).text
    assert status_of(well) == 404
    assert status_of(well, signed_in(make_member("other@example.org"))) == 404
    assert status_of(well, signed_in(member)) == status_of(well, signed_in(moderator)) == 200


def test_a_browser_that_has_it_asks_whether_it_may_still_be_read(dialogue, moderator, member):
    said = say(dialogue, member, TEXT, approved=True)
    [well] = add(said)
    client, address = Client(), well.get_absolute_url()
    known = {"if-none-match": client.get(address)["ETag"]}
    assert client.get(address, headers=known).status_code == 304
    with committed():
        actions.hide(said, moderator, "No houses.")
    assert client.get(address, headers=known).status_code == 404


def test_a_file_that_is_not_there_is_not_found(dialogue, member, folder):
    [well] = add(say(dialogue, member, TEXT))
    for path in stored(folder):
        path.unlink()
    assert status_of(well) == 404
    assert Client().post(well.get_absolute_url()).status_code == 405
    assert Client().get(f"/media/{well.file.name}").status_code == 404


# Taking back -----------------------------------------------------------------------------


def test_withdrawn_they_are_gone_from_the_disk(dialogue, member, folder):
    said = say(dialogue, member, TEXT, approved=True)
    [well] = add(said)
    with committed():
        send(signed_in(member), f"/en/dialogue/said/{said.pk}/withdraw/")
    assert Contribution.objects.get(pk=said.pk).status == Status.WITHDRAWN
    assert status_of(well) == 404
    assert stored(folder) == set()


def test_what_is_not_withdrawn_after_all_keeps_its_file(dialogue, member, folder):
    said = say(dialogue, member, TEXT, approved=True)
    add(said)
    with suppress(RuntimeError), committed(), transaction.atomic():
        actions.withdraw(said, member)
        raise RuntimeError
    assert len(stored(folder)) == 1


def test_one_is_taken_off_when_the_words_are_corrected(dialogue, member, folder):
    said = say(dialogue, member, TEXT, approved=True)
    well, file = add(said, picture(), upload(PDF, "Minutes.pdf"))
    client, address = signed_in(member), f"/en/dialogue/said/{said.pk}/correct/"
    with committed():
        client.post(address, typed(client, address) | {"without": [str(well.number)]})
    assert Attachment.objects.get() == file
    assert status_of(well, client) == 404
    assert len(stored(folder)) == 1
    assert TEXT in Client().get(READING).text


def test_taking_one_off_makes_nothing_wait(dialogue, folder):
    new = make_member("new@example.org")
    said = say(dialogue, new, TEXT, approved=True)
    well, _other = add(said, picture(), picture())
    actions.correct(said, new, TEXT, without=[well.number])
    said.refresh_from_db()
    assert (said.status, said.attachments.count()) == (Status.SHOWN, 1)


@pytest.mark.parametrize("why", ["closed", "paused"])
def test_one_is_taken_off_also_where_nothing_can_be_said_now(dialogue, member, moderator, why):
    said = say(dialogue, member, TEXT, approved=True)
    [well] = add(said)
    if why == "closed":
        DialoguePage.objects.update(state=DialogueState.CLOSED)
    else:
        until = timezone.now() + timedelta(days=3)
        Pause.objects.create(member=member, about=said, until=until, reason="No.")
    client, address = signed_in(member), f"/en/dialogue/said/{said.pk}/correct/"
    off = {"without": [str(well.number)]}
    reworded = client.post(address, typed(client, address) | off | {"text": "Anew."})
    assert reworded.status_code == 422
    assert Attachment.objects.exists()
    assert client.post(address, typed(client, address) | off).status_code == 302
    assert not Attachment.objects.exists()
    said.refresh_from_db()
    assert said.text == TEXT


def test_nobody_takes_off_what_is_anothers(dialogue, member):
    said, others = say(dialogue, member, TEXT), say(dialogue, make_member("b@example.org"), "Mine.")
    add(said)
    [theirs] = add(others)
    client, address = signed_in(member), f"/en/dialogue/said/{said.pk}/correct/"
    response = client.post(address, typed(client, address) | {"without": [str(theirs.number)]})
    assert response.status_code == 422
    actions.correct(said, member, "Anew.", without=[theirs.number])
    assert Attachment.objects.count() == 2


def test_with_a_dialogue_that_is_gone_for_good_they_are_gone(dialogue, member, folder):
    add(say(dialogue, member, TEXT))
    Contribution.objects.update(dialogue=uuid4())
    with committed():
        actions.forget_contributions()
    assert not Attachment.objects.exists()
    assert stored(folder) == set()


def test_of_an_erased_member_no_picture_is_left(dialogue, member, folder):
    add(say(dialogue, member, TEXT))
    refused(signed_in(member), dialogue)
    with committed():
        erase(member)
    assert not Attachment.objects.exists()
    assert stored(folder) == set()


def test_they_rest_sealed_with_their_dialogue_and_come_back_with_it(
    dialogue, member, admin, folder
):
    [well] = add(say(dialogue, member, TEXT))
    before = b"".join(Client().get(well.get_absolute_url()).streaming_content)
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    assert status_of(well) == 404
    assert stored(folder) == set()
    with committed():
        core_actions.bring_back(record, admin)
    assert b"".join(Client().get(well.get_absolute_url()).streaming_content) == before


def test_of_who_is_erased_while_they_rest_sealed_none_comes_back(dialogue, member, admin, folder):
    others = say(dialogue, make_member("b@example.org"), "It rains.")
    [theirs] = add(others)
    add(say(dialogue, member, TEXT))
    with committed():
        record = core_actions.withdraw(dialogue, admin)
    with committed():
        erase(member)
    assert len([file for file in record.parts.values_list("file", flat=True) if file]) == 1
    with committed():
        core_actions.bring_back(record, admin)
    assert Attachment.objects.get() == theirs
    assert len(stored(folder)) == 1


def test_a_copy_of_ones_own_data_names_them(dialogue, member):
    add(say(dialogue, member, TEXT), upload(PDF, "Minutes.pdf"))
    [row] = json.loads(as_json(told(member)))["dialogue.Attachment.sent_by"]["rows"]
    assert (row["name"], row["shows"]) == ("file.pdf", "A well")


# What they cost --------------------------------------------------------------------------


@pytest.mark.parametrize("number", [3, 60])
def test_a_thread_costs_the_same_however_many_there_are(dialogue, member, number):
    for n in range(number):
        said = say(dialogue, member, f"No {n}.")
        for _ in range(3):
            add(said, upload(b"A law.", "law.txt"))
    client = Client()
    client.get(READING)
    queries, page = count_queries(client.get, READING)
    assert page.text.count("A well") == 3 * min(number, 50)
    assert queries <= 12
    client = signed_in(member)
    queries, page = count_queries(client.get, "/en/dialogue/own/")
    assert page.text.count("A well") == 3 * min(number, 20)
    assert queries <= 20


@pytest.mark.parametrize("number", [1, 15])
def test_the_screen_of_moderators_costs_the_same_however_many_there_are(dialogue, desk, number):
    other = make_member("other@example.org")
    for n in range(number):
        add(say(dialogue, other, f"No {n}.", status="waiting"), picture(), picture())
    desk.get("/admin/dialogue/")
    queries, page = count_queries(desk.get, "/admin/dialogue/")
    assert page.text.count("A well") == 2 * number
    assert queries <= 40


def test_what_does_not_show_them_does_not_ask_for_them(dialogue, member):
    [well] = add(say(dialogue, member, TEXT))
    with CaptureQueriesContext(connection) as asked:
        feed = Client().get(f"/en/feeds/dialogue/{dialogue.translation_key}/")
    assert TEXT in feed.text
    assert not any(well._meta.db_table in query["sql"] for query in asked)


def test_the_words_alone_are_said_without_any(dialogue, member):
    with committed():
        actions.contribute(member, uuid4(), dialogue, Words(TEXT, "en"))
    assert not Contribution.objects.get(text=TEXT).attachments.exists()


def test_a_picture_of_one_pixel_row_is_read_back(dialogue, member):
    tall = BytesIO()
    Image.new("RGB", (1, 5000), "red").save(tall, "PNG")
    [shown] = add(say(dialogue, member, TEXT), upload(tall.getvalue(), "x.png"))
    assert shown.height == 1200
    assert status_of(shown) == 200
