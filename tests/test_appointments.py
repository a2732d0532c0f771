"""Committees have editors of their own: asked by mail, with rights there and nowhere else."""

import re

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.permissions import permission_policy as file_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Revision,
)
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core import actions as item_actions
from core.languages.shelves import shelf_of
from core.models import File
from core.permissions import pages_to_choose
from members import personal_data
from members.actions import erase
from members.models import Invitation, Member, SignUpSetting
from stakeholders import actions
from stakeholders.editing import committees_of, may_appoint
from stakeholders.models import (
    Appointment,
    CommitteeRights,
    EditorInvitation,
    ProfilePage,
    ProfilePerson,
)
from stakeholders.models.appointment import LINK
from stakeholders.rights import sync_rights
from tests.admin_forms import form_at
from tests.makers import (
    committed,
    count_queries,
    make_committee,
    make_editor,
    make_member,
    make_profile,
    make_update,
    publish,
    rows,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PASSWORD = "a-quite-new-passphrase"
EMAIL = "maya@example.org"


@pytest.fixture
def committee(directory):
    return make_committee(directory, "Committee A")


@pytest.fixture
def other(directory):
    return make_committee(directory, "Committee B")


def appoint(committee, email=EMAIL):
    """An editor of a committee, as they are known at their next request."""
    member = Member.objects.filter(email=email).first() or make_member(email, name="Maya")
    actions.invite_editor(committee, email, "en", None)
    actions.accept_appointment(EditorInvitation.objects.get(), member)
    return anew(member)


def anew(member):
    """Rights are kept as long as a request lasts."""
    return Member.objects.get(pk=member.pk)


def with_admin_access(member):
    member.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return anew(member)


def signed_in_as(member):
    client = Client()
    client.force_login(member)
    return client


def screen(committee):
    return reverse("stakeholders_editors", args=[committee.pk])


def link_in_the_mail(number=-1):
    return re.search(r"http://(?:testserver|localhost:8000)(/\S+)", mail.outbox[number].body)[1]


def may_write(member, page):
    permissions = page.specific.permissions_for_user(anew(member))
    return permissions.can_edit() and permissions.can_add_subpage()


def may_do(member, page):
    """All that Wagtail's tester allows with a page."""
    tester = page.specific.permissions_for_user(anew(member))
    names = [name for name in dir(tester) if name.startswith("can_")]
    alone = [name for name in names if not name.startswith(("can_move_to", "can_copy_to"))]
    return {name for name in alone if getattr(tester, name)()} - HARMLESS


# True of everybody, and asked behind a right to edit.
HARMLESS = {"can_view_revisions", "can_submit_for_moderation"}


# Appointing ---------------------------------------------------------------------------------


@pytest.fixture
def asked(admin_client, committee):
    """The administrator asks somebody in Nepali."""
    with committed():
        typed = {"answer": "appoint", "email": "Maya@Example.org", "language": "ne"}
        answer = admin_client.post(screen(committee), typed)
    assert answer.headers["Location"] == screen(committee)
    return EditorInvitation.objects.get()


def test_who_has_no_account_opens_one_by_the_mail_and_edits_the_committee(asked, committee):
    [sent] = mail.outbox
    assert sent.to == [EMAIL]
    assert "Committee A" in sent.body
    link, guest = link_in_the_mail(), Client()
    assert link.startswith("/ne/stakeholders/editors/")
    assert "Committee A" in guest.get(link).text
    assert not Invitation.objects.exists(), "looking changes nothing"

    form = guest.post(link, follow=True)
    assert f'value="{EMAIL}"' in form.text
    typed = {"name": "Maya", "password1": PASSWORD, "password2": PASSWORD, "next": link}
    entered = guest.post("/ne/account/signup/", typed, follow=True)
    assert entered.redirect_chain[-1][0] == link
    assert "Committee A" in entered.text
    assert not Appointment.objects.exists(), "nobody is appointed by opening a link"
    done = guest.post(link)

    assert done.headers["Location"] == "/ne/stakeholders/editors/taken-on/"
    assert guest.get(done.headers["Location"]).status_code == 200
    maya = get_user(guest)
    assert list(committees_of(maya)) == [committee]
    assert may_write(maya, committee)
    assert not EditorInvitation.objects.exists(), "the address is kept no longer"


def test_who_has_an_account_signs_in_and_accepts(asked, committee):
    maya = make_member(EMAIL)
    guest, link = Client(), link_in_the_mail()
    door = re.search(r'href="(/ne/account/login/\?next=[^"]+)"', guest.get(link).text)[1]
    assert 'name="next"' in guest.get(door).text

    typed = {"login": EMAIL, "password": "pass", "next": link}
    entered = guest.post("/ne/account/login/", typed, follow=True)
    assert entered.redirect_chain[-1][0] == link
    guest.post(link)

    assert list(committees_of(maya)) == [committee]
    assert not maya.has_perm("wagtailadmin.access_admin")


def test_the_mail_opens_no_account_of_another_who_has_one(asked):
    maya = make_member(EMAIL)
    guest, link = Client(), link_in_the_mail()

    guest.post(link)
    typed = {"name": "Eve", "password1": PASSWORD, "password2": PASSWORD}
    guest.post("/ne/account/signup/", typed)

    assert not get_user(guest).is_authenticated
    assert anew(maya).check_password("pass")


def test_where_nobody_may_open_an_account_that_is_said(asked):
    SignUpSetting.objects.update_or_create(defaults={"policy": "closed"})
    guest, link = Client(), link_in_the_mail()

    assert "ask whoever invited you" in guest.get(link.replace("/ne/", "/en/")).text
    assert guest.post(link).status_code == 200
    assert not Invitation.objects.exists()


def test_two_clicks_appoint_once(asked):
    client = signed_in_as(make_member(EMAIL))
    link = link_in_the_mail()

    answers = [client.post(link).headers["Location"] for _ in range(2)]

    assert answers == ["/ne/stakeholders/editors/taken-on/"] * 2
    assert Appointment.objects.count() == 1
    assert client.get(link).headers["Location"] == answers[0]


def test_of_two_clicks_at_once_the_second_finds_it_done(asked):
    maya = make_member(EMAIL)
    actions.accept_appointment(asked, maya)

    with pytest.raises(actions.committees.Gone):
        actions.accept_appointment(asked, maya)


def test_a_used_link_is_nothing_to_others(asked):
    actions.accept_appointment(asked, make_member(EMAIL))

    for client in (Client(), signed_in_as(make_member("eve@example.org"))):
        for method in (client.get, client.post):
            assert method(link_in_the_mail()).status_code == 410
    assert Appointment.objects.count() == 1


def test_who_is_signed_in_with_another_address_is_told_so(asked):
    client = signed_in_as(make_member("eve@example.org"))
    link = link_in_the_mail().replace("/ne/", "/en/")

    for method in (client.get, client.post):
        answer = method(link)
        assert answer.status_code == 403
        assert "another e-mail address" in answer.text
        assert EMAIL not in answer.text
    with pytest.raises(PermissionDenied):
        actions.accept_appointment(asked, get_user(client))
    assert not Appointment.objects.exists()


def test_a_link_that_ran_out_is_foreign_or_taken_back_says_so(asked, admin_client, committee):
    maya, link = signed_in_as(make_member(EMAIL)), link_in_the_mail()
    foreign = [
        reverse("take_on_editing", args=[token])
        for token in ("x", LINK.token(9, committee.translation_key))
    ]
    for address in foreign:
        assert maya.get(address).status_code == 410

    EditorInvitation.objects.update(created_at=timezone.now() - LINK.lasts)
    assert maya.post(link).status_code == 410
    actions.forget_unanswered()
    assert not EditorInvitation.objects.exists()

    actions.invite_editor(committee, EMAIL, "en", None)
    typed = {"answer": "take_back", "row": EditorInvitation.objects.get().pk}
    admin_client.post(screen(committee), typed)
    assert maya.post(link_in_the_mail()).status_code == 410
    assert not Appointment.objects.exists()


def test_with_a_second_mail_the_first_no_longer_works(asked, committee):
    first = link_in_the_mail()
    actions.invite_editor(committee, EMAIL, "fr", None)

    guest = Client()
    assert guest.get(first).status_code == 410
    assert guest.get(link_in_the_mail()).status_code == 200


def test_a_committee_that_is_withdrawn_or_gone_appoints_nobody(asked, committee):
    guest = Client()
    record = item_actions.withdraw(committee)
    assert guest.get(link_in_the_mail()).status_code == 410
    item_actions.bring_back(record)
    assert guest.get(link_in_the_mail()).status_code == 200

    ProfilePage.objects.get(pk=committee.pk).delete()

    assert guest.get(link_in_the_mail()).status_code == 410


def test_a_mail_names_no_committee_that_is_not_public(directory, site):
    draft = make_committee(directory, "Kanari")
    draft.unpublish()

    actions.invite_editor(draft, EMAIL, "en", None)

    assert "Kanari" not in mail.outbox[-1].body + mail.outbox[-1].subject


def test_a_wrong_address_is_said_and_kept(admin_client, committee):
    typed = {"answer": "appoint", "email": "maya@", "language": "ne"}

    answer = admin_client.post(screen(committee), typed)

    assert answer.status_code == 422
    assert 'value="maya@"' in answer.text
    assert not mail.outbox


# The screen ---------------------------------------------------------------------------------


def test_who_publishes_the_directory_appoints_and_sees_no_address(directory, committee):
    editor = make_editor(directory)
    actions.invite_editor(committee, "bina@example.org", "en", None)
    actions.accept_appointment(
        EditorInvitation.objects.get(), make_member("bina@example.org", name="Bina")
    )
    client = signed_in_as(editor)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[committee.pk])).text
    assert screen(committee) in page

    client.post(screen(committee), {"answer": "appoint", "email": EMAIL, "language": "en"})
    html = client.get(screen(committee)).text

    assert "Bina" in html
    assert "bina@example.org" not in html
    assert EMAIL not in html
    client.post(screen(committee), {"answer": "end", "row": Appointment.objects.get().pk})
    assert not Appointment.objects.exists()


