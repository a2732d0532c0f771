"""A person sees what is kept of them, takes it along, and is forgotten when they want."""

import io
import json
import logging
import re
import stat
import uuid
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth import get_user
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test import Client
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file_jpeg
from wagtail.log_actions import log
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    Comment,
    CommentReply,
    Locale,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    UploadedFile,
    Workflow,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    TranslationContext,
    TranslationSource,
)

from core import mails, schedule
from core.actions import withdraw
from core.management.commands import run_site
from core.models import Batch, File, OutgoingMail, Picture, Provenance, Step
from dialogue.attaching import attach, attachment_of
from dialogue.models import Confirmation, Contribution, Following, FormerText, Pause, Report, Visit
from dialogue.translations import translation_into
from members import erasures, personal_data
from members.actions import erase
from members.export import copy_for
from members.models import Erasure, Invitation, Member, MemberLanguage
from stakeholders.models import (
    Appointment,
    Block,
    Contact,
    DigestSubscription,
    EditorInvitation,
    ListingRequest,
    Message,
)
from stakeholders.models.contact import mark_of
from tests.makers import (
    committed,
    make_case,
    make_dialogue,
    make_editor,
    make_forum,
    make_member,
    say,
    translate,
)

pytestmark = pytest.mark.django_db

EMAIL, NAME = "kanariasha@example.org", "कनारी <Asha>"
SAID = "kanarisaid"
OTHER_EMAIL, OTHER_NAME = "kanariother@example.org", "Kanari Bina"
DATA, DELETE = "/en/account/data/", "/en/account/delete/"


@pytest.fixture(autouse=True)
def own_var(var):
    """The list of the erased is a file of each test's own."""


# Somebody who is everywhere -------------------------------------------------------


@pytest.fixture
def life(site):
    """A person who has left something in every place; `page` is one they wrote."""
    person = make_editor(site.knowledge, EMAIL)
    person.name = NAME
    person.save()
    other = make_member(OTHER_EMAIL, name=OTHER_NAME, is_superuser=True)
    page = make_case(site, "Written by Asha", owner=person)
    with committed():
        write(person, other, page)
        translate_some(person, page)
        sign_in_everywhere(person)
        work_in_admin(person, other, page)
        upload(person)
        hand_to_the_worker(person, other)
        write_through_the_relay(person, other)
        edit_committees(person, other)
        speak(person, other, make_dialogue(make_forum(site, "Peace"), "Law or no law"))
        Following.objects.create(member=person, dialogue=uuid4(), how="daily")
        Visit.objects.note(person, uuid4())
        withdraw(make_case(site, f"{SAID} withdrawn", owner=person), person)
    return SimpleNamespace(person=person, other=other, page=page)


def write(person, other, page):
    """Versions, comments and replies of both, a review."""
    for author, answers in ((person, other), (other, person)):
        comment = Comment.objects.create(
            page=page, user=author, text=f"{SAID} {author.pk}", contentpath="title"
        )
        comment.log_create(user=author)
        for replies in (answers, author):
            reply = CommentReply.objects.create(
                comment=comment, user=replies, text=f"{SAID} reply {replies.pk}"
            )
            reply.log_create(user=replies)
    gone = Comment.objects.create(page=page, user=person, text=f"{SAID} gone", contentpath="title")
    gone.log_create(user=person)
    page = type(page).objects.get(pk=page.pk)
    page.save_revision(user=person).publish(user=person)
    gone.log_delete(user=other)
    gone.delete()
    review = Workflow.objects.get().start(page, person)
    review.current_task_state.specific.approve(user=person, comment=f"{SAID} review")
    now = timezone.now()
    Comment.objects.filter(user=other).update(resolved_by=person, resolved_at=now)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=person, locked_at=now)
    page = type(page).objects.get(pk=page.pk)
    page.save_revision(user=person)
    Provenance.objects.filter(page=page).update(reviewed_by=person)


def translate_some(person, page):
    translate(page, "fr")
    StringTranslation.objects.update(last_translated_by=person)
    SegmentOverride.objects.create(
        locale=page.locale,
        context=TranslationContext.objects.first(),
        data_json='"https://example.org/"',
        last_translated_by=person,
    )


