"""An item is withdrawn whole, rests sealed for 30 days, and comes back as it was or never."""

import hashlib
import json
import time
import uuid
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file_jpeg
from wagtail.models import Collection, Comment, ModelLogEntry, Page, PageLogEntry, Revision

from core import actions, mails, schedule
from core.models import (
    Batch,
    File,
    OutgoingMail,
    Picture,
    PictureRendition,
    Step,
    WithdrawnItem,
    WithdrawnPart,
)
from core.models.withdrawal import KEEP
from core.own_data.withdrawn import forget_rows
from core.withdrawal.sealing import read_file, read_rows, sweep, write_rows
from knowledge.models import CaseStudyPage, CaseStudySource, Involvement
from members.actions import erase
from stakeholders import digest_mails, digests, unlisted
from stakeholders.actions import invite_editor
from stakeholders.models import (
    Appointment,
    CommitteeRights,
    Contact,
    DigestSubscription,
    EditorInvitation,
    ProfilePage,
    Unlisted,
    UpdatePage,
)
from stakeholders.models.contact import mark_of
from stakeholders.rights import sync_rights
from tests.fingerprint import lines
from tests.makers import (
    committed,
    make_case,
    make_committee,
    make_directory,
    make_editor,
    make_member,
    make_update,
    publish,
    restrict,
    rows,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    """Whatever language the last page was asked for in."""
    with override("en"):
        yield


LANGUAGES = ("en", "fr", "ne")
CANARY = "Kanari blows the whistle"
ADDRESSES = [f"/{code}/knowledge/case-studies/kanari-case/" for code in (*LANGUAGES, "ar")]


def get(address, **how):
    """What a reader gets, whose language is not ours from then on."""
    with override("en"):
        return Client().get(address, **how)


def make_picture(title="Kanari meets", colour="red"):
    picture = get_test_image_file_jpeg(size=(90, 60), colour=colour)
    return Picture.objects.create(title=title, file=picture)


def shown(*pictures):
    return [
        {
            "type": "picture",
            "value": {
                "image": {"image": picture.pk, "alt_text": f"{CANARY} alone", "decorative": False},
                "caption": f"{CANARY} to all",
            },
        }
        for picture in pictures
    ]


@pytest.fixture
def media(site):
    with committed():
        file = ContentFile(b"The minutes of kanari.", name="minutes.txt")
        return {
            "own": make_picture(),
            "former": make_picture("Kanari before", "blue"),
            "shared": make_picture("A tree", "green"),
            "file": File.objects.create(title="Kanari minutes", file=file),
        }


@pytest.fixture
def case(site, media):
    """A case in three languages, with pictures now and formerly, a file, and a former address."""
    with committed():
        case = make_case(
            site, "Kanari case", slug="kanari-was-here", summary=f"{CANARY}, says the council."
        )
        case = publish(case, body=json.dumps(shown(media["former"])))
        case.sources = [
            CaseStudySource(key="minutes", citation=f"{CANARY}: minutes", document=media["file"])
        ]
        text = {"type": "text", "value": f"<p>{CANARY} at noon.</p>"}
        body = json.dumps([text, *shown(media["own"], media["shared"])])
        case = publish(case, body=body, slug="kanari-case")
        tree = json.dumps(shown(media["shared"])).replace(CANARY, "A tree")
        publish(make_case(site, "Another", slug="another"), body=tree)
    translate(case, "fr")
    translate(case, "ne")
    for code in LANGUAGES:
        get(f"/{code}/knowledge/case-studies/kanari-case/")  # draws the pictures' sizes
    return CaseStudyPage.objects.get(pk=case.pk)


def withdraw(page, user=None, **how):
    with committed():
        return actions.withdraw(page, user, **how)


def seen(addresses=ADDRESSES):
    """What a reader sees at each address."""
    return {address: get(address, follow=True).content for address in addresses}


def stored(settings):
    """The bytes of every stored file."""
    roots = (Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_MEDIA_ROOT))
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest()
        for root in roots
        for file in root.rglob("*")
        if file.is_file()
    }