def test_an_administrator_sees_the_addresses(admin_client, committee, other):
    appoint(committee)
    actions.invite_editor(committee, "bina@example.org", "en", None)

    html = admin_client.get(screen(committee)).text

    assert EMAIL in html
    assert "bina@example.org" in html
    assert EMAIL not in admin_client.get(screen(other)).text


def test_only_committees_have_editors(admin_client, directory):
    council = make_profile(directory, "Council")

    assert admin_client.get(screen(council)).status_code == 404
    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[council.pk])).text
    assert screen(council) not in page


def test_rows_of_another_committee_are_left_alone(admin_client, committee, other):
    appoint(committee)
    actions.invite_editor(committee, "bina@example.org", "en", None)

    for answer, row in (
        ("end", Appointment.objects.get().pk),
        ("take_back", EditorInvitation.objects.get().pk),
        ("end", "x"),
        ("end", "9" * 40),
        ("nothing", ""),
    ):
        admin_client.post(screen(other), {"answer": answer, "row": row})

    assert Appointment.objects.count() == EditorInvitation.objects.count() == 1


def test_who_edits_a_committee_appoints_nobody(committee):
    actions.set_review_of_updates(committee, False, None)
    maya = with_admin_access(appoint(committee))
    assert committee.permissions_for_user(maya).can_publish()
    client = signed_in_as(maya)

    assert not may_appoint(maya, committee)
    assert (
        screen(committee)
        not in client.get(reverse("wagtailadmin_pages:edit", args=[committee.pk])).text
    )
    typed = {"answer": "appoint", "email": "eve@example.org", "language": "en"}
    answers = [client.get(screen(committee)), client.post(screen(committee), typed)]
    assert [answer.headers["Location"] for answer in answers] == ["/admin/"] * 2
    assert not EditorInvitation.objects.exists()