def sign_in_everywhere(person):
    Client().force_login(person)
    begun = SessionStore()
    begun["account_verified_email"] = person.email
    begun.save()
    MemberLanguage.objects.create(member=person, code="ne", position=0)
    Invitation.objects.create(email=person.email, language="ne", invited_by=person)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": f"{NAME}s phone"})
    person.user_permissions.add(Permission.objects.first())


def work_in_admin(person, other, page):
    profile = UserProfile.get_for_user(person)
    profile.avatar.save("kanariasha.jpg", get_test_image_file_jpeg())
    about = {"content_type": ContentType.objects.get_for_model(page), "object_id": page.pk}
    EditingSession.objects.create(user=person, last_seen_at=timezone.now(), **about)
    for who in (person, other):
        FormState.objects.create(
            user=who,
            data=f"comments-0-text={SAID} {person.pk}",
            last_updated_at=timezone.now(),
            **about,
        )
    PageSubscription.objects.create(user=person, page=page, comment_notifications=True)
    log(person, "wagtail.edit", user=other)
    log(other, "wagtail.edit", user=person)


def upload(person):
    picture = Picture(title="A bridge", uploaded_by_user=person)
    picture.file.save("x.jpg", get_test_image_file_jpeg(), save=False)
    picture.save()
    File.objects.create(title="Act", file=ContentFile(b"Act", "act.txt"), uploaded_by_user=person)
    Document.objects.bulk_create([Document(title="Act", uploaded_by_user=person)])
    Image.objects.bulk_create([Image(title="x", width=1, height=1, uploaded_by_user=person)])
    UploadedFile.objects.create(file=ContentFile(b"...", "kanariasha.txt"), uploaded_by_user=person)


def hand_to_the_worker(person, other):
    batch = Batch.objects.create(action="x", title="Translate 2 pages", member=person)
    Step.objects.create(batch=batch, label="x", arguments={})
    theirs = Batch.objects.create(action="x", title="Tell", member=other)
    Step.objects.create(batch=theirs, label="x", arguments={"member_id": person.pk})
    Step.objects.create(batch=theirs, label="x", arguments={"member_id": other.pk})
    for status in ("READY", "RUNNING", "SUCCESSFUL", "FAILED"):
        for args, kwargs in (([person.email], {}), ([], {"member_id": person.pk})):
            DBTaskResult.objects.create(
                status=status,
                args_kwargs={"args": args, "kwargs": kwargs},
                task_path="core.tasks.work_off",
                backend_name="default",
                run_after=timezone.now(),
                exception_class_path="",
                traceback=f"KeyError: {person.email}",
            )


def write_through_the_relay(person, other):
    """What is sealed, and known by the address alone; and a mail that waits for the server."""
    own, theirs = (
        Contact.objects.create(item=uuid4(), name=who.name, email=who.email.upper(), language="ne")
        for who in (person, other)
    )
    theirs.email = other.email
    theirs.save()
    known = {"sender_mark": own.email_mark, "language": "ne"}
    Message.objects.create(
        number=uuid4(), contact=theirs, sender=EMAIL, sender_name=NAME, words=SAID, **known
    )
    ListingRequest.objects.create(number=uuid4(), answers=SAID, **known)
    Block.objects.create(contact=theirs, sender_mark=own.email_mark)
    DigestSubscription.objects.create(email=EMAIL, email_mark=own.email_mark, language="ne")
    mails.put(EmailMessage("Something waits", SAID, to=[person.email]))


def edit_committees(person, other):
    """Each was appointed by the other, and asked once more."""
    for who, by in ((person, other), (other, person)):
        Appointment.objects.create(committee=uuid4(), member=who, appointed_by=by)
        EditorInvitation.objects.create(
            committee=uuid4(),
            email=who.email,
            email_mark=mark_of(who.email),
            language="ne",
            invited_by=by,
        )