def a_month_later():
    WithdrawnItem.objects.update(withdrawn_at=timezone.now() - KEEP)
    with committed():
        schedule.run_tick()


def test_withdrawn_an_item_is_gone_from_every_place_within_two_seconds(case, media, settings):
    file = media["file"]
    places = [
        *ADDRESSES,
        file.url,
        "/en/knowledge/case-studies/kanari-was-here/",
    ]
    lists = [
        "/en/",
        "/fr/",
        "/en/knowledge/case-studies/",
        "/ne/knowledge/case-studies/",
        "/sitemap.xml",
    ]
    assert {get(place, follow=True).status_code for place in places} == {200}
    assert "kanari" in get("/sitemap.xml").text

    files = stored(settings)

    begun = time.monotonic()
    withdraw(case)
    assert time.monotonic() - begun < 2

    assert {get(place, follow=True).status_code for place in places} == {404}
    assert not [place for place in lists if "kanari" in get(place).text.lower()]
    assert not Page.objects.filter(translation_key=case.translation_key).exists()
    assert media["own"].file.name in str(files)
    assert not [name for name in stored(settings) if media["own"].file.name in name]
    assert Page.find_problems() == ([], [], [], [], [])


def test_brought_back_it_is_as_it_was(case, settings, media, admin):
    Comment.objects.create(page=case, user=admin, text="Kanari remark", contentpath="title")
    before = lines(case.translation_key), seen(), stored(settings)
    revisions = set(Revision.objects.values_list("pk", "created_at", "content__title"))
    log = set(PageLogEntry.objects.values_list("pk", "label", "timestamp"))

    record = withdraw(case, admin)
    assert seen() != before[1]
    with committed():
        back = actions.bring_back(record, admin)

    assert back == case
    assert seen() == before[1]
    assert stored(settings) == before[2]
    after = lines(case.translation_key)
    assert set(after - before[0]) == {
        '["log", "en", "core.withdraw"]',
        '["log", "en", "core.restore"]',
    }
    assert not before[0] - after
    assert set(Revision.objects.values_list("pk", "created_at", "content__title")) == revisions
    assert set(PageLogEntry.objects.values_list("pk", "label", "timestamp")) > log
    assert not WithdrawnPart.objects.exists()
    assert Page.find_problems() == ([], [], [], [], [])
    assert "kanari" in get("/sitemap.xml").text
    connection.check_constraints()


# Traces ---------------------------------------------------------------------------------


def traces(capsys, item, words=None):
    """What the command says, in lines."""
    with suppress(CommandError):
        call_command("find_traces", item, *(["--words", str(words)] if words else []))
    return capsys.readouterr().out.splitlines()


@pytest.fixture
def words(tmp_path):
    """What nobody knows any more but who has read it."""
    file = tmp_path / "words.txt"
    file.write_text(f"{CANARY}\nkanari\n")
    return file


def test_of_an_item_that_stands_every_place_is_named(case, capsys):
    said = "\n".join(traces(capsys, "/fr/knowledge/case-studies/kanari-case/"))

    for place in (
        "wagtailcore.Page", "knowledge.CaseStudyPage", "wagtailcore.Revision", "core.Provenance",
        "wagtail_localize.StringTranslation", "wagtailcore.PageLogEntry", "core.FormerPath",
        "wagtailsearch.IndexEntry", "wagtailcore.ReferenceIndex", "core.Picture", "pictures/",
        "core.File.file documents/", "/sitemap.xml: ", "/ne/knowledge/case-studies/: ",
    ):  # fmt: skip
        assert place in said


