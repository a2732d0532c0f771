"""A committee writes from a phone: on a slow line without scripts, and where there is no line."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CHROMIUM, FLAGS, PATIENCE
from tests.test_pictures import assert_tells_nothing, photo

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
SLOW = {"offline": False, "latency": 800, "downloadThroughput": 9000, "uploadThroughput": 9000}
TITLE, TEXT = "कुवाको पानी बाँड्ने सहमति", "दुई टोल भेट भए।\n\n- पानी\n- बाटो"


@pytest.fixture
def picture(tmp_path):
    """A photograph that tells where it was taken."""
    file = tmp_path / "photo.jpg"
    file.write_bytes(photo("JPEG"))
    return file


def sign_in(page, site, language, email):
    page.goto(f"{site.address}/{language}/account/login/?next=/{language}/desk/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(site.passwords[email])
    page.locator("[name=remember]").check()
    page.locator("main form button").first.click()
    page.wait_for_url(f"**/{language}/desk/")


def press(page):
    """The one button of the form that is shown."""
    page.locator("main form:visible button").first.click()


def test_an_update_goes_from_a_phone_without_scripts_to_all_readers(
    visit, come_as, demo_site, picture
):
    author = visit(java_script_enabled=False, viewport=PHONE)
    page = author.page
    sign_in(page, demo_site, "ne", "nepal@example.org")
    author.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{demo_site.address}/ne/desk/")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=text]").fill(TEXT)
    page.locator("[name=photo]").set_input_files(picture)
    page.locator("[name=shows]").fill("कुवा")
    press(page)
    expect(page.locator("article")).to_contain_text("दुई टोल भेट भए।")
    address = re.search(r"/desk/(\d+)/check/", page.url)[1]
    page.locator("[name=checked]").check()
    press(page)
    expect(page.locator("[role=status]").first).to_be_visible()
    author.open("/ne/stakeholders/sample-committee-nepal/")
    expect(page.locator("main")).not_to_contain_text(TITLE)

    moderator = come_as("moderator@example.org", viewport={"width": 1280, "height": 900})
    desk = moderator.open(f"/admin/pages/{address}/edit/")
    footer = desk.locator("footer")
    approve = footer.get_by_role("button", name=re.compile("^approve and publish$", re.I))
    if not approve.is_visible():
        footer.get_by_role("button", name="More actions").last.click()
    approve.click()
    expect(desk.locator(".messages")).to_contain_text(re.compile("approved|published|updated"))

    reader = visit(viewport=PHONE)
    listing = reader.open("/ne/updates/")
    with reader.page.expect_navigation():
        listing.get_by_role("link", name=TITLE).click()
    expect(listing.locator("article li").first).to_have_text("पानी")
    below = listing.url.partition("/ne/")[2]
    french = reader.open(f"/fr/{below}")
    expect(french.locator(".notice")).to_contain_text("népal")
    expect(french.locator("h1")).to_have_attribute("lang", "ne")
    feed = reader.context.request.get(f"{demo_site.address}/ne/feeds/updates/")
    assert TITLE in feed.text()
    found = [path for path in demo_site.var.rglob("*") if path.suffix in {".jpg", ".webp"}]
    assert found
    for path in found:
        assert_tells_nothing(path)


def test_what_is_written_without_a_line_arrives_once(chromium, demo_site, picture, tmp_path):
    def browser():
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "phone", executable_path=CHROMIUM, args=FLAGS, viewport=PHONE
        )
        context.set_default_timeout(PATIENCE)
        return context

    phone = browser()
    page = phone.new_page()
    sign_in(page, demo_site, "en", "kenya@example.org")
    page.locator("[name=title]").fill("Maji ya kisima")
    phone.set_offline(True)
    page.locator("[name=text]").fill("Tulikutana leo.")
    page.locator("[name=photo]").set_input_files(picture)
    page.locator("[name=shows]").fill("Kisima")
    press(page)
    expect(page.get_by_role("heading", name="Before you send it")).to_be_focused()
    expect(page.locator("canvas")).to_be_visible()
    page.locator("input[type=checkbox]:visible").check()
    press(page)
    expect(page.get_by_role("status")).to_contain_text("Not sent yet")
    expect(page.get_by_role("status")).to_contain_text("Maji ya kisima")
    phone.close()

    phone = browser()
    page = phone.new_page()
    page.goto(f"{demo_site.address}/en/desk/")
    expect(page.get_by_role("status")).to_contain_text("It has arrived")
    for _ in range(2):
        page.reload()
        expect(page.locator("#open h3", has_text="Maji ya kisima")).to_have_count(1)
        expect(page.locator("#line")).to_be_hidden()

    page.locator("[name=title]").fill("Begun, and left")
    page.reload()
    expect(page.locator("[name=title]")).to_have_value("Begun, and left")
    page.goto(f"{demo_site.address}/en/account/logout/")
    press(page)
    page.wait_for_url("**/en/**")
    left = page.evaluate("[Object.keys(localStorage), indexedDB.databases()]")
    assert left[0] == []
    phone.close()