# Rights -------------------------------------------------------------------------------------


def test_an_editor_writes_in_every_language_present_and_future(committee):
    translate(committee, "fr")
    shelf_of(committee, Locale.objects.get(language_code="ne"))
    maya = appoint(committee)
    assert all(may_write(maya, row) for row in rows(committee).values())
    assert rows(committee).keys() == {"en", "fr", "ne"}

    with committed():
        swahili = Locale.objects.create(language_code="sw")
    assert not rows(committee).keys() & {"sw", "ar"}
    translate(committee, "sw")
    shelf_of(committee, Locale.objects.get(language_code="ar"))

    assert may_write(maya, committee.get_translation(swahili))
    assert may_write(maya, rows(committee)["ar"])


def test_an_editor_corrects_the_updates_of_others_and_changes_nothing_else(
    directory, committee, other
):
    maya = appoint(committee)
    own = make_update(committee, "Gathering", "ne")
    theirs = make_update(other, "Secret", "ne", live=False)
    council = make_profile(directory, "Council")

    assert may_do(maya, own) >= {"can_edit"}
    for page in (theirs, other, council, directory, *Page.objects.filter(depth__lte=2)):
        assert may_do(maya, page) == set()


def test_what_is_reviewed_is_not_published_by_its_editor(committee):
    update = make_update(committee, "Gathering", "ne", live=False)
    maya = appoint(committee)
    can = update.permissions_for_user
    assert not can(maya).can_publish()
    assert can(maya).can_submit_for_moderation()

    actions.set_review_of_updates(committee, False, None)
    assert can(anew(maya)).can_publish()
    assert not {row.reviews_updates for row in ProfilePage.objects.all()} - {False}

    actions.set_review_of_updates(committee, True, None)
    assert not can(anew(maya)).can_publish()