def test_withdrawn_nothing_but_the_sealed_record_is_found(case, capsys, words, admin_client):
    address = reverse("core_item_action", args=[case.pk, "withdraw"])
    with committed():
        admin_client.post(address, {"notice": "on"}, follow=True)

    record = WithdrawnItem.objects.get()
    for item in (
        str(record.pk),
        str(case.translation_key),
        "/ne/knowledge/case-studies/kanari-case/",
    ):
        first, *others = traces(capsys, item, words)
        assert first.startswith(f"sealed record: number {record.pk}, until ")
        assert others == ["Nothing else found."]


def test_after_a_month_nothing_is_found(case, capsys, words, admin):
    withdraw(case, admin, notice=True)

    a_month_later()

    for item in (str(case.translation_key), "/en/knowledge/case-studies/kanari-case/"):
        assert traces(capsys, item, words) == ["Nothing found."]
    assert get(ADDRESSES[0]).status_code == 404
    assert not WithdrawnPart.objects.exists()


# What goes with it, and what stays ----------------------------------------------------------


def test_a_picture_that_another_item_shows_stays(case, media, settings):
    withdraw(case)

    assert set(Picture.objects.all()) == {media["shared"]}
    assert not File.objects.exists()
    assert any(media["shared"].file.name in name for name in stored(settings))


def test_a_picture_that_another_item_showed_formerly_stays(case, media, site):
    former = make_case(site, "Other", slug="other", body=json.dumps(shown(media["own"])))
    publish(former, body=[])

    withdraw(case)

    assert set(Picture.objects.all()) == {media["shared"], media["own"]}


def test_of_two_that_showed_one_picture_either_comes_back_with_it(case, media, settings):
    before = stored(settings)
    sizes = PictureRendition.objects.filter(image=media["shared"].pk)
    drawn = set(sizes.values_list("pk", "file"))
    assert drawn
    other = CaseStudyPage.objects.originals().get(slug="another")
    first, second = withdraw(case), withdraw(other)
    assert not Picture.objects.filter(pk=media["shared"].pk).exists()

    with committed():
        actions.bring_back(first)
    assert set(sizes.values_list("pk", "file")) == drawn
    with committed():
        sweep()
    assert stored(settings) == before
    with committed():
        actions.bring_back(second)
    assert stored(settings) == before
    assert Picture.objects.filter(pk=media["shared"].pk).exists()


def test_mails_about_it_are_not_sent_any_more(case, settings, admin):
    settings.EMAIL_BACKEND = "core.mails.Queue"
    letters = {
        "about": EmailMessage("Kanari", "x", to=["a@example.org"]),
        "review": EmailMessage("x", f"/admin/pages/{case.pk}/edit/", to=["a@example.org"]),
        "other": EmailMessage("x", f"/admin/pages/{case.pk}0/edit/", to=["a@example.org"]),
    }
    letters["about"].about = [uuid.uuid4(), case.translation_key]
    for letter in letters.values():
        mails.put(letter)

    withdraw(case)

    [waiting] = OutgoingMail.objects.all()
    assert f"{case.pk}0" in waiting.sealed


def test_work_that_was_to_be_done_with_it_is_forgotten(case, admin):
    batch = Batch.objects.create(action="translation.submit", title="Kanari case", member=admin)
    Step.objects.create(batch=batch, label="Kanari case", arguments={"page_id": case.pk})
    kept = Batch.objects.create(action="translation.submit", title="Many", member=admin)
    for pk in (case.pk, 0):
        Step.objects.create(batch=kept, label=str(pk), arguments={"page_id": pk})

    withdraw(case)

    assert list(Batch.objects.all()) == [kept]
    assert [step.label for step in Step.objects.all()] == ["0"]


def test_its_history_says_no_more_than_that_something_was_withdrawn(case, admin):
    record = withdraw(case, admin)

    assert not PageLogEntry.objects.filter(page=case.pk).exists()
    [entry] = ModelLogEntry.objects.filter(action="core.withdraw")
    assert (entry.label, entry.user) == (f"Withdrawn item {record.pk}", admin)


