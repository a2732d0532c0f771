"""An administrator adds a language while the site runs, and takes it away again."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DARI = "دری"
PATHS = ["", "knowledge/", "knowledge/case-studies/"]
CASE = "knowledge/case-studies/nepal-local-peace-committees/"
# What a reader of Dari gets where Dari words are missing, and how it is written.
BORROWED = {"fa": "rtl", "en": "ltr"}


@pytest.fixture
def admin(visit):
    visitor = visit()
    visitor.sign_in("admin@example.org")
    return visitor


@pytest.fixture
def servers(demo_site):
    """Two processes that serve the same database."""
    if len(demo_site.servers) < 2:
        demo_site.start_server()
    return list(demo_site.servers)


def test_dari_is_added_and_removed_in_every_process(visit, admin, servers):
    reader = visit(locale="prs")
    for server in servers:
        no_dari(reader, server)

    add_language(admin, DARI)
    for server in servers:
        reads_in_dari(reader, server)

    remove_language(admin, DARI)
    for server in servers:
        no_dari(reader, server)


def test_a_language_with_texts_stays_and_the_page_says_why(visit, admin):
    page = language_page(admin, "Français")
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name="Delete").click()

    expect(page.locator("main"), "what is written").to_contain_text("Études de cas")
    expect(page.get_by_role("button", name="Yes, delete")).to_have_count(0)
    language_page(admin, "Français")
    visit().open("/fr/knowledge/case-studies/")


@pytest.mark.parametrize(
    "path", ["/xx/", "/rn/", "/zh-hans/knowledge/", "/en-gb/", "/EN/", "/prs/"]
)
def test_a_language_that_is_not_there_is_not_found(visit, path):
    page = visit(locale="rn").open(path, status=404)

    expect(page.locator("h1")).to_have_count(1)


# Steps ------------------------------------------------------------------------


def language_page(visitor, name):
    """Settings → Locales → the language."""
    page = languages_page(visitor)
    page.locator("main").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("main h2, main h1").last).to_contain_text(name)
    return page


def languages_page(visitor):
    page = visitor.open("/admin/")
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("link", name="Locales").click()
    page.wait_for_url("**/admin/locales/")
    return page


def add_language(visitor, name):
    page = languages_page(visitor)
    page.get_by_role("link", name="Add a locale").click()
    page.get_by_label("Language").select_option(label=name)
    page.get_by_role("button", name="Create").click()
    expect(page.locator(".messages"), "the language is added").to_contain_text(name)


def remove_language(visitor, name):
    page = language_page(visitor, name)
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.locator(".messages"), "the language is removed").to_contain_text("deleted")
    expect(page.locator("main").get_by_role("link", name=name, exact=True)).to_have_count(0)


def reads_in_dari(reader, server):
    assert_front_door(reader, server, "/prs/")
    for path in [*PATHS, CASE]:
        page = reader.open(f"/prs/{path}", address=server)
        html = page.locator("html")
        expect(html, f"/prs/{path} is in Dari").to_have_attribute("lang", "prs")
        expect(html, f"/prs/{path} runs right to left").to_have_attribute("dir", "rtl")
        assert_borrowed_words_are_marked(page)

        page.locator(".languages summary").click()
        own = page.locator(".languages [aria-current]")
        expect(own, "the switcher names the language in its own words").to_have_text(DARI)
        assert lang_and_dir(own) == ("prs", "rtl")
    expect(page.locator("h1"), "the case itself is in English").to_contain_text("Nepal")
    assert lang_and_dir(page.locator("article")) == ("en", "ltr")
    other = reader.open("/en/", address=server).locator('.languages a[hreflang="prs"]')
    expect(other, "other pages lead to Dari").to_have_attribute("href", "/prs/")


def assert_borrowed_words_are_marked(page):
    """What is not in Dari says in which language it is."""
    for place in (".brand", ".site-nav li a", ".site-foot p", ".site-foot nav a", ".notice", "h1"):
        for words in page.locator(place).all():
            closest = words.locator("xpath=ancestor-or-self::*[@lang][1]")
            language, direction = lang_and_dir(closest)
            assert language in BORROWED, f"{place} is marked {language!r}: {words.inner_text()!r}"
            assert direction == BORROWED[language], f"{place}: {language} written {direction}"


def no_dari(reader, server):
    for path in PATHS:
        reader.open(f"/prs/{path}", status=404, address=server)
    assert_front_door(reader, server, "/en/")
    page = reader.open("/en/", address=server)
    expect(page.locator('.languages a[hreflang="prs"]'), "no link to Dari").to_have_count(0)


def assert_front_door(reader, server, path):
    """`/` leads there for a browser that asks for Dari."""
    page = reader.open("/", address=server)
    assert page.url == server + path, f"/ leads to {page.url} for a reader of Dari"


def lang_and_dir(element):
    return element.get_attribute("lang"), element.get_attribute("dir")