def speak(person, other, dialogue):
    """Each says something, which the other approves and translates."""
    for who, by in ((person, other), (other, person)):
        said = say(dialogue, who, f"{SAID} {who.pk}", approved=True)
        Contribution.objects.filter(pk=said.pk).update(approved_by=by)
        FormerText.objects.create(contribution=said, text=f"{SAID} {who.pk}", replaced_by=who)
        translation = translation_into(said, Locale.objects.get(language_code="fr"))
        translation.draft, translation.drafted_by = "Une loi", by
        translation.changed_by = by
        translation.save()
        FormerText.objects.create(
            contribution=translation, text="Une loi", author=by, replaced_by=who
        )
        FormerText.objects.create(contribution=translation, text=f"{SAID} {who.pk}", replaced_by=by)
        file = attachment_of(ContentFile(b"A law.", name=f"{SAID} {who.pk}.txt"))
        attach(said, [file])
        Report.objects.create(number=uuid4(), contribution=said, reason=SAID, reported_by=by)
        Confirmation.objects.create(summary=uuid4(), member=who, remark=f"{SAID} {who.pk}")
        Pause.objects.create(
            member=who, about=said, until=timezone.now(), reason=SAID, paused_by=by
        )


# What is registered ---------------------------------------------------------------


def relations():
    """Every column that points at a member, wherever it stands."""
    return [
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in Member._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    ]


def columns_of_json():
    """Columns that may hold anything: JSON, or text that is JSON or a form."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.JSONField)
        or (isinstance(field, models.TextField) and "json" in field.name)
    ]


def unregistered(columns):
    return sorted({*columns} - {place.name for place in personal_data.places()})


def test_every_relation_to_a_member_says_what_happens_to_it():
    assert len(relations()) > 25
    assert unregistered(relations()) == []
    assert unregistered([*relations(), "diary.Entry.author"]) == ["diary.Entry.author"]


def test_every_column_of_json_says_what_happens_to_it():
    assert len(columns_of_json()) > 10
    assert unregistered(columns_of_json()) == []
    assert unregistered([*columns_of_json(), "diary.Entry.data"]) == ["diary.Entry.data"]


def test_nothing_is_registered_that_is_not_there():
    others = {"members.Member", "sessions.Session"}
    for place in personal_data.places():
        if place.name not in others:
            model, _, column = place.name.rpartition(".")
            apps.get_model(model)._meta.get_field(column)


# Erasing --------------------------------------------------------------------------


def rows_of_everything():
    """Every row of every table, as text, with what sessions hold in readable form."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield f"{table}: {row}"
    for session in Session.objects.all():
        yield f"session: {session.get_decoded()}"


def left_of(*canaries):
    """Where one of these words is still to be found, in the database, files and cache."""
    words = {form for word in canaries for form in (word, json.dumps(word)[1:-1])}
    files = [str(path) for path in Path(erasures.ledger()).parent.rglob("*")]
    cached = [f"cache: {item}" for item in getattr(cache, "_cache", {}).items()]
    return [
        line
        for line in [*rows_of_everything(), *files, *cached]
        if any(word in line for word in words)
    ]


def content_naming(person):
    """The rows with stored content that points at somebody, {key: rows}."""
    rows = list(rows_of_everything())
    keys = ("owner", "locked_by", "user", "resolved_by")
    return {
        key: [row for row in rows if re.search(rf'"{key}": {person.pk}\b', row)] for key in keys
    }


def test_nothing_of_an_erased_person_is_left_anywhere(life, caplog):
    person, other = life.person, life.other
    client = Client()
    client.post("/en/account/login/", {"login": EMAIL, "password": "wrong"})
    client.post("/en/account/password/reset/", {"email": EMAIL})
    for name in relations():
        model, _, relation = name.rpartition(".")
        assert apps.get_model(model)._base_manager.filter(**{relation: person.pk}).exists(), name
    their_words = [text.format(pk=person.pk) for text in (f"{SAID} {{pk}}", f"{SAID} reply {{pk}}")]
    canaries = [EMAIL, NAME, "kanariasha", f"{SAID} gone", f"{SAID} review", *their_words]
    assert all(left_of(word) for word in canaries)
    assert all(content_naming(person).values())

    with caplog.at_level(logging.DEBUG), committed():
        erase(person)

    assert left_of(*canaries) == []
    assert not [word for word in canaries if word in caplog.text]
    for name in relations():
        model, _, relation = name.rpartition(".")
        assert not apps.get_model(model)._base_manager.filter(**{relation: person.pk}).exists()
    assert not any(content_naming(person).values())
    # What others said stands.
    assert left_of(f"{SAID} {other.pk}")
    assert Comment.objects.get().replies.get().user == other