@pytest.fixture
def committee(site):
    """A committee with a contact and updates, of which a case tells."""
    with committed():
        directory = make_directory(site)
        committee = make_committee(directory, "Kanari committee")
        make_update(committee, "Kanari gathers", "ne")
        make_update(committee, "Kanari plans", live=False)
        case = make_case(site, "Of it", slug="of-it")
        case.involvements = [Involvement(stakeholder=committee, role="convener")]
        publish(case)
    translate(committee, "fr")
    Contact.objects.create(
        item=committee.translation_key, name="Kanari Asha", email="k@example.org", language="en"
    )
    return committee


OF_THE_COMMITTEE = [
    "/en/stakeholders/kanari-committee/", "/fr/stakeholders/kanari-committee/",
    "/ne/stakeholders/kanari-committee/kanari-gathers/", "/en/stakeholders/",
    "/en/knowledge/case-studies/of-it/", "/fr/feeds/updates/",
]  # fmt: skip


def test_a_committee_takes_along_what_lies_in_it_and_all_of_it_comes_back(committee, capsys):
    before = seen(OF_THE_COMMITTEE)

    record = withdraw(committee)

    assert traces(capsys, str(record.pk))[1:] == ["Nothing else found."]
    assert not Contact.objects.exists()
    with committed():
        actions.bring_back(record)
    assert seen(OF_THE_COMMITTEE) == before
    assert Contact.objects.get().name == "Kanari Asha"
    assert Page.find_problems() == ([], [], [], [], [])
    connection.check_constraints()


# What a committee has beside its pages ------------------------------------------------------


@pytest.fixture
def editor(committee):
    editor = make_member("asha@example.org", name="Asha")
    Appointment.objects.create(committee=committee.translation_key, member=editor)
    sync_rights(committee.translation_key)
    return editor


def test_the_rights_of_its_editors_go_and_come_back(committee, editor, capsys):
    [name] = Group.objects.filter(user=editor).values_list("name", flat=True)
    collection = CommitteeRights.objects.get().collection
    shared = make_picture("Shared")
    Picture.objects.filter(pk=shared.pk).update(collection=collection)

    record = withdraw(committee)

    assert traces(capsys, str(record.pk))[1:] == ["Nothing else found."]
    assert not Group.objects.filter(name__startswith="Committee").exists()
    assert not CommitteeRights.objects.exists()
    assert "anari" not in str(Collection.objects.values_list("name", flat=True))
    with committed():
        actions.bring_back(record)
    assert [group.name for group in Group.objects.filter(user=editor)] == [name]
    rights = CommitteeRights.objects.get()
    assert rights.collection.name == "Kanari committee"
    assert Picture.objects.get(pk=shared.pk).collection == rights.collection
    assert committee.permissions_for_user(type(editor).objects.get(pk=editor.pk)).can_edit()
    connection.check_constraints()


def test_an_empty_collection_of_its_own_goes_and_is_made_again(committee, editor):
    before = Collection.objects.count()

    record = withdraw(committee)

    assert Collection.objects.count() == before - 1
    actions.bring_back(record)
    assert CommitteeRights.objects.get().collection.name == "Kanari committee"


def subscribe(**what):
    now = timezone.now() - timedelta(days=1)
    return DigestSubscription.objects.create(
        email="r@example.org", email_mark=mark_of("r@example.org"), language="en",
        confirmed_at=now, told_until=now, **what,
    )  # fmt: skip


def test_who_follows_a_committee_follows_it_again_when_it_is_back(committee):
    subscription = subscribe(committee=committee.translation_key)

    record = withdraw(committee)
    digests.purge()

    assert not DigestSubscription.objects.exists()
    actions.bring_back(record)
    assert DigestSubscription.objects.get() == subscription


