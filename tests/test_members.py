"""People open accounts, say what they read, and change how they are reached."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.utils import timezone

from members import actions
from members.links import MailLink
from members.models import Invitation, Member, SignUpSetting
from members.models.invitation import LINK
from tests.makers import make_case, make_editor, make_member, translate

pytestmark = pytest.mark.django_db

PASSWORD = "a-quite-new-passphrase"
SIGN_UP = "/fr/account/signup/"


@pytest.fixture
def member(languages):
    return make_member("asha@example.org", name="Asha")


def open_to(policy):
    SignUpSetting.objects.update_or_create(defaults={"policy": policy})


def typed(email="new@example.org", **fields):
    return {"email": email, "name": "Nia", "password1": PASSWORD, "password2": PASSWORD} | fields


def link_in_the_mail(number=-1):
    return re.search(r"http://(?:testserver|localhost:8000)(/\S+)", mail.outbox[number].body)[1]


def signed_in(client):
    return get_user(client).is_authenticated


# Opening an account ------------------------------------------------------------------


def test_who_signs_up_confirms_the_address_and_is_in(client, languages):
    open_to("open")

    sent = client.post(SIGN_UP, typed("New@Example.org"), follow=True)
    assert sent.redirect_chain[-1][0] == "/fr/account/email/confirm/"
    assert not signed_in(client)
    link = link_in_the_mail()
    assert link.startswith("/fr/account/email/confirm/")
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get().verified, "a mail program that looks confirms nothing"
    done = client.post(link, follow=True)

    assert done.redirect_chain[-1][0] == "/fr/account/"
    assert signed_in(client)
    nia = Member.objects.get()
    assert (nia.email, nia.name, nia.language) == ("new@example.org", "Nia", "fr")


def test_without_confirming_the_password_opens_nothing(client, languages):
    open_to("open")
    client.post(SIGN_UP, typed())

    client.post("/fr/account/login/", {"login": "new@example.org", "password": PASSWORD})

    assert not signed_in(client)


def test_a_link_of_another_browser_confirms_and_leads_to_the_door(client, languages):
    open_to("open")
    client.post(SIGN_UP, typed())
    other = Client()

    other.post(link_in_the_mail())

    assert not signed_in(other)
    other.post("/fr/account/login/", {"login": "new@example.org", "password": PASSWORD})
    assert signed_in(other)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_was_used_or_is_wrong_says_so(client, languages, method):
    open_to("open")
    client.post(SIGN_UP, typed())
    Member.objects.all().delete()

    for link in (link_in_the_mail(), "/en/account/email/confirm/MQ:1abc:xyz/"):
        answer = getattr(client, method)(link)
        assert answer.status_code == 410
        assert "/account/login/" in answer.text


@pytest.mark.parametrize("policy", ["closed", "invitation"])
def test_where_the_site_is_not_open_nobody_opens_an_account_alone(client, languages, policy):
    open_to(policy)

    for answer in (client.get(SIGN_UP), client.post(SIGN_UP, typed())):
        assert "<form" not in answer.text
    assert not Member.objects.exists()


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, languages):
    open_to("open")

    answer = client.post(SIGN_UP, typed(name="Nia K.", password2="another"))

    assert answer.status_code == 422
    assert 'value="Nia K."' in answer.text
    assert 'class="problems"' in answer.text


def test_an_unconfirmed_account_is_forgotten_after_a_week(client, member):
    open_to("open")
    client.post(SIGN_UP, typed())
    actions.forget_unconfirmed()
    assert Member.objects.count() == 2

    long_ago = timezone.now() - 2 * actions.TIME_TO_CONFIRM
    Member.objects.update(date_joined=long_ago)
    actions.forget_unconfirmed()

    assert list(Member.objects.all()) == [member]


# Invitations -------------------------------------------------------------------------


@pytest.fixture
def invitation(admin_client, languages):
    fields = {"email": "Nia@Example.org", "language": "ne"}
    assert admin_client.post("/admin/invitations/new/", fields).status_code == 302
    return Invitation.objects.get()


def test_the_history_of_the_site_tells_of_invitations(invitation, admin_client):
    history = admin_client.get("/admin/reports/site-history/")
    assert history.status_code == 200
    assert str(invitation) in history.text


def test_who_is_invited_opens_an_account_and_is_in_at_once(invitation):
    guest = Client()
    [invited] = mail.outbox
    assert invited.to == ["nia@example.org"]
    link = link_in_the_mail()
    assert link.startswith("/ne/account/signup/?invitation=")

    form = guest.get(link, follow=True)
    assert 'value="nia@example.org"' in form.text
    guest.post("/ne/account/signup/", typed("somebody.else@example.org"))

    assert signed_in(guest)
    assert get_user(guest).email == "nia@example.org"
    invitation.refresh_from_db()
    assert invitation.accepted_at


def test_an_invitation_works_once_and_not_for_ever(invitation):
    link = link_in_the_mail()
    guest = Client()
    guest.get(link)
    guest.post("/ne/account/signup/", typed())
    assert Client().get(link).status_code == 410

    invitation.accepted_at = None
    invitation.created_at = timezone.now() - 2 * Invitation.LASTS
    invitation.save()
    assert Client().get(link).status_code == 410


def test_no_other_link_is_an_invitation(client, invitation):
    for token in ("x", MailLink("other", LINK.lasts).token(invitation.pk), LINK.token(999)):
        assert client.get("/en/account/signup/", {"invitation": token}).status_code == 410


def test_an_invitation_is_taken_back(admin_client, invitation):
    assert "nia@example.org" in admin_client.get("/admin/invitations/").text
    admin_client.post(f"/admin/invitations/delete/{invitation.pk}/")

    assert Client().get(link_in_the_mail()).status_code == 410


def test_the_site_decides_in_the_admin_who_may_open_an_account(admin_client, client, languages):
    page = admin_client.get("/admin/settings/members/signupsetting/", follow=True)
    admin_client.post(page.redirect_chain[-1][0], {"policy": "open"})

    assert "<form" in Client().get(SIGN_UP).text


# The own account ---------------------------------------------------------------------


def about(**fields):
    rows = {f"reads_{n}": "" for n in range(4)}
    return {"name": "Asha", "language": "ne"} | rows | fields


def test_a_member_says_which_languages_they_read(client, member):
    client.force_login(member)
    fields = about(name="Asha K.", reads_0="ne", writes_0="on", reads_2="fr", discreet="on")

    assert client.post("/en/account/", fields).headers["Location"] == "/en/account/?saved"

    member = Member.objects.get()
    assert (member.name, member.language, member.discreet) == ("Asha K.", "ne", True)
    rows = [(row.code, row.writes) for row in member.languages.all()]
    assert rows == [("ne", True), ("fr", False)]
    assert client.get("/en/account/?saved").text.count(" selected") == 5


def test_a_language_chosen_twice_is_refused(client, member):
    client.force_login(member)

    answer = client.post("/en/account/", about(reads_0="ne", reads_1="ne"))

    assert answer.status_code == 422
    assert "chosen twice" in answer.text
    assert not member.languages.exists()


def test_a_members_own_ladder_goes_before_that_of_the_site(client, site, member):
    case = make_case(site, "Ghana", language="en")
    translate(case, "ne", lambda words: f"{words} नेपाली")
    address = "/ar/knowledge/case-studies/"
    assert "Ghana नेपाली" not in client.get(address).text

    client.force_login(member)
    client.post("/en/account/", about(reads_0="ne"))

    assert "Ghana नेपाली" in client.get(address).text
    assert "Ghana नेपाली" in client.get(f"{address}ghana/").text


def test_the_address_changes_when_the_new_one_is_confirmed(client, member):
    client.force_login(member)
    reauthenticate(client)

    client.post("/en/account/email/", {"email": "New@example.org"})
    member.refresh_from_db()
    assert member.email == "asha@example.org"
    assert mail.outbox[-1].to == ["new@example.org"]
    client.post(link_in_the_mail())

    member.refresh_from_db()
    assert member.email == "new@example.org"
    [address] = EmailAddress.objects.all()
    assert (address.email, address.verified, address.primary) == ("new@example.org", True, True)
    assert mail.outbox[-1].to == ["asha@example.org"], "who had the account is told"


def test_an_address_that_another_has_looks_the_same_and_changes_nothing(client, member):
    make_member("other@example.org")
    client.force_login(member)
    reauthenticate(client)

    free = client.post("/en/account/email/", {"email": "free@example.org"}, follow=True)
    taken = client.post("/en/account/email/", {"email": "other@example.org"}, follow=True)

    assert without_token(free).replace("free@", "x@") == without_token(taken).replace(
        "other@", "x@"
    )
    assert "have an account already" in mail.outbox[-1].subject
    assert mail.outbox[-1].to == ["other@example.org"]


def reauthenticate(client):
    client.post("/en/account/confirm/", {"password": "pass"})


def without_token(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)


def test_who_gives_no_name_is_not_shown_by_the_address(site, client):
    nameless = make_editor(site.knowledge, "asha@example.org")
    case = make_case(site, "Ghana")
    case.save_revision(user=nameless, log_action=True)
    client.force_login(make_editor(site.cases, "other@example.org"))

    html = client.get(f"/admin/pages/{case.pk}/history/").text

    assert "asha@example.org" not in html
    assert f"Member {nameless.pk}" in html


def test_the_own_pages_are_nobody_elses(client, languages):
    for page in ("", "email/"):
        answer = client.get(f"/en/account/{page}")
        assert answer.headers["Location"].startswith("/en/account/login/")


# What others can find out ------------------------------------------------------------


@pytest.mark.parametrize("number", [10, pytest.param(200, marks=pytest.mark.slow)])
@pytest.mark.parametrize("form", ["login", "signup", "reset"])
def test_nobody_finds_out_whether_an_address_is_known(languages, settings, form, number):
    settings.ACCOUNT_RATE_LIMITS = False
    open_to("open")
    ask = {
        "login": lambda email: ("login/", {"login": email, "password": "wrong"}),
        "signup": lambda email: ("signup/", typed(email)),
        "reset": lambda email: ("password/reset/", {"email": email}),
    }[form]
    answers = set()
    for n in range(number):
        make_member(f"known{n}@example.org")
        for email in (f"known{n}@example.org", f"nobody{n}@example.org"):
            page, fields = ask(email)
            answer = Client().post(f"/ne/account/{page}", fields, follow=True)
            text = without_token(answer).replace(email, "")
            answers.add((answer.status_code, tuple(answer.redirect_chain), text))

    assert len(answers) == 1


@pytest.mark.parametrize("number", [50, pytest.param(1000, marks=pytest.mark.slow)])
def test_the_owner_gets_in_by_mail_while_others_guess(client, member, number):
    def guess(times):
        for n in range(times):
            fields = {"login": member.email, "password": f"guess {n}"}
            Client().post("/en/account/login/", fields, REMOTE_ADDR=f"198.51.{n // 250}.{n % 250}")

    guess(number - 20)
    client.post("/en/account/password/reset/", {"email": member.email})
    guess(10)
    address = client.get(link_in_the_mail()).headers["Location"]
    guess(10)
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})

    assert signed_in(client)


# Mails -------------------------------------------------------------------------------


def test_mails_come_in_the_language_of_their_reader(client, languages):
    make_member("omar@example.org", language="ar")

    client.post("/en/account/password/reset/", {"email": "omar@example.org"})

    [message] = mail.outbox
    assert re.search("[\u0600-\u06ff]{3}", message.subject)
    [html] = message.alternatives
    assert '<html lang="ar" dir="rtl">' in html.content
    assert f'<a href="http://testserver{link_in_the_mail()}"' in html.content


def test_a_discreet_mail_says_only_that_something_waits(client, languages):
    make_member("asha@example.org", name="Asha", language="en", discreet=True)

    client.post("/en/account/password/reset/", {"email": "asha@example.org"})

    [message] = mail.outbox
    said = (message.subject, message.body, message.from_email, message.alternatives[0].content)
    for word in ("password", "eace", "Asha"):
        assert word not in re.sub(r"https?://\S+", "", " ".join(said))
    assert link_in_the_mail().startswith("/en/account/password/reset/key/")
