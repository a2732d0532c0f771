"""An editor signs in with a passkey, in a browser with an authenticator of its own."""

import re
import urllib.request
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
EDITOR = "editor@example.org"


@pytest.fixture
def phone(visit, demo_site):
    """A visitor whose browser has a passkey authenticator, as phones have one.

    Passkeys belong to a name: an address of digits has none (WebAuthn, 5.1.3).
    """
    visitor = visit()
    browser = visitor.context.new_cdp_session(visitor.page)
    browser.send("WebAuthn.enable")
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    return visitor


def sign_out(phone, address):
    phone.page.wait_for_load_state("networkidle")
    phone.open("/en/account/logout/", address=address)
    phone.page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(phone.page).to_have_url(f"{address}/en/")


def guess_passwords(address):
    """Others guess, until the way by password is closed to everybody for some minutes."""
    for number in range(7):
        asked = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        login = f"{address}/en/account/login/"
        form = asked.open(login).read().decode()
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)', form)[1]
        fields = {"csrfmiddlewaretoken": token, "login": EDITOR, "password": f"guess {number}"}
        said = asked.open(login, urlencode(fields).encode()).read().decode()
    assert "Too many wrong passwords" in said


def sign_in_with_passkey(phone, address):
    page = phone.open("/en/account/login/?next=/admin/pages/", address=address)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile(r"/admin/pages/"))


def test_an_editor_adds_a_passkey_and_signs_in_with_it_alone(phone, demo_site):
    address = demo_site.address.replace("127.0.0.1", "localhost")
    page = phone.open("/en/account/login/?next=/en/account/second-factor/", address=address)
    page.get_by_label("E-mail address").fill(EDITOR)
    page.get_by_label("Password").fill(demo_site.passwords[EDITOR])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(demo_site.passwords[EDITOR])
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name of this passkey").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="Back to the second factor").click()
    expect(page.get_by_text("My phone")).to_be_visible()
    sign_out(phone, address)

    sign_in_with_passkey(phone, address)

    # With the password alone one comes as far as the second factor.
    sign_out(phone, address)
    phone.open("/en/account/login/", address=address)
    page.get_by_label("E-mail address").fill(EDITOR)
    page.get_by_label("Password").fill(demo_site.passwords[EDITOR])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))

    sign_out(phone, address)
    guess_passwords(address)
    sign_in_with_passkey(phone, address)