def test_who_left_or_was_erased_meanwhile_does_not_follow_it_when_it_is_back(committee):
    subscription = subscribe(committee=committee.translation_key)
    record = withdraw(committee)
    digests.leave(digests.key_of_leaver(digests.LEAVERS.token(*subscription.key)))
    actions.bring_back(record)
    assert not DigestSubscription.objects.exists()

    subscribe(committee=committee.translation_key)
    record = withdraw(committee)
    erase(make_member("r@example.org"))
    actions.bring_back(record)
    assert not DigestSubscription.objects.exists()


def test_mails_that_tell_of_a_committee_are_not_sent_any_more(
    committee, settings, admin, monkeypatch
):
    settings.EMAIL_BACKEND = "core.mails.Queue"
    monkeypatch.setattr(mails, "send_waiting", lambda: None)
    subscribe()
    digest_mails.begin()
    invite_editor(committee, "e@example.org", "en", admin)
    assert OutgoingMail.objects.count() == 2

    withdraw(committee)

    assert not OutgoingMail.objects.exists()
    assert not EditorInvitation.objects.exists()


def test_a_digest_tells_nothing_of_what_was_withdrawn_while_it_was_written(
    committee, mailoutbox, monkeypatch
):
    subscribe()
    read = digest_mails.news_for

    def reads_and_waits(*arguments):
        news = read(*arguments)
        withdraw(committee)
        return news

    monkeypatch.setattr(digest_mails, "news_for", reads_and_waits)
    digest_mails.begin()

    assert mailoutbox == []


def test_imports_leave_it_out_for_good_until_it_is_back(committee):
    key, name = committee.slug, committee.title
    record = withdraw(committee)
    assert unlisted.is_unlisted("other", name, "")
    actions.bring_back(record)
    assert not Unlisted.objects.exists()

    withdraw(ProfilePage.objects.get(pk=committee.pk))
    a_month_later()
    assert unlisted.is_unlisted(key, "", "")


def test_a_section_is_not_withdrawn(site, admin_client, case):
    with pytest.raises(ValidationError, match="A section stays"):
        actions.withdraw(site.cases)

    assert "/withdraw/" not in admin_client.get(f"/admin/pages/{site.cases.pk}/edit/").text


def test_what_is_withdrawn_already_is_not_withdrawn_again(case):
    withdraw(case)

    with pytest.raises(ValidationError, match="It is withdrawn already"):
        actions.withdraw(case)


def test_the_cache_holds_no_sizes_of_its_pictures(case, media):
    size = media["own"].get_rendition("max-60x60")
    cache, key = PictureRendition.cache_backend, size.get_cache_key()
    cache.set(key, size)

    withdraw(case)

    assert cache.get(key) is None


# Bringing back ----------------------------------------------------------------------------


def test_after_a_month_it_cannot_be_brought_back(case):
    record = withdraw(case)
    WithdrawnItem.objects.update(withdrawn_at=timezone.now() - KEEP)

    with pytest.raises(ValidationError, match="Nothing is left"):
        actions.bring_back(record)


def test_on_the_last_day_it_can(case):
    record = withdraw(case)
    WithdrawnItem.objects.update(withdrawn_at=timezone.now() - KEEP + timedelta(hours=1))
    schedule.run_tick()

    assert actions.bring_back(record) == case


def test_it_does_not_take_the_address_of_another(case, site, settings):
    record = withdraw(case)
    make_case(site, "Kanari case", "fr", slug="kanari-case")
    files = stored(settings)

    with pytest.raises(ValidationError, match="Its address is another page's by now"):
        actions.bring_back(record)

    assert stored(settings) == files
    assert not CaseStudyPage.objects.filter(pk=case.pk).exists()
    assert WithdrawnItem.objects.exists()


def test_what_it_lay_in_comes_back_first(committee):
    update = UpdatePage.objects.get(title="Kanari plans")
    records = [withdraw(update), withdraw(committee)]

    with pytest.raises(ValidationError, match="Bring that back first"):
        actions.bring_back(records[0])
    for record in reversed(records):
        actions.bring_back(record)

    assert UpdatePage.objects.get(pk=update.pk).get_parent() == committee.page_ptr


