"""What people do with an account, and with the directory, in a browser that runs no scripts.

A worker and a mail server run beside the site: each walk goes on by the link in a mail.
"""

import base64
import hmac
import re
import struct
import time
from hashlib import sha1
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import run_python
from tests.mail_server import running_mail_server

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
on_phone_and_desk = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
FIRST, SECOND = "a-quite-new-passphrase", "another-new-passphrase"
PATIENCE = 90  # seconds until a mail that is awaited counts as lost

PREPARE = """
from members.models import SignUpSetting
from stakeholders.models import Contact, ProfilePage
SignUpSetting.objects.update_or_create(defaults={"policy": "open"})
for number, slug in enumerate(["accord", "belun-timor-leste"]):
    profile = ProfilePage.objects.originals().get(slug=slug)
    Contact.objects.create(
        item=profile.translation_key, name="Sample", email=f"contact{number}@example.org",
        language="en",
    )
    ProfilePage.objects.filter(translation_key=profile.translation_key).update(
        confirmed_on="2020-01-01"
    )
"""


@pytest.fixture(scope="module")
def post(demo_site):
    """The mail server, with the worker that hands the mails to it."""
    with running_mail_server() as server:
        run_python(demo_site.var, "manage.py", "shell", "-v0", "-c", PREPARE)
        server.worker = demo_site.start(
            "worker", ["work"], EMAIL_URL=f"smtp://127.0.0.1:{server.port}"
        )
        yield server
        server.worker.terminate()
        server.worker.wait()


@pytest.fixture
def person(visit, size):
    return visit(java_script_enabled=False, viewport=size)


def link_in_mail_to(post, address):
    """The path of the link in the newest mail to somebody, which may still be on its way."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for number, (receivers, message) in enumerate(post.taken):
            if receivers == [address]:
                del post.taken[number]
                body = message.get_body(("plain",)).get_content()
                found = urlsplit(re.search(r"http://\S+", body)[0])
                return f"{found.path}?{found.query}" if found.query else found.path
        time.sleep(0.2)
    raise AssertionError(f"No mail came to {address}.")


def code(secret, ahead=0):
    """What an app shows now, or so many half minutes later (RFC 6238)."""
    moment = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(base64.b32decode(secret), moment, sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def press(page, name):
    page.locator("main").get_by_role("button", name=name, exact=True).click()


# An account ------------------------------------------------------------------------------


@on_phone_and_desk
def test_a_person_opens_an_account_uses_it_and_deletes_it(person, post, size):
    page, email = person.page, f"asha{size['width']}@example.org"
    person.open("/en/account/signup/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Shown name").fill("Asha")
    page.locator("[name=password1]").fill(FIRST)
    page.locator("[name=password2]").fill(FIRST)
    press(page, "Open the account")
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    person.open(link_in_mail_to(post, email))
    press(page, "Yes, it is mine")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()

    page.get_by_label("Language 1").select_option("ne")
    press(page, "Save")
    expect(page.get_by_role("status")).to_contain_text("It is saved")

    secret, recovery = set_up_app(page)
    sign_out(person)
    sign_in_with_code(person, email, FIRST, code(secret, ahead=1))
    sign_out(person)

    person.open("/en/account/password/reset/")
    page.get_by_label("E-mail address").fill(email)
    press(page, "Send me the link")
    skip_notices(post, email)
    person.open(link_in_mail_to(post, email))
    page.locator("[name=password1]").fill(SECOND)
    page.locator("[name=password2]").fill(SECOND)
    press(page, "Save this password")
    page.get_by_label("Code").fill(recovery[0])
    press(page, "Sign in")
    expect(page.get_by_role("heading", name="Your password is changed")).to_be_visible()

    person.open("/en/account/confirm/code/?next=/en/account/data/")
    page.get_by_label("Code").fill(recovery[1])
    press(page, "Confirm")
    with page.expect_download() as copy:
        press(page, "Get a copy")
    assert copy.value.suggested_filename.endswith(".zip")

    person.open("/en/account/delete/")
    page.get_by_label("I understand").check()
    press(page, "Delete my account")
    expect(page).to_have_url(re.compile("/en/account/deleted/$"))
    person.open("/en/account/")
    expect(page).to_have_url(re.compile("/en/account/login/"))


def set_up_app(page):
    """Gives the secret of the app and the recovery codes."""
    page.get_by_role("link", name="Second factor").click()
    page.get_by_role("link", name="Set up an app").click()
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill(FIRST)
        press(page, "Confirm")
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.locator("main").inner_text())[0]
    page.get_by_label("Code").fill(code(secret))
    page.locator("main form button").last.click()
    codes = re.findall(r"\b[0-9a-f]{8}\b", page.locator("main").inner_text())
    return secret, codes


def sign_out(person):
    person.open("/en/account/logout/")
    press(person.page, "Sign out")


def sign_in_with_code(person, email, password, number):
    page = person.open("/en/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    press(page, "Sign in")
    page.get_by_label("Code").fill(number)
    press(page, "Sign in")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def skip_notices(post, email):
    """Leave the mails that tell only that the account was changed."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        own = [item for item in post.taken if item[0] == [email]]
        for item in own:
            if "password/reset" not in item[1].get_body(("plain",)).get_content():
                post.taken.remove(item)
            else:
                return
        time.sleep(0.2)