def test_what_a_person_wrote_for_everyone_stays_without_their_name(life, client):
    counted = [Page, Revision, PageLogEntry, Provenance, Picture, File, StringTranslation]
    before = [model.objects.count() for model in counted]

    erase(life.person)

    assert [model.objects.count() for model in counted] == before
    page = Page.objects.get(pk=life.page.pk)
    assert (page.owner, page.locked, page.locked_by) == (None, False, None)
    assert not Revision.objects.exclude(user=None).filter(object_id=str(page.pk)).exists()
    assert client.get(page.get_url()).status_code == 200
    for revision in Revision.objects.filter(object_id=str(page.pk)):
        revision.as_object()


def test_the_worker_does_nothing_more_for_an_erased_person(life):
    erase(life.person)

    assert [step.arguments for step in Step.objects.all()] == [{"member_id": life.other.pk}]
    tasks = DBTaskResult.objects.values_list("status", "args_kwargs", "traceback")
    assert {status for status, *_ in tasks} == {"RUNNING", "SUCCESSFUL", "FAILED"}
    assert all(rest == [{"args": [], "kwargs": {}}, ""] for _, *rest in tasks)


def test_the_history_of_a_page_is_readable_afterwards(life, client):
    erase(life.person)
    client.force_login(life.other)

    for address in ("history", "edit", "workflow_history"):
        assert client.get(f"/admin/pages/{life.page.pk}/{address}/").status_code == 200
    assert client.get("/admin/reports/site-history/").status_code == 200


def test_the_comments_of_others_stand_in_drafts_and_translations(life):
    erase(life.person)

    stored = [row.content for row in Revision.objects.all()]
    stored += [json.loads(row.content_json) for row in TranslationSource.objects.all()]
    remarks = [r for content in stored for r in content.get(COMMENTS_RELATION_NAME, ())]
    assert {remark["user"] for remark in remarks} == {life.other.pk}
    assert {r["user"] for remark in remarks for r in remark["replies"]} == {life.other.pk}


def test_a_queryset_forgets_no_less(life):
    Member.objects.filter(pk=life.person.pk).delete()

    assert left_of(EMAIL, NAME, f"{SAID} gone") == []
    assert Erasure.objects.count() == 1


def test_what_is_sealed_goes_as_well(life):
    sealed = (Contact, Message, ListingRequest, Block, DigestSubscription, OutgoingMail)
    assert [model.objects.count() for model in sealed] == [2, 1, 1, 1, 1, 1]

    erase(life.person)

    assert [model.objects.count() for model in sealed] == [1, 0, 0, 0, 0, 0]
    assert Contact.objects.get().email == OTHER_EMAIL


def test_who_opens_an_account_in_anothers_name_sees_and_deletes_nothing_of_theirs(db):
    contact = Contact.objects.create(item=uuid4(), name=NAME, email=EMAIL, language="ne")
    stranger = Member(email=EMAIL, name="X")
    stranger.address_is_vouched_for = False
    stranger.save()

    data, _ = unzipped(copy_for(stranger))
    assert NAME not in str(data)
    erase(stranger)

    assert list(Contact.objects.all()) == [contact]


def test_the_last_administrator_cannot_be_erased(admin):
    make_member("closed@example.org", is_superuser=True, is_active=False)

    with pytest.raises(ValidationError, match="last administrator"):
        erase(admin)

    assert Member.objects.filter(pk=admin.pk).exists()
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("together", [False, True])
def test_who_is_deleted_in_the_admin_is_forgotten(life, together):
    client = Client()
    client.force_login(life.other)
    pk = life.person.pk
    one, many = f"/admin/users/delete/{pk}/", f"/admin/bulk/members/member/delete/?id={pk}"

    with committed():
        response = client.post(many if together else one, {"next": "/admin/users/"})
    html = client.get(response.headers["Location"]).text

    assert "deleted" in html
    assert EMAIL not in html
    assert left_of(EMAIL, NAME, f"{SAID} gone") == []
    entry = ModelLogEntry.objects.get(action="members.erase")
    assert entry.user == life.other
    assert client.get("/admin/reports/site-history/").status_code == 200