def test_it_comes_back_where_its_section_is_now_and_beside_what_was_written_since(case, site):
    record = withdraw(case)
    new = make_case(site, "New", slug="new")
    with committed():
        publish(type(site.cases).objects.get(pk=site.cases.pk), slug="cases")

    with committed():
        actions.bring_back(record)

    assert get("/fr/knowledge/cases/kanari-case/").status_code == 200
    assert get("/en/knowledge/cases/new/").status_code == 200
    assert CaseStudyPage.objects.get(pk=new.pk).path != CaseStudyPage.objects.get(pk=case.pk).path
    assert Page.find_problems() == ([], [], [], [], [])


def test_words_that_others_have_written_since_are_theirs(case, site):
    record = withdraw(case)
    with committed():
        other = make_case(site, "Same", slug="same", summary=f"{CANARY}, says the council.")
    translate(other, "fr")

    actions.bring_back(record)

    assert rows(other)["fr"].summary == rows(case)["fr"].summary
    connection.check_constraints()


def test_who_was_erased_meanwhile_is_not_named_when_it_comes_back(case, admin):
    person = make_member("asha@example.org", name="Kanari Asha")
    publish(CaseStudyPage.objects.get(pk=case.pk), owner=person)
    said = Comment.objects.create(page=case, user=person, text="Asha said", contentpath="title")
    said.log_create(user=person)
    CaseStudyPage.objects.get(pk=case.pk).save_revision(user=person)
    record = withdraw(case, person)

    erase(person)
    record.refresh_from_db()
    assert record.withdrawn_by is None
    actions.bring_back(record)

    case = CaseStudyPage.objects.get(pk=case.pk)
    assert case.owner is None
    assert not Comment.objects.exists()
    assert "Asha said" not in str(list(PageLogEntry.objects.values_list("data", flat=True)))
    assert "Asha said" not in str(list(Revision.objects.values_list("content", flat=True)))
    assert not Revision.objects.filter(user=person.pk).exists()


def test_a_contact_who_was_erased_meanwhile_does_not_come_back(committee):
    person = make_member("k@example.org")
    record = withdraw(committee)

    erase(person)
    actions.bring_back(record)

    assert not Contact.objects.exists()


def test_files_that_a_killed_process_left_are_deleted(case, media, settings):
    actions.withdraw(case)  # and what waits for the commit is never done
    assert any(media["own"].file.name in name for name in stored(settings))

    sweep()

    assert not any(media["own"].file.name in name for name in stored(settings))
    assert any(media["shared"].file.name in name for name in stored(settings))


def test_a_torn_file_that_was_left_is_written_anew(case, media):
    record = actions.withdraw(case)
    name, storage = media["file"].file.name, media["file"].file.storage
    Path(storage.path(name)).write_bytes(b"torn")

    actions.bring_back(record)

    with storage.open(name) as file:
        assert file.read() == b"The minutes of kanari."


def test_what_was_written_of_files_goes_when_one_of_them_cannot_be_opened(
    case, settings, monkeypatch
):
    record = withdraw(case)
    files = stored(settings)
    opened = []

    def opens_one(*arguments):
        if opened:
            raise ValidationError("No key.")
        opened.append(arguments)
        return read_file(*arguments)

    monkeypatch.setattr("core.withdrawal.returning.read_file", opens_one)
    with pytest.raises(ValidationError, match="No key"):
        actions.bring_back(record)

    assert stored(settings) == files


def test_a_file_that_cannot_be_deleted_keeps_no_other(case, media, settings, monkeypatch):
    storage = media["own"].file.storage.__class__
    delete, refused = storage.delete, []

    def refuses_the_first(self, name):
        if not refused or refused == [name]:
            refused.append(name)
            raise PermissionError
        delete(self, name)

    left = set(stored(settings))
    monkeypatch.setattr(storage, "delete", refuses_the_first)
    withdraw(case)

    gone = left - set(stored(settings))
    assert len(gone) > 2


