"""Who may write or decide in the administration shows a second factor in that session."""

import json
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.makers import make_editor, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LOGIN, CODE = "/en/account/login/", "/en/account/login/code/"
CONFIRM, CONFIRM_CODE = "/en/account/confirm/", "/en/account/confirm/code/"
FACTOR, APP = "/en/account/second-factor/", "/en/account/second-factor/app/add/"
RECOVERY = "/en/account/second-factor/recovery-codes/"


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.SECOND_FACTOR_FOR_ADMIN = True


@pytest.fixture
def clock(monkeypatch):
    """The time by which codes are made: `clock.later()` is half a minute on."""

    class Clock:
        counter = 1000

        def later(self):
            self.counter += 5

    clock = Clock()
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([clock.counter]))
    return clock


@pytest.fixture
def editor(site):
    return make_editor(site.knowledge)


@pytest.fixture
def secret(editor, clock):
    """The editor has an app for codes, and recovery codes."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(editor, secret)
    RecoveryCodes.activate(editor)
    return secret


def code_of(secret, clock):
    return totp.format_hotp_value(totp.hotp_value(secret, clock.counter))


def sign_in(client, email="editor@example.org", password="pass", **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def in_admin(client):
    return client.get("/admin/").status_code == 200


# Setting one up -----------------------------------------------------------------------


def test_an_editor_without_a_second_factor_is_led_to_set_one_up(client, editor):
    sign_in(client)

    assert client.get("/admin/pages/").headers["Location"] == FACTOR
    page = client.get(FACTOR)
    assert "Set up an app" in page.text
    assert "Add a passkey" in page.text


def test_an_editor_sets_up_an_app_and_is_in_after_showing_a_code(client, editor, clock):
    sign_in(client)
    asked = client.get(APP)
    assert asked.headers["Location"] == f"{CONFIRM}?next={APP.replace('/', '%2F')}"
    assert client.post(asked.headers["Location"], {"password": "wrong"}).status_code == 200
    assert client.post(asked.headers["Location"], {"password": "pass"}).headers["Location"] == APP
    page = client.get(APP)
    secret = re.search(r"<code[^>]*>(\w+)</code>", page.text)[1]
    assert f"secret={secret}" in page.text

    done = client.post(APP, {"code": code_of(secret, clock)})

    assert done.headers["Location"] == RECOVERY
    assert len(re.findall(r"<li><code>\d{8}", client.get(RECOVERY).text)) == 10
    assert client.get("/admin/").headers["Location"] == f"{CONFIRM_CODE}?next=%2Fadmin%2F"
    clock.later()
    shown = client.post(f"{CONFIRM_CODE}?next=/admin/", {"code": code_of(secret, clock)})
    assert shown.headers["Location"] == "/admin/"
    assert in_admin(client)


def test_a_change_in_how_one_signs_in_is_told_by_mail_without_details(client, editor, secret):
    client.force_login(editor)
    confirm(client.session, editor)

    client.post("/en/account/second-factor/app/remove/")

    assert not Authenticator.objects.exists()
    (letter,) = mail.outbox
    assert letter.to == ["editor@example.org"]
    assert "If it was not you" in letter.body
    assert not re.search(r"127\.0\.0\.1|app\b|Mozilla", letter.body)


def confirm(session, member):
    """As if the member had shown a code a moment ago."""
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(member.pk)
    session.save()


# Showing it ----------------------------------------------------------------------------


def test_an_editor_signs_in_with_password_and_code(client, secret, clock):
    assert sign_in(client).headers["Location"] == CODE
    assert not get_user(client).is_authenticated

    assert "not right" in client.post(CODE, {"code": "000000"}).text
    client.post(CODE, {"code": code_of(secret, clock)})

    assert in_admin(client)


def test_a_code_opens_the_door_once(client, secret, clock):
    code = code_of(secret, clock)
    sign_in(client)
    client.post(CODE, {"code": code})
    assert in_admin(client)

    thief = Client()
    sign_in(thief)

    assert "used already" in thief.post(CODE, {"code": code}).text
    assert not in_admin(thief)


def test_a_code_opens_no_door_again_as_long_as_it_is_taken(client, secret, clock, monkeypatch):
    """Codes of the minute before are taken too; allauth remembers used ones for half a minute."""
    code = code_of(secret, clock)
    sign_in(client)
    client.post(CODE, {"code": code})
    assert in_admin(client)
    cache.delete(f"allauth.mfa.totp.used?user={get_user(client).pk}&code={code}")

    thief = Client()
    sign_in(thief)

    assert "used already" in thief.post(CODE, {"code": code}).text


def test_a_recovery_code_opens_the_door_once(client, editor, secret):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for client, opens in ((Client(), True), (Client(), False)):
        sign_in(client)
        client.post(CODE, {"code": code})
        assert in_admin(client) is opens


def test_a_lost_factor_no_longer_counts_in_a_running_session(client, secret, clock):
    sign_in(client)
    client.post(CODE, {"code": code_of(secret, clock)})
    assert in_admin(client)

    Authenticator.objects.all().delete()

    assert client.get("/admin/").headers["Location"] == FACTOR


def test_a_reader_needs_none(client, languages):
    make_member("asha@example.org")

    assert sign_in(client, "asha@example.org").headers["Location"] == "/en/account/"
    assert get_user(client).is_authenticated


# Only the password ---------------------------------------------------------------------


def with_the_password(client, editor):
    sign_in(client, remember="on")


def with_a_session_from_before(client, editor):
    client.force_login(editor)


def with_the_other_doors(client, editor):
    for door in ("/admin/login/", "/_util/login/", "/django-admin/login/", "/accounts/login/"):
        client.post(door, {"username": editor.email, "login": editor.email, "password": "pass"})


def with_a_new_password_by_mail(client, editor):
    client.post("/en/account/password/reset/", {"email": editor.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link, follow=True)
    new = {"password1": "a-quite-new-passphrase", "password2": "a-quite-new-passphrase"}
    client.post(form.redirect_chain[-1][0], new)
    sign_in(client, password=new["password1"])


def with_the_password_as_confirmation(client, editor):
    client.force_login(editor)
    client.post(CONFIRM, {"password": "pass"})
    client.post(f"{CONFIRM}?next=/admin/", {"password": "pass"})


def with_the_factor_taken_away(client, editor):
    client.force_login(editor)
    client.post(CONFIRM, {"password": "pass"})
    client.post("/en/account/second-factor/app/remove/")
    for key in Authenticator.objects.values_list("pk", flat=True):
        client.post(f"/en/account/second-factor/passkeys/{key}/remove/")
    client.post(f"{RECOVERY}new/")


def with_a_factor_of_ones_own(client, editor):
    client.force_login(editor)
    client.post(CONFIRM, {"password": "pass"})
    page = client.get("/en/account/second-factor/passkeys/add/")
    assert page.status_code == 302
    client.post("/en/account/second-factor/passkeys/add/", {"credential": "{}"})


def with_somebody_elses_code(client, editor):
    other = make_member("other@example.org")
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(other, secret)
    client.force_login(other)
    client.post(CONFIRM_CODE, {"code": totp.format_hotp_value(totp.hotp_value(secret, 1000))})
    client.post("/en/account/logout/")
    sign_in(client)


def with_a_fixed_session(client, editor):
    client.get(LOGIN)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    sign_in(client)


@pytest.mark.parametrize(
    "door",
    [
        with_the_password, with_a_session_from_before, with_the_other_doors,
        with_a_new_password_by_mail, with_the_password_as_confirmation,
        with_the_factor_taken_away, with_a_factor_of_ones_own, with_somebody_elses_code,
        with_a_fixed_session,
    ],
)  # fmt: skip
def test_who_has_only_the_password_opens_no_door(client, editor, secret, door):
    before = set(Authenticator.objects.filter(user=editor).values_list("pk", flat=True))

    door(client, editor)

    assert set(Authenticator.objects.filter(user=editor).values_list("pk", flat=True)) == before
    for address in ("/admin/", "/admin/pages/", "/admin/account/", "/admin/localize/"):
        assert client.get(address).status_code in {302, 404}, address
        assert client.post(address).status_code in {302, 404}, address


def test_who_has_only_the_password_reads_no_recovery_code(client, editor, secret):
    client.force_login(editor)
    client.post(CONFIRM, {"password": "pass"})

    for address in (RECOVERY, f"{RECOVERY}download/"):
        answer = client.get(address)
        assert answer.headers["Location"].startswith(CONFIRM_CODE)


def test_signing_out_needs_no_second_factor(client, editor, secret):
    client.force_login(editor)

    assert client.post("/admin/logout/").headers["Location"] == "/en/"
    assert not get_user(client).is_authenticated


def test_one_returns_to_what_one_wanted(client, editor, secret, clock):
    client.force_login(editor)
    asked = client.get("/admin/pages/search/?q=a+b").headers["Location"]
    assert parse_qs(urlsplit(asked).query) == {"next": ["/admin/pages/search/?q=a+b"]}

    shown = client.post(asked, {"code": code_of(secret, clock)})

    assert shown.headers["Location"] == "/admin/pages/search/?q=a+b"


def test_who_guesses_codes_is_stopped(client, editor, secret, clock):
    sign_in(client)
    for _ in range(5):
        assert "not right" in client.post(CODE, {"code": "000000"}).text

    assert "Too many" in client.post(CODE, {"code": code_of(secret, clock)}).text
    assert not in_admin(client)


# Passkeys ------------------------------------------------------------------------------


def test_a_passkey_that_is_not_known_here_is_refused_with_a_word(client, languages):
    ajax = {"accept": "application/json", "x-requested-with": "XMLHttpRequest"}
    asked = client.get("/en/account/login/passkey/", headers=ajax)
    assert "challenge" in json.loads(asked.text)["request_options"]["publicKey"]

    for credential in ("", "{}", '{"id": "a", "rawId": "a", "response": {}, "type": "x"}'):
        answer = client.post("/en/account/login/passkey/", {"credential": credential})
        assert answer.status_code == 200
        assert re.search(r'id="passkey-failed">\s*That did not work', answer.text)
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize("language", ["en", "fr", "ar", "ne"])
def test_the_pages_of_the_second_factor_are_in_every_language(client, editor, secret, language):
    client.force_login(editor)
    confirm(client.session, editor)
    names = ["mfa_index", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
             "mfa_generate_recovery_codes", "mfa_reauthenticate"]  # fmt: skip
    for name in names:
        address = reverse(name).replace("/en/", f"/{language}/")
        page = client.get(address)
        assert page.status_code == 200, name
        assert f'<html lang="{language}"' in page.text
        assert "site-head" in page.text
        assert page.text.count("<h1") == 1
        assert "no-store" in page.headers["Cache-Control"]


def test_the_database_alone_does_not_tell_the_secrets(editor):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(editor, secret)
    RecoveryCodes.activate(editor)

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert stored.count("gAAAA") == 2, "two tokens of Fernet"
    assert secret not in stored
    assert totp.TOTP(Authenticator.objects.get(type="totp")).validate_code("x") is False