# The directory ---------------------------------------------------------------------------


@on_phone_and_desk
def test_a_committee_asks_to_be_listed(person, post, size):
    page, email = person.page, f"committee{size['width']}@example.org"
    person.open("/ne/stakeholders/")
    page.locator('main a[href="/ne/stakeholders/ask/"]').click()
    page.locator("[name=title]").fill("गाउँ शान्ति समिति (नमूना)")
    page.locator("[name=kind]").select_option("local_committee")
    page.locator("[name=country]").select_option("NP")
    page.locator("[name=summary]").fill("गाउँमा मेलमिलाप गर्ने समिति।")
    page.locator("[name=contact_name]").fill("Sample")
    page.locator("[name=email]").fill(email)
    page.locator("[name=agrees]").check()
    time.sleep(2)  # a person reads
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile("/ne/stakeholders/ask/waits/$"))

    person.open(link_in_mail_to(post, email))
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile("/ne/stakeholders/ask/confirmed/$"))


@on_phone_and_desk
def test_a_stranger_writes_to_an_organisation_and_is_refused(person, post, size):
    page, email = person.page, f"writer{size['width']}@example.org"
    person.open("/en/stakeholders/accord/")
    page.get_by_role("link", name="Write to this organisation").click()
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_label("Message").fill("Good day. May we visit you?")
    time.sleep(2)
    press(page, "Send the message")
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    person.open(link_in_mail_to(post, email))
    press(page, "Send the message")
    expect(page.get_by_role("heading", name="Your message is on its way")).to_be_visible()

    person.open(link_in_mail_to(post, "contact0@example.org"))
    press(page, "Refuse it")
    expect(page.get_by_role("heading", name="It is done")).to_be_visible()


@on_phone_and_desk
def test_an_organisation_confirms_its_profile(person, post, demo_site, size):
    ask = (
        "from stakeholders import staying_true; from stakeholders.models import *;"
        "Contact.objects.update(asked_on=None);"
        "ProfilePage.objects.filter(slug='belun-timor-leste').update(confirmed_on='2020-01-01');"
        "ProfilePage.objects.exclude(slug='belun-timor-leste').update(confirmed_on='2026-11-01');"
        "staying_true.ask_contacts()"
    )
    run_python(demo_site.var, "manage.py", "shell", "-v0", "-c", ask)
    page = person.open(link_in_mail_to(post, "contact1@example.org"))
    press(page, "Yes, all of it holds")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    person.open("/en/stakeholders/belun-timor-leste/")
    expect(page.get_by_text("Confirmed by the organisation")).to_be_visible()