# Lost keys -----------------------------------------------------------------------------------


def spoil(parts):
    """As if the key under which these are sealed were lost."""
    for part in parts:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE core_withdrawnpart SET file = 'x' WHERE id = %s", [part])
            cursor.execute("UPDATE core_withdrawnpart SET content = 'x' WHERE id = %s", [part])


def test_files_whose_key_is_lost_stay_when_the_rows_are_sealed_anew(case):
    record = withdraw(case)
    of_files = [part.pk for part in record.parts.all() if part.file]
    spoil(of_files)

    write_rows(record, *read_rows(record))

    assert record.parts.filter(pk__in=of_files).count() == len(of_files)


def test_a_record_whose_key_is_lost_keeps_nobody_from_being_erased(case, committee, caplog):
    lost = withdraw(case)
    spoil(lost.parts.values_list("pk", flat=True))
    record = withdraw(committee)

    forget_rows(Contact, email_mark=mark_of("k@example.org"))

    assert f"withdrawn item {lost.pk}" in caplog.text
    actions.bring_back(record)
    assert not Contact.objects.exists()


# What readers are told ------------------------------------------------------------------------


def test_with_a_notice_its_addresses_say_in_the_readers_language_that_it_was_withdrawn(case):
    withdraw(case, notice=True)

    for code in (*LANGUAGES, "ar"):
        for slug in ("kanari-case", "kanari-was-here"):
            answer = get(f"/{code}/knowledge/case-studies/{slug}/")
            assert answer.status_code == 410
            assert f'<html lang="{code}"' in answer.text
            assert "anari" not in answer.text.replace(f"case-studies/{slug}/", "")
    assert get("/en/knowledge/case-studies/never/").status_code == 404


def test_a_notice_tells_nothing_of_what_not_everybody_could_read(case):
    restrict(case)

    withdraw(case, notice=True)

    assert get(ADDRESSES[0]).status_code == 404


def test_an_editor_withdraws_and_chooses_whether_to_say_so(case, site, client):
    client.force_login(make_editor(site.home))
    address = reverse("core_item_action", args=[case.pk, "withdraw"])
    assert 'name="notice"' in client.get(address).text

    assert (
        "is withdrawn, in all its languages"
        in client.post(address, {"notice": "on"}, follow=True).text
    )

    assert get(ADDRESSES[0]).status_code == 410


# Administrators --------------------------------------------------------------------------------


def test_only_administrators_see_what_was_withdrawn_and_bring_it_back(case, site, admin_client):
    record = withdraw(case)
    places = [reverse("core_withdrawn"), reverse("core_bring_back", args=[record.pk])]
    editor = Client()
    editor.force_login(make_editor(site.home))
    for place in places:
        assert editor.post(place).status_code == 403
        assert editor.get(place).status_code == 403
    assert places[0] not in editor.get("/admin/reports/").text

    html = admin_client.get(places[0]).text
    assert "Kanari case" in html
    assert "<td>29</td>" in html
    assert CANARY not in html
    assert "is back" in admin_client.post(places[1], follow=True).text
    assert get(ADDRESSES[0]).status_code == 200


def test_what_cannot_come_back_is_told_in_words(case, site, admin_client):
    record = withdraw(case)
    make_case(site, "Kanari case", slug="kanari-case")

    html = admin_client.post(reverse("core_bring_back", args=[record.pk]), follow=True).text

    assert "Its address is another page" in html


def test_the_database_alone_tells_nothing_of_it(case):
    withdraw(case)

    with connection.cursor() as cursor:
        for table in ("core_withdrawnitem", "core_withdrawnpart", "core_withdrawnaddress"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "anari" not in str(cursor.fetchall())
