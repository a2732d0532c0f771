"""A committee asks in Swahili, others answer in their languages, and each reads all of it."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import run_python
from tests.browser.judging import broken_rules, overlapping, sideways

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
PLACE = "dialogue/a-committee-for-everybody/before-elections/"
SWAHILI = "Tulianza mikutano miezi sita kabla ya uchaguzi. Je, ninyi mlifanyaje?"
SWAHILI_LATER = "Tulianza mikutano mwaka mmoja kabla ya uchaguzi. Je, ninyi mlifanyaje?"
NEPALI = "हामीले हरेक टोलबाट एक महिला र एक पुरुष बोलायौँ।"
ARABIC = "بدأنا بالاستماع إلى الشباب أولًا."
FRENCH = "Nous avons commencé les réunions six mois avant les élections. Et vous ?"
# Who reads and writes what, and that all have been here for long.
PREPARE = """
from django.utils import timezone
from dialogue.models import Contribution
from members.models import Member, MemberLanguage
SPEAK = {
    "kenya@example.org": ["sw"], "nepal@example.org": ["ne"], "translator@example.org": ["ar"],
    "editor@example.org": ["fr", "sw"], "admin@example.org": ["fr", "sw"],
}
for email, codes in SPEAK.items():
    member = Member.objects.get(email=email)
    member.languages.all().delete()
    for position, code in enumerate(codes):
        MemberLanguage.objects.create(member=member, code=code, writes=True, position=position)
"""


@pytest.fixture
def prepared(demo_site):
    run_python(demo_site.var, "manage.py", "shell", "-v0", "-c", PREPARE)


def press(page):
    """A person takes a while, then sends the form."""
    time.sleep(2)
    page.locator("main form button").first.click()


def say(person, language, text):
    """Give the number of what somebody says on the page they are on; it waits or is shown."""
    page = person.page
    page.locator("[name=text]").fill(text)
    page.locator("[name=language]").select_option(language)
    press(page)
    page.wait_for_url("**/dialogue/own/")


def approve(moderator, text):
    """Show it, if it waits."""
    page = moderator.open("/admin/dialogue/")
    waiting = page.locator("section", has_text=text)
    if waiting.count():
        waiting.get_by_role("link", name="Decide").click()
        page.get_by_role("button", name="Show it").click()
        expect(page.locator(".messages")).to_contain_text("It is shown now")


def in_thread(page, text):
    return page.locator("article.contribution", has_text=text)


def test_people_of_four_languages_hold_one_conversation(prepared, visit, come_as, tmp_path):
    moderator = come_as("moderator@example.org", viewport=DESK)
    kenya = come_as("kenya@example.org", "/sw/desk/", java_script_enabled=False, viewport=PHONE)
    page = kenya.open(f"/sw/{PLACE}")
    page.locator("a.button[href*='/dialogue/write/']").click()
    say(kenya, "sw", SWAHILI)
    approve(moderator, SWAHILI)

    for email, language, text in (
        ("nepal@example.org", "ne", NEPALI),
        ("translator@example.org", "ar", ARABIC),
    ):
        start = "/ne/desk/" if language == "ne" else "/admin/"
        person = come_as(email, start, java_script_enabled=False, viewport=PHONE)
        page = person.open(f"/{language}/{PLACE}")
        in_thread(page, SWAHILI).locator("a[href*='/answer/']").click()
        say(person, language, text)
        approve(moderator, text)

    french = come_as("editor@example.org", java_script_enabled=False, viewport=PHONE)
    page = french.open(f"/fr/{PLACE}")
    for text in (SWAHILI, NEPALI, ARABIC):
        expect(in_thread(page, text)).to_be_visible()
    expect(in_thread(page, ARABIC).locator("[lang=ar][dir=rtl]")).to_contain_text(ARABIC)
    number = in_thread(page, SWAHILI).get_attribute("id")
    in_thread(page, SWAHILI).locator("a[href*='/translate/']").click()
    page.locator("[name=text]").fill(FRENCH)
    press(page)

    second = come_as("admin@example.org", viewport=DESK)
    page = second.open("/fr/dialogue/translations/")
    if page.locator("li", has_text=FRENCH).count():
        page.locator("li", has_text=FRENCH).locator("a.button").click()
        time.sleep(2)
        page.locator("button[value=publish]").click()
        page.wait_for_url("**/dialogue/translations/")

    reader = visit(viewport=PHONE, java_script_enabled=False)
    page = reader.open(f"/fr/{PLACE}")
    said = page.locator(f"#{number}")
    expect(said).to_contain_text(FRENCH)
    expect(said.locator("details [lang=sw]")).to_be_hidden()
    said.locator("summary").click()
    expect(said.locator("details [lang=sw]")).to_contain_text(SWAHILI)
    expect(said).not_to_contain_text("modifié depuis")

    page = kenya.open("/sw/dialogue/own/")
    page.locator("li", has_text=SWAHILI).locator("a[href*='/correct/']").click()
    page.locator("[name=text]").fill(SWAHILI_LATER)
    press(page)
    page.wait_for_url("**/dialogue/own/")
    approve(moderator, SWAHILI_LATER)
    page = reader.open(f"/fr/{PLACE}")
    said = page.locator(f"#{number}")
    expect(said.locator("strong").last).to_be_visible()
    page = visit(viewport=PHONE).open(f"/fr/{PLACE}")  # with scripts, which judge it
    assert not broken_rules(page, "main") + sideways(page) + overlapping(page)
    for language in ("en", "sw", "ne", "ar"):
        page = reader.open(f"/{language}/{PLACE}")
        expect(page.locator(f"#{number}")).to_contain_text(re.compile("mwaka mmoja"))
