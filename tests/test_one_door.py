"""There is one door: people sign in and out at one place, and get where they may go."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import get_resolver
from wagtail.users.models import UserProfile

from core import admin_urls
from members.models import Member
from tests.makers import make_editor, make_member

pytestmark = pytest.mark.django_db

LOGIN = "/en/account/login/"
NEW_PASSWORD = "a-quite-new-passphrase"
# Pages that allauth has and this site has not, or has elsewhere.
NOT_HERE = ["confirm-email/", "confirm-email/key/", "reauthenticate/", "login/code/confirm/"]
# Open to those who are not signed in: icons and words of the admin, and the ways in and out.
OPEN_ADMIN = {"/admin/login/", "/admin/logout/", "/admin/sprite/", "/admin/jsi18n/"}
ELSEWHERE = [
    "https://evil.example/", "http://evil.example/admin/", "//evil.example/", "///evil.example/",
    "////evil.example", "/\\evil.example/", "\\\\evil.example/", "\\/evil.example",
    "https:evil.example", "https:/evil.example", "https:///evil.example",
    "http:\\\\evil.example", "javascript:alert(1)",
    "JavaScript:alert(1)", "data:text/html,evil", "/\t/evil.example", "/\n/evil.example",
    "\t//evil.example", " //evil.example", "\x00//evil.example", "\x08https://evil.example",
    "http://testserver@evil.example/", "http://testserver.evil.example/",
    "http://evil.example\\@testserver/", "http://testserver\\.evil.example/", "http://localhost/admin/",
    "http://[::1/evil", "ftp://testserver/", "", " ",
]  # fmt: skip


@pytest.fixture
def editor(site):
    return make_editor(site.knowledge)


@pytest.fixture
def member(languages):
    return make_member(name="Asha")


def sign_in(client, email="member@example.org", password="pass", address=LOGIN, **more):
    return client.post(address, {"login": email, "password": password, **more})


def signed_in(client):
    return get_user(client).is_authenticated


def words(response):
    """A page without the token that differs every time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)


def plain_admin_addresses():
    """Every address of the admin that takes no argument."""

    def walk(patterns, prefix):
        for pattern in patterns:
            route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, route)
            elif not re.search(r"[<(\\*]", route):
                yield route

    return sorted({"/admin/nope/", *walk(admin_urls.urlpatterns, "/admin/")})


# In -------------------------------------------------------------------------------


def test_an_editor_is_led_through_the_one_door_to_where_they_wanted(client, editor):
    wanted = "/admin/pages/search/?p=1&q=a+b"
    response = client.get(wanted, follow=True)
    door, _ = response.redirect_chain[-1]
    assert door.startswith(f"{LOGIN}?next=")
    assert response.status_code == 200

    response = sign_in(client, "editor@example.org", address=door)

    assert response.status_code == 302
    assert response.headers["Location"] == wanted
    assert client.get(wanted).status_code == 200


def test_the_door_speaks_the_language_of_the_browser(client, languages):
    response = client.get("/admin/", headers={"accept-language": "ne"}, follow=True)

    assert response.redirect_chain[-1][0] == "/ne/account/login/?next=%2Fadmin%2F"
    assert '<html lang="ne"' in response.text


def test_an_editor_who_wanted_nothing_lands_in_the_admin(client, editor):
    response = sign_in(client, "Editor@Example.ORG ")

    assert response.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert client.get(LOGIN).headers["Location"] == "/admin/"
    assert client.get("/admin/login/", follow=True).redirect_chain[-1][0] == "/admin/"


def test_a_member_without_a_desk_lands_in_the_own_account_in_the_same_language(client, member):
    assert sign_in(client, address="/fr/account/login/").headers["Location"] == "/fr/account/"


def test_a_session_ends_with_the_browser_unless_one_asks_to_stay(client, member):
    assert not sign_in(client).cookies["sessionid"]["max-age"]
    client.logout()
    assert sign_in(client, remember="on").cookies["sessionid"]["max-age"] > 86_400


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_led_elsewhere(client, editor, elsewhere):
    to_door = client.get("/admin/login/", {"next": elsewhere})
    assert to_door.headers["Location"] == f"{LOGIN}?next=%2Fadmin%2F"

    door = client.get(LOGIN, {"next": elsewhere})
    assert "evil" not in door.text.partition("<main")[2]
    for where in ("query", "form"):
        if where == "query":
            address, fields = door.wsgi_request.get_full_path(), {}
        else:
            address, fields = LOGIN, {"next": elsewhere}
        entered = sign_in(client, "editor@example.org", address=address, **fields)
        assert entered.headers["Location"] == "/admin/"
        # Already in, with the same wish.
        assert client.get(LOGIN, {"next": elsewhere}).headers["Location"] == "/admin/"
        left = client.post("/admin/logout/", {"next": elsewhere})
        assert left.headers["Location"] == "/en/"
        assert not signed_in(client)