# Staying erased -------------------------------------------------------------------


def come_back(member):
    """As a backup brings a person back: with the number they had."""
    return Member.objects.create(
        email=member.email, name=member.name, password=member.password, number=member.number
    )


def erased_one(email="gone@example.org"):
    member = make_member(email)
    with committed():
        erase(member)
    return member


def test_an_erasure_is_written_down_by_number_and_date_alone(db):
    member = erased_one()

    line = f"{member.number} {timezone.now().date()}\n"
    assert erasures.ledger().read_text() == line
    assert stat.S_IMODE(erasures.ledger().stat().st_mode) == 0o600
    assert str(Erasure.objects.get()) == str(member.number)


def test_what_is_not_carried_out_is_not_written_down(db):
    make_member("last@example.org", is_superuser=True)
    with committed(), pytest.raises(ValidationError):
        erase(Member.objects.get())

    assert not erasures.ledger().exists()


@pytest.mark.parametrize("lost", ["file", "database"])
def test_who_comes_back_with_a_backup_is_erased_again(db, lost):
    member, stays = erased_one(), make_member()
    come_back(member)
    if lost == "file":
        erasures.ledger().unlink()
    else:
        Erasure.objects.all().delete()

    for _ in range(2):
        with committed():
            call_command("replay_erasures")

        assert list(Member.objects.all()) == [stays]
        assert list(Erasure.objects.values_list("number", flat=True)) == [member.number]
        assert list(erasures.read(erasures.ledger())) == [member.number]


def test_a_list_that_was_kept_elsewhere_is_gone_by_too(db, tmp_path):
    member, other = make_member(), make_member("other@example.org")
    kept = tmp_path / "kept.txt"
    kept.write_text(f"{member.number} 2026-01-31\n{uuid.uuid4()} 2026-02-01\n")

    with committed():
        call_command("replay_erasures", file=kept)

    assert list(Member.objects.all()) == [other]
    assert Erasure.objects.get(number=member.number).erased_on == date(2026, 1, 31)
    assert erasures.ledger().read_text() == kept.read_text()
    with pytest.raises(CommandError):
        call_command("replay_erasures", file=tmp_path / "none.txt")


def test_a_torn_line_spoils_no_other(db):
    member = erased_one()
    with erasures.ledger().open("a") as file:
        file.write(str(uuid.uuid4())[:20])

    second = erased_one("second@example.org")

    assert list(erasures.read(erasures.ledger())) == [member.number, second.number]


def test_the_last_administrator_who_came_back_is_told_of_and_stops_nobody(db):
    first, second = erased_one(), erased_one("second@example.org")
    come_back(first)
    Member.objects.update(is_superuser=True)
    come_back(second)
    said = io.StringIO()

    call_command("replay_erasures", stderr=said)

    assert Member.objects.get().number == first.number
    assert f"{first.number} is the last administrator" in said.getvalue()


def test_the_lists_are_gone_through_every_day_and_at_every_start(db, monkeypatch):
    assert schedule._jobs["members.erasures.replay"].interval.days == 1
    come_back(erased_one())
    monkeypatch.setattr(run_site, "get_commands", dict)  # without the starting content

    said = io.StringIO()
    run_site.Command(stdout=said).prepare()

    assert not Member.objects.exists()
    assert "Erased again: 1" in said.getvalue()


def test_everybody_has_a_number_of_their_own(db):
    first, second = make_member(), make_member("second@example.org")

    assert first.number != second.number
    assert not Member._meta.get_field("number").editable


# A copy ---------------------------------------------------------------------------


def unzipped(content):
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["data.json", "index.html"]
        page = archive.read("index.html").decode()
        return json.loads(archive.read("data.json")), page


def test_a_copy_holds_all_of_ones_own(life):
    data, page = unzipped(copy_for(life.person))

    assert {place.name for place in personal_data.places() if place.title} == data.keys()
    account = data["members.Member"]["rows"][0]
    unsaid = {"id", "password"}
    assert account.keys() == {field.name for field in Member._meta.fields} - unsaid
    assert account["email"] == EMAIL
    said = f"{SAID} {life.person.pk}"
    assert [row["text"] for row in data["wagtailcore.Comment.user"]["rows"]] == [said]
    assert said in page
    assert "Written by Asha" in page