def test_how_updates_appear_is_state_and_chosen_on_the_screen(admin_client, committee):
    before = committee.save_revision()
    french = translate(committee, "fr")

    admin_client.post(screen(french), {"answer": "at_once"})
    Revision.objects.get(pk=before.pk).publish()

    assert "appears at once" in admin_client.get(screen(committee)).text
    arabic = translate(ProfilePage.objects.get(pk=committee.pk), "ar")
    for row in (committee, french, arabic):
        assert not ProfilePage.objects.get(pk=row.pk).reviews_updates


def test_when_an_appointment_ends_the_next_request_is_refused(committee):
    maya = with_admin_access(appoint(committee))
    client = signed_in_as(maya)
    edit = reverse("wagtailadmin_pages:edit", args=[committee.pk])
    assert client.get(edit).status_code == 200

    actions.end_appointment(Appointment.objects.get(), None)

    assert client.get(edit).headers["Location"] == "/admin/"
    assert not may_write(maya, committee)
    assert not committees_of(maya).exists()
    assert not anew(maya).groups.exists()


def test_what_is_no_committee_any_more_gives_no_rights(committee):
    translate(committee, "fr")
    maya = appoint(committee)

    publish(committee, kind="network")

    assert not GroupPagePermission.objects.filter(group__name__startswith="Committee").exists()
    assert not committees_of(maya).exists()
    assert not any(may_write(maya, row) for row in rows(committee).values())
    publish(committee, kind="local_committee")
    assert all(may_write(maya, row) for row in rows(committee).values())


def test_of_a_committee_that_is_gone_nothing_stays(committee):
    appoint(committee)
    group = CommitteeRights.objects.get().group

    ProfilePage.objects.get(pk=committee.pk).delete()

    assert not Appointment.objects.exists()
    assert not CommitteeRights.objects.exists()
    assert not type(group).objects.filter(pk=group.pk).exists()


def test_bringing_the_rights_to_what_holds_twice_changes_nothing(committee, other):
    translate(committee, "fr")
    maya = appoint(committee)
    appoint(other, "bina@example.org")

    def state():
        tables = (GroupPagePermission, GroupCollectionPermission, CommitteeRights)
        return [list(table.objects.order_by("pk").values()) for table in tables]

    before = state()
    few, _ = count_queries(sync_rights, committee.translation_key)
    assert state() == before

    for language in ("ne", "ar"):
        shelf_of(committee, Locale.objects.get(language_code=language))
    many, _ = count_queries(sync_rights, committee.translation_key)
    assert few == many < 20
    assert list(anew(maya).groups.all()) == [
        CommitteeRights.objects.get(committee=committee.translation_key).group
    ]


def test_what_was_added_by_hand_is_taken_away(committee, other):
    appoint(committee)
    eve = make_member("eve@example.org")
    group = CommitteeRights.objects.get().group
    right = GroupPagePermission.objects.filter(group=group).first().permission
    GroupPagePermission.objects.create(group=group, page=other, permission=right)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.user_set.add(eve)

    sync_rights(committee.translation_key)

    assert not may_write(eve, committee)
    maya = Appointment.objects.get().member
    assert not may_write(maya, other)
    assert not anew(maya).has_perm("wagtailadmin.access_admin")


def test_a_group_and_a_collection_that_were_deleted_come_back(committee):
    maya = appoint(committee)
    rights = CommitteeRights.objects.get()
    rights.group.delete()
    rights.collection.delete()

    sync_rights(committee.translation_key)

    assert may_write(maya, committee)
    assert CommitteeRights.objects.get().collection


def test_an_editor_uses_the_collection_of_the_own_committee_alone(committee, other):
    maya = appoint(committee)
    appoint(other, "bina@example.org")
    root = Collection.get_first_root_node()

    for policy in (picture_policy, file_policy):
        for right in ("add", "change", "choose"):
            [usable] = policy.collections_user_has_permission_for(maya, right)
            assert (
                usable
                == CommitteeRights.objects.get(committee=committee.translation_key).collection
            )
            assert usable.get_parent() == root


# With access to the admin -------------------------------------------------------------------