@pytest.mark.parametrize(
    "here", ["/admin/images/", "/fr/", "http://testserver/admin/", "/en/knowledge/?page=2#x"]
)
def test_an_address_of_this_site_is_kept(client, editor, here):
    door = client.get("/admin/login/", {"next": here}).headers["Location"]

    assert sign_in(client, "editor@example.org", address=door).headers["Location"] == here


@pytest.mark.parametrize("depth", [1, 3])
def test_a_door_that_leads_to_a_door_is_left_behind(client, editor, depth):
    address = "/admin/login/"
    for _ in range(depth):
        address = f"/admin/login/?next={address}"
    client.force_login(editor)

    assert client.get(address, follow=True).status_code == 200


def test_who_mistypes_is_told_and_keeps_what_was_typed(client, member):
    response = sign_in(client, password="wrong")

    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert 'value="member@example.org"' in response.text
    assert "wrong" not in re.sub(r"<ul class=.errorlist.*?</ul>", "", response.text, flags=re.S)
    assert not signed_in(client)


def test_what_is_missing_is_said_at_its_field(client, languages):
    html = client.post(LOGIN, {}).text

    assert html.count("errorlist") == 2
    assert html.count('aria-invalid="true"') == 2
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        assert f'id="{described}"' in html


@pytest.mark.parametrize("language", ["en", "ar", "ne"])
def test_every_input_has_a_label_and_says_what_it_is_for(client, languages, member, language):
    client.force_login(member)
    pages = ["password/reset/", "password/change/"]
    html = "".join(client.get(f"/{language}/account/{page}").text for page in pages)
    client.logout()
    html += client.get(f"/{language}/account/login/").text

    inputs = [tag for tag in re.findall(r"<input[^>]+>", html) if "hidden" not in tag]
    assert len(inputs) == 7
    for tag in inputs:
        assert "placeholder" not in tag
        if "checkbox" not in tag:
            (name,) = re.findall(r'id="(\w+)"', tag)
            assert f'<label for="{name}">' in html
            assert re.search(r'autocomplete="(email|current-password|new-password)"', tag)


def test_known_and_unknown_addresses_get_the_same_answer(client, member, monkeypatch):
    rounds, encode = [], MD5PasswordHasher.encode

    def counted(self, *args, **kwargs):
        rounds[-1] += 1
        return encode(self, *args, **kwargs)

    make_member("closed@example.org", is_active=False)
    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    answers = set()
    for email in ("member@example.org", "nobody1@example.org", "closed@example.org"):
        rounds.append(0)
        response = sign_in(client, email, "wrong")
        answers.add((response.status_code, words(response).replace(email, "")))

    assert len(answers) == 1
    assert len(set(rounds)) == 1


def test_who_guesses_passwords_is_stopped_in_our_words(client, member):
    for _ in range(5):
        assert "fit together" in sign_in(client, password="wrong").text
    assert "Too many wrong passwords" in sign_in(client).text
    assert not signed_in(client)

    for _ in range(30):
        response = client.post(LOGIN, {})
    assert response.status_code == 429
    assert "site-head" in response.text


def test_a_closed_account_is_told_so_and_gets_nowhere(client, languages):
    make_member(is_active=False)

    response = client.post(LOGIN, {"login": "member@example.org", "password": "pass"}, follow=True)

    assert response.redirect_chain == [("/en/account/inactive/", 302)]
    assert "site-head" in response.text
    assert not signed_in(client)


# Out and away -----------------------------------------------------------------------


def test_one_click_in_the_admin_signs_out(client, editor):
    client.force_login(editor)
    assert '"/admin/logout/"' in client.get("/admin/").text

    response = client.post("/admin/logout/")

    assert response.headers["Location"] == "/en/"
    assert response.cookies["sessionid"].value == ""
    assert "messages" not in response.cookies
    assert client.get("/admin/").status_code == 302