def test_a_copy_tells_nothing_of_others(life):
    data, page = unzipped(copy_for(life.person))

    for text in (json.dumps(data, ensure_ascii=False), page):
        for theirs in (OTHER_EMAIL, OTHER_NAME, f"{SAID} {life.other.pk}", "pbkdf2", "md5$"):
            assert theirs not in text


def test_a_copy_is_a_page_in_the_language_of_its_reader_and_runs_nothing(life):
    with translation.override("ar"):
        _, page = unzipped(copy_for(life.person))

    assert '<html lang="ar" dir="rtl">' in page
    assert "&lt;Asha&gt;" in page
    assert "<Asha>" not in page
    for outward in ("<script", "http:", "https:", "src=", "<link"):
        assert outward not in page.replace("https://example.org/", "")


# The pages ------------------------------------------------------------------------


@pytest.fixture
def member(languages):
    return make_member(EMAIL, name=NAME)


def confirm(client):
    """Confirm that it is still the same person."""
    client.get(DELETE, follow=True)
    return client.post(f"/en/account/confirm/?next={DELETE}", {"password": "pass"})


def test_a_member_sees_what_is_kept_and_takes_it_along(client, member):
    client.force_login(member)
    html = client.get(DATA).text
    assert "Your account: 1" in html

    assert client.post(DATA).status_code == 302, "who finds a browser open takes nothing along"
    client.post("/en/account/confirm/", {"password": "pass"})
    response = client.post(DATA)

    assert response.headers["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert "no-store" in response.headers["Cache-Control"]
    data, _ = unzipped(b"".join(response.streaming_content))
    assert data["members.Member"]["rows"][0]["email"] == EMAIL


@pytest.mark.parametrize("address", [DATA, DELETE])
def test_only_a_member_gets_there(client, languages, address):
    for ask in (client.get, client.post):
        assert ask(address).headers["Location"] == f"/en/account/login/?next={address}"


def test_a_member_deletes_the_account(client, member, languages):
    client.force_login(member)
    sign_in_elsewhere = Client()
    sign_in_elsewhere.force_login(member)
    response = client.get(DELETE)
    assert response.headers["Location"].startswith("/en/account/confirm/?next=")
    assert confirm(client).headers["Location"] == DELETE
    html = client.get(DELETE).text
    assert "What stays, without your name" in html
    assert Member.objects.exists()

    with committed():
        response = client.post(DELETE, {"understood": "on"})

    assert response.headers["Location"] == "/en/account/deleted/"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.cookies["sessionid"].value == ""
    assert "Your account is deleted" in client.get("/en/account/deleted/").text
    assert not Member.objects.exists()
    assert not get_user(sign_in_elsewhere).is_authenticated
    assert left_of(EMAIL, NAME) == []


def test_who_has_not_ticked_is_told_so(client, member):
    client.force_login(member)
    confirm(client)

    response = client.post(DELETE)

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert "Tick this" in response.text
    assert Member.objects.exists()


def test_nothing_is_deleted_before_it_is_clear_who_asks(client, member):
    client.force_login(member)

    response = client.post(DELETE, {"understood": "on"})
    assert response.headers["Location"].startswith("/en/account/confirm/")
    assert Member.objects.exists()

    # Who confirms is led on in what they were about to do.
    response = client.post(response.headers["Location"], {"password": "pass"})
    assert response.headers["Location"] == "/en/account/deleted/"
    assert not Member.objects.exists()


def test_the_last_administrator_is_told_why_the_account_stays(client, admin, languages):
    client.force_login(admin)
    confirm(client)

    response = client.post(DELETE, {"understood": "on"})

    assert response.status_code == 422
    assert "The last administrator stays" in response.text
    assert get_user(client).is_authenticated


def test_the_pages_are_in_the_design_of_the_site(client, member):
    client.force_login(member)
    confirm(client)
    for page in ("data", "delete", "deleted"):
        html = client.get(f"/ar/account/{page}/").text
        assert '<html lang="ar" dir="rtl">' in html
        assert html.count("<h1") == 1