@pytest.fixture
def insider(committee, other):
    """An editor of A who was granted access to the admin; B has a draft, and a file."""
    draft = make_update(other, "Kanari secret", "en", live=False)
    draft.save_revision(user=appoint(other, "bina@example.org"), log_action=True)
    File.objects.create(
        title="Kanari secret file",
        file=ContentFile(b"kanari", name="kanari.txt"),
        collection=CommitteeRights.objects.get(committee=other.translation_key).collection,
    )
    make_update(committee, "Our own draft", "en", live=False)
    maya = appoint(committee)
    maya.user_permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    )
    return signed_in_as(maya)


LISTS = [
    "/admin/pages/search/?q=kanari",
    "/admin/api/main/pages/?search=kanari",
    "/admin/api/main/pages/?type=stakeholders.UpdatePage&fields=*",
    "/admin/choose-page/search/?q=kanari",
    "/admin/documents/",
    "/admin/documents/chooser/results/",
]


@pytest.mark.parametrize("address", LISTS)
def test_an_editor_of_one_committee_sees_no_draft_of_another(insider, admin_client, address):
    answer = insider.get(address)

    assert answer.status_code == 200
    assert "secret" not in answer.text.lower()
    assert "secret" in admin_client.get(address).text.lower()


def test_an_editor_of_one_committee_changes_nothing_of_another(insider, other):
    draft = Page.objects.get(title="Kanari secret").specific
    file = File.objects.get()
    assert draft not in pages_to_choose(get_user(insider)).specific()

    for address in (
        f"/admin/pages/{draft.pk}/edit/",
        f"/admin/pages/{draft.pk}/view_draft/",
        f"/admin/pages/{draft.pk}/history/",
        f"/admin/pages/{draft.pk}/delete/",
        f"/admin/pages/{draft.pk}/copy/",
        f"/admin/pages/{other.pk}/edit/",
        f"/admin/pages/{other.pk}/add_subpage/",
        f"/admin/pages/add/stakeholders/updatepage/{other.pk}/",
        f"/admin/documents/edit/{file.pk}/",
        f"/admin/documents/chooser/{file.pk}/",
        screen(other),
    ):
        for method in (insider.get, insider.post):
            answer = method(address)
            assert answer.status_code in {302, 403, 404}, address
            assert "secret" not in answer.text.lower()
            assert answer.headers.get("Location", "/admin/") == "/admin/", address
    assert Page.objects.filter(title="Kanari secret").exists()


def test_an_editor_writes_below_the_own_committee_in_the_admin(insider, committee):
    place = shelf_of(committee, Locale.objects.get(language_code="ne"))

    assert insider.get(f"/admin/pages/add/stakeholders/updatepage/{place.pk}/").status_code == 200
    assert insider.get(f"/admin/pages/{committee.pk}/edit/").status_code == 200


# People on the page -------------------------------------------------------------------------


def typed_with(client, profile, **person):
    """The form of a profile in the admin, with one person."""
    address = reverse("wagtailadmin_pages:edit", args=[profile.pk])
    lists = {"people": inline_formset([person]), "body": streamfield([])}
    data = form_at(client, address) | nested_form_data(lists)
    return client.post(address, data | {"action-publish": "action-publish"}, follow=True)


def test_who_agreed_is_shown_in_every_language_and_others_are_refused(admin_client, committee):
    translate(committee, "fr")
    person = {"name": "Maya", "role": "chair"}

    assert "who has not agreed" in typed_with(admin_client, committee, **person).text
    assert not ProfilePerson.objects.exists()
    typed_with(admin_client, committee, **person, agreed="on")

    for language in ("en", "fr"):
        html = Client().get(f"/{language}/stakeholders/committee-a/").text
        assert "<bdi>Maya</bdi>" in html
    assert ProfilePerson.objects.count() == 2


def test_only_a_committee_shows_who_is_in_it(admin_client, directory):
    council = make_profile(directory, "Council")

    answer = typed_with(admin_client, council, name="Maya", role="chair", agreed="on")

    assert "Only the page of a committee" in answer.text
    assert not ProfilePerson.objects.exists()
    council.people = [ProfilePerson(name="Maya", agreed=True)]
    publish(council)
    assert "Maya" not in Client().get("/en/stakeholders/council/").text


# One's own data -----------------------------------------------------------------------------


def test_what_is_kept_of_an_editor_is_told_and_goes(committee, other):
    maya = appoint(committee)
    actions.invite_editor(other, EMAIL, "en", None)

    told = {str(place.title): rows for place, rows in personal_data.told(maya)}
    assert told["Committees you edit"][0]["committee"] == "Committee A"
    assert len(told["Committees you were asked to edit"]) == 1
    erase(maya)

    assert not Appointment.objects.exists()
    assert not EditorInvitation.objects.exists()
    assert not CommitteeRights.objects.get().group.user_set.exists()