def test_no_other_site_can_sign_somebody_in_or_out(editor):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, "editor@example.org").status_code == 403
    client.force_login(editor)

    assert client.post("/admin/logout/").status_code == 403
    assert client.post("/en/account/logout/").status_code == 403
    assert client.get("/admin/logout/").status_code == 200
    assert signed_in(client)


def test_signing_out_asks_first_when_it_is_only_a_link(client, member):
    client.force_login(member)
    assert 'action="/fr/account/logout/"' in client.get("/fr/account/logout/").text

    assert client.post("/fr/account/logout/").headers["Location"] == "/fr/"
    assert not signed_in(client)
    assert client.get("/fr/account/logout/").headers["Location"] == "/fr/"


# What is closed -----------------------------------------------------------------------


def test_a_member_without_rights_is_refused_all_over_the_admin(client, member):
    client.force_login(member)
    addresses = plain_admin_addresses()
    assert len(addresses) > 80

    for address in addresses:
        for ask in (client.get, client.post):
            response = ask(address)
            assert response.status_code == 403, address
            assert "You may not open this" in response.text
    assert client.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    assert client.get("/admin/pages/1/").status_code == 403


def test_a_member_without_rights_who_wanted_the_admin_is_not_sent_round(client, member):
    door = client.get("/admin/", follow=True).redirect_chain[-1][0]

    response = client.post(door, {"login": member.email, "password": "pass"}, follow=True)

    assert [address for address, _ in response.redirect_chain] == ["/admin/"]
    assert response.status_code == 403


def test_who_is_not_signed_in_finds_only_the_door(client, languages):
    for address in set(plain_admin_addresses()) - OPEN_ADMIN:
        response = client.get(address)
        if "password_reset" in address:
            assert response.status_code == 404
        else:
            assert response.headers["Location"].startswith("/admin/login/?next="), address


@pytest.mark.parametrize(
    "address",
    [
        "/_util/login/", "/en/_util/login/", "/_util/authenticate_with_password/1/1/",
        "/django-admin/", "/django-admin/login/", "/accounts/login/", "/account/login/",
        "/admin/password_reset/", "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/a-b/", "/admin/password_reset/complete/",
    ],
)  # fmt: skip
def test_there_is_no_second_door(client, site, address):
    for ask in (client.get, client.post):
        assert ask(address, {"username": "admin@example.org"}).status_code == 404


@pytest.mark.parametrize("page", NOT_HERE)
def test_account_pages_that_this_site_does_not_use_do_not_exist(client, member, page):
    assert client.get(f"/en/account/{page}").status_code == 404
    client.force_login(member)
    assert client.get(f"/en/account/{page}").status_code == 404


def test_account_pages_are_kept_by_no_cache(client, member):
    for page in ("login/", "password/reset/", "password/reset/done/", "signup/", "inactive/"):
        assert "no-store" in client.get(f"/en/account/{page}").headers["Cache-Control"]
    client.force_login(member)
    assert "no-store" in client.get("/en/account/password/change/").headers["Cache-Control"]


# Passwords ------------------------------------------------------------------------


def link_in_the_mail():
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]


def ask_for_a_link(client, email, language="en"):
    return client.post(f"/{language}/account/password/reset/", {"email": email})


def test_who_forgot_a_password_chooses_a_new_one_in_their_language(client, member):
    response = ask_for_a_link(client, "MEMBER@example.org", "fr")
    assert response.headers["Location"] == "/fr/account/password/reset/done/"
    link = link_in_the_mail()
    assert link.startswith("/fr/account/password/reset/key/")

    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    assert form.text.count("new-password") == 2
    wrong = client.post(address, {"password1": NEW_PASSWORD, "password2": "another"})
    assert wrong.text.count("errorlist") == 1
    fields = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    done = client.post(address, fields, follow=True)

    assert done.redirect_chain[-1][0] == "/fr/account/password/reset/key/done/"
    assert signed_in(client)
    assert sign_in(Client(), password=NEW_PASSWORD).status_code == 302


def test_a_link_works_once(client, member):
    ask_for_a_link(client, member.email)
    link = link_in_the_mail()
    address = client.get(link).headers["Location"]
    client.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    for again in (link, address, "/en/account/password/reset/key/1-x/"):
        assert "This link no longer works" in client.get(again).text


def test_a_reset_tells_nobody_who_has_an_account(client, member):
    make_member("closed@example.org", is_active=False)
    pages = set()
    for email in ("member@example.org", "nobody@example.org", "closed@example.org"):
        response = client.post("/en/account/password/reset/", {"email": email}, follow=True)
        pages.add((tuple(response.redirect_chain), words(response)))

    assert len(pages) == 1
    assert [message.to for message in mail.outbox] == [["member@example.org"]]


def test_a_former_address_opens_nothing(client, member):
    ask_for_a_link(client, member.email)
    old_link = link_in_the_mail()
    assert EmailAddress.objects.filter(user=member).exists()

    member.email = "new@example.org"
    member.save()

    assert "This link no longer works" in client.get(old_link).text
    mail.outbox.clear()
    ask_for_a_link(client, "member@example.org")
    assert not mail.outbox
    sign_in(client, "member@example.org")
    assert not signed_in(client)
    sign_in(client, "new@example.org")
    assert signed_in(client)


def test_a_member_changes_the_password_and_stays_signed_in(client, member):
    address = "/en/account/password/change/"
    assert client.get(address).headers["Location"] == f"{LOGIN}?next={address}"
    client.force_login(member)
    fields = {"oldpassword": "nope", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert "This is not your current password" in client.post(address, fields).text
    differing = fields | {"oldpassword": "pass", "password2": "another"}
    assert "The two new passwords differ" in client.post(address, differing).text

    done = client.post(address, fields | {"oldpassword": "pass"}, follow=True)

    assert "Your password is changed" in done.text
    assert signed_in(client)
    member.refresh_from_db()
    assert member.check_password(NEW_PASSWORD)


def test_a_member_without_a_password_sets_one(client, member):
    member.set_unusable_password()
    member.save()
    client.force_login(member)
    response = client.get("/en/account/password/change/", follow=True)
    assert response.redirect_chain == [("/en/account/password/set/", 302)]

    fields = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    done = client.post("/en/account/password/set/", fields, follow=True)

    assert "Your password is changed" in done.text
    assert sign_in(Client(), password=NEW_PASSWORD).status_code == 302


def test_every_account_page_is_in_the_design_of_the_site(client, member):
    pages = {str(pattern.pattern) for pattern in get_resolver("members.urls").url_patterns}
    assert len(pages) == 32
    for page in (
        "login/", "signup/", "inactive/", "password/reset/", "password/reset/done/",
        "password/reset/key/done/", "password/reset/key/1-x/", "password/change/done/",
        "deleted/",
    ):  # fmt: skip
        html = client.get(f"/ar/account/{page}").text
        assert '<html lang="ar" dir="rtl">' in html
        assert "site-head" in html
        assert html.count("<h1") == 1


# Members in the admin -----------------------------------------------------------------


def test_an_administrator_adds_a_member_who_then_signs_in(admin_client, languages):
    group = Group.objects.get(name="Editors")
    fields = {"email": "Nia@Example.org", "name": "Nia", "groups": [group.pk]}
    fields |= {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    html = admin_client.get("/admin/users/new/").text
    assert 'name="name"' in html
    assert "first_name" not in html

    assert admin_client.post("/admin/users/new/", fields).status_code == 302

    nia = Member.objects.get(name="Nia")
    assert nia.email == "nia@example.org"
    assert list(nia.groups.all()) == [group]
    assert sign_in(Client(), "nia@example.org", NEW_PASSWORD).headers["Location"] == "/admin/"
    again = admin_client.post("/admin/users/new/", fields)
    assert again.status_code == 200
    assert Member.objects.filter(email__iexact="nia@example.org").count() == 1


def test_an_administrator_changes_a_member(admin_client, member):
    address = f"/admin/users/edit/{member.pk}/"
    assert 'value="Asha"' in admin_client.get(address).text

    fields = {"email": "asha@example.org", "name": "Asha K.", "is_active": ""}
    assert admin_client.post(address, fields).status_code == 302

    member.refresh_from_db()
    assert (member.name, member.email, member.is_active) == ("Asha K.", "asha@example.org", False)
    assert member.check_password("pass")


@pytest.mark.parametrize("words", ["Ash", "ember@"])
def test_members_are_found_by_name_and_by_address(admin_client, member, words):
    for address in ("/admin/users/", "/admin/users/results/"):
        html = admin_client.get(address, {"q": words}).text
        assert f'/admin/users/edit/{member.pk}/"' in html
        assert "admin@example.org</" not in html.partition("listing")[2]
        assert "gravatar" not in html


def test_members_are_sorted_by_name_and_by_address(admin_client, member):
    make_member("a@example.org", name="Zoe")
    for ordering, names in (("name", "AZ"), ("-name", "ZA"), ("email", "ZA"), ("-email", "AZ")):
        html = admin_client.get("/admin/users/results/", {"ordering": ordering}).text
        assert "".join(re.findall(r">\s*([AZ])(?:sha|oe)\s*</a>", html)) == names


def test_an_administrator_deletes_members_one_by_one_or_together(admin_client, member):
    others = [make_member(f"{n}@example.org") for n in range(2)]
    assert admin_client.get(f"/admin/users/delete/{member.pk}/").status_code == 200
    assert admin_client.post(f"/admin/users/delete/{member.pk}/").status_code == 302
    ids = [other.pk for other in others]
    together = "/admin/bulk/members/member/delete/?" + "&".join(f"id={pk}" for pk in ids)
    assert admin_client.get(together).status_code == 200
    assert admin_client.post(together).status_code == 302

    assert not Member.objects.filter(pk__in=[member.pk, *ids]).exists()


@pytest.mark.parametrize("action", ["assign_role", "set_active_state"])
def test_an_administrator_changes_several_members_at_once(admin_client, member, action):
    group = Group.objects.get(name="Editors")
    address = f"/admin/bulk/members/member/{action}/?id={member.pk}"
    assert admin_client.get(address).status_code == 200

    fields = {"role": group.pk, "mark_as_active": "False"}
    assert admin_client.post(address, fields).status_code == 302

    member.refresh_from_db()
    assert (list(member.groups.all()) == [group]) is (action == "assign_role")
    assert member.is_active is (action == "assign_role")


def test_an_administrator_makes_and_changes_a_group(admin_client, languages):
    no_forms = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    html = admin_client.get("/admin/groups/new/").text
    prefixes = set(re.findall(r'name="(\w+)-TOTAL_FORMS"', html))
    fields = {f"{prefix}-{name}": n for prefix in prefixes for name, n in no_forms.items()}

    assert admin_client.post("/admin/groups/new/", fields | {"name": "Guests"}).status_code == 302
    group = Group.objects.get(name="Guests")
    address = f"/admin/groups/edit/{group.pk}/"
    assert admin_client.get(address).status_code == 200
    assert admin_client.post(address, fields | {"name": "Hosts"}).status_code == 302
    assert admin_client.post(f"/admin/groups/delete/{group.pk}/").status_code == 302


def account_fields(member, **changed):
    profile = UserProfile.get_for_user(member)
    fields = {
        "name_email-name": member.name,
        "locale-preferred_language": "",
        "locale-current_time_zone": "",
        "theme-theme": profile.theme,
        "theme-contrast": profile.contrast,
        "theme-density": profile.density,
    }
    return fields | changed


def test_an_editor_changes_the_shown_name_in_the_admin(client, editor):
    client.force_login(editor)
    html = client.get("/admin/account/").text
    assert 'name="name_email-name"' in html
    assert "first_name" not in html
    assert "avatar-avatar" not in html

    fields = account_fields(editor, **{"name_email-name": "Kofi", "name_email-email": "K@x.org"})
    assert client.post("/admin/account/", fields).headers["Location"] == "/admin/account/"

    editor.refresh_from_db()
    assert (editor.name, editor.email) == ("Kofi", "editor@example.org")
    assert client.get("/admin/account/").status_code == 200


def test_an_editor_changes_the_password_in_the_admin(client, editor):
    client.force_login(editor)
    fields = account_fields(editor, **{
        "password-old_password": "pass",
        "password-new_password1": NEW_PASSWORD,
        "password-new_password2": NEW_PASSWORD,
    })  # fmt: skip

    assert client.post("/admin/account/", fields).status_code == 302

    editor.refresh_from_db()
    assert editor.check_password(NEW_PASSWORD)
    assert signed_in(client)


def test_a_form_without_its_token_is_answered_in_the_readers_language(site):
    response = Client(enforce_csrf_checks=True).post("/fr/account/login/", {"login": "a"})

    assert response.status_code == 403
    assert '<html lang="fr"' in response.text
