"""A committee tells what it did, in its own language, and is read in every other."""

import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringTranslation

from core import actions
from core.languages import known
from core.languages.shelves import shelf_of
from home.content.items import item_values
from home.models import HomePage
from stakeholders.actions import show_on_map
from stakeholders.models import ProfilePage, UpdatePage
from stakeholders.models.update import UpdateTheme
from tests.makers import (
    count_queries,
    make_committee,
    make_editor,
    make_profile,
    make_update,
    publish,
    restrict,
    rows,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WORDS = [("text", "<p>We met and agreed.</p>")]


@pytest.fixture
def update(committee):
    """Written in Nepali, below an English profile."""
    return make_update(committee, "भेला", "ne", slug="gathering", body=WORDS, date="2026-03-01")


def read(address, status=200):
    response = Client().get(address)
    assert response.status_code == status
    return response.text


def main_of(html):
    return html.partition("<main")[2].partition("</main>")[0]


def listed(address):
    """The titles on the cards of a page, in their order."""
    return re.findall(r"<h2 [^>]*><a [^>]*>(.*?)</a></h2>", main_of(read(address)))


# Reading ----------------------------------------------------------------------------------


def test_an_update_in_nepali_is_read_below_an_english_committee_in_every_language(update):
    nepali, french = (read(f"/{code}/stakeholders/committee/gathering/") for code in ("ne", "fr"))

    assert 'class="notice"' not in nepali
    assert '<h1 lang="ne" dir="ltr">भेला</h1>' in french
    assert 'class="notice"' in french
    assert "We met and agreed." in french


def test_the_committee_is_named_as_the_reader_reads_it(committee, update):
    translate(committee, "fr")

    for code, name in (("ne", "Committee"), ("fr", "[Committee]"), ("ar", "Committee")):
        html = read(f"/{code}/stakeholders/committee/gathering/")
        crumbs = html.partition('class="breadcrumbs"')[2].partition("</nav>")[0]
        address = f"/{code}/stakeholders/committee/"
        assert re.findall(r'href="(.*?)"', crumbs)[-1] == address
        assert f">{name}</a>" in crumbs
        assert len(re.findall(rf'href="{address}"[^>]*>{re.escape(name)}</a>', html)) == 3


def test_an_update_is_translated_and_published(update):
    translate(update, "en")

    assert "[भेला]" in read("/en/stakeholders/committee/gathering/")
    assert "भेला" in read("/ne/stakeholders/committee/gathering/")
    assert rows(update).keys() == {"ne", "en"}


def test_a_language_in_which_only_an_update_is_written_has_a_place_for_it(committee, update):
    translate(update, "fr")
    assert rows(committee)["fr"].alias_of_id == committee.pk
    assert ProfilePage.objects.readable().count() == 1

    french = translate(committee, "fr")

    assert "[Committee]" in read("/fr/stakeholders/committee/")
    assert rows(update)["fr"].get_parent().pk == french.pk


def test_a_translation_of_a_committee_goes_and_what_lies_below_it_stays(committee, update):
    french = translate(committee, "fr")
    translate(update, "fr")

    ProfilePage.objects.get(pk=french.pk).delete()

    assert rows(committee)["fr"].alias_of_id == committee.pk
    assert "[भेला]" in read("/fr/stakeholders/committee/gathering/")


def test_a_committee_is_not_deleted_while_it_has_updates_in_any_language(committee, update):
    with pytest.raises(ProtectedError):
        committee.delete()

    UpdatePage.objects.get().delete()
    ProfilePage.objects.get(pk=committee.pk).delete()
    assert not Page.objects.filter(translation_key=committee.translation_key).exists()


def test_what_a_withdrawn_committee_told_is_withdrawn_with_it(committee, update):
    actions.withdraw(committee)

    read("/ne/stakeholders/committee/gathering/", status=404)
    assert listed("/ne/updates/") == []


# Writing ----------------------------------------------------------------------------------


def typed(**fields):
    return nested_form_data(
        {
            "title": "Gathering", "slug": "", "date": "2026-03-01", "place": "",
            "body": streamfield([]), "themes": inline_formset([]), "comments": inline_formset([]),
        }
        | fields
    )  # fmt: skip


@pytest.fixture
def send(admin_client, site):
    """Send the form of a new update below a profile, in a language."""

    def add(profile, language="en", **fields):
        place = shelf_of(profile, site.languages[language])
        address = reverse("wagtailadmin_pages:add", args=["stakeholders", "updatepage", place.pk])
        return admin_client.post(address, typed(**fields), follow=True)

    return add


def test_an_editor_writes_an_update_in_nepali_below_an_english_profile(send, committee):
    send(committee, "ne", themes=inline_formset([{"theme": "land"}]))

    update = UpdatePage.objects.get()
    assert (update.locale.language_code, update.is_original) == ("ne", True)
    assert update.committee == committee.translation_key
    assert update.slug == "gathering"


def test_only_below_committees_something_is_added(admin_client, directory, committee):
    council = make_profile(directory, "Council")
    editor = make_editor(directory)

    for profile, is_offered in ((committee, True), (council, False)):
        html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[profile.pk])).text
        write_in = reverse("core_write_in", args=[profile.pk])
        assert (f"/admin/pages/{profile.pk}/add_subpage/" in html) == is_offered
        assert (write_in in html) == is_offered
        assert profile.permissions_for_user(editor).can_add_subpage() == is_offered
        assert admin_client.get(write_in).status_code == (200 if is_offered else 302)
        assert UpdatePage.can_create_at(profile) == is_offered


def test_below_another_profile_no_update_is_made_nor_moved(send, directory, update):
    council = make_profile(directory, "Council")

    send(council)

    assert UpdatePage.objects.count() == 1
    assert not update.can_move_to(shelf_of(council, update.locale))


def test_what_is_a_committee_no_more_takes_no_update_in_any_language(committee, update):
    shelf = update.get_parent()
    publish(committee, kind="network")

    assert not UpdatePage.can_create_at(shelf)


def test_an_update_goes_over_to_another_committee(directory, update):
    translate(update, "en")
    other = make_committee(directory, "Other")

    update.move(shelf_of(other, update.locale), "last-child")

    keys = {row.committee for row in UpdatePage.objects.all()}
    assert keys == {other.translation_key}
    assert listed("/ne/updates/?committee=other") == ["भेला"]


def test_a_day_to_come_is_refused_and_what_was_typed_kept(send, committee):
    in_a_week = timezone.now().date() + timedelta(days=7)
    html = send(committee, date=str(in_a_week)).text

    assert "This day lies in the future" in html
    assert 'value="Gathering"' in html
    assert not UpdatePage.objects.exists()


def test_where_a_day_begins_first_it_may_be_written(committee, monkeypatch):
    now = datetime(2026, 3, 1, 11, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    field = UpdatePage._meta.get_field("date")

    field.run_validators(date(2026, 3, 2))
    with pytest.raises(ValidationError):
        field.run_validators(date(2026, 3, 3))


@pytest.mark.parametrize("language", ["en", "ne"])
def test_no_place_is_told_where_the_committee_took_its_own_back(send, committee, language):
    shelf_of(committee, Locale.objects.get(language_code="ne"))
    show_on_map(committee, "country", None, None, user=None)

    html = send(committee, language, place="Kanari village").text

    assert "has chosen that no place is told" in html
    assert "Kanari village" in html
    assert not UpdatePage.objects.exists()


def test_a_place_is_not_added_later_either(admin_client, committee, update):
    show_on_map(committee, "nowhere", None, None, user=None)
    address = reverse("wagtailadmin_pages:edit", args=[update.pk])

    html = admin_client.post(address, typed(title="भेला", place="Kanari village")).text

    assert "has chosen that no place is told" in html


def test_a_committee_that_takes_its_place_back_takes_it_from_its_updates(committee):
    update = make_update(committee, "Gathering", place="Kanari village")
    translate(update, "fr")

    show_on_map(ProfilePage.objects.get(pk=committee.pk), "country", None, None, user=None)

    assert set(UpdatePage.objects.values_list("place", flat=True)) == {""}
    for version in UpdatePage.objects.all():
        assert "anari" not in str(list(version.revisions.values_list("content", flat=True)))
    assert not StringTranslation.objects.filter(data__contains="anari").exists()


def test_the_day_and_the_themes_are_those_of_the_original(update):
    translate(update, "en")
    update.themes = [UpdateTheme(theme="land")]
    publish(update, date=date(2026, 2, 1))

    english = rows(update)["en"]
    assert (english.date, [row.theme for row in english.themes.all()]) == (
        date(2026, 2, 1),
        ["land"],
    )


def test_the_day_is_written_into_files_also_on_that_day(committee):
    today = timezone.localdate()

    assert item_values(make_update(committee, "Today"), None)["date"] == str(today)


def test_the_listing_of_profiles_in_the_admin_shows_no_places(admin_client, committee, update):
    pages = admin_client.get(reverse("profiles:index")).context["object_list"]

    assert [page.pk for page in pages] == [committee.pk]


# Listings ---------------------------------------------------------------------------------


@pytest.fixture
def three(directory, update):
    """Updates of two committees in two countries, one of them in two versions."""
    translate(update, "en")
    other = make_committee(directory, "Kamati", "KE")
    make_update(other, "Older", date="2026-01-01")
    land = make_update(other, "Newer", date="2026-04-01", live=False)
    land.themes = [UpdateTheme(theme="land")]
    publish(land)
    make_update(other, "Kanari draft", live=False)


def test_updates_are_listed_newest_first_each_once(three):
    assert listed("/fr/updates/") == ["Newer", "[भेला]", "Older"]
    assert listed("/ne/updates/") == ["Newer", "भेला", "Older"]


def test_updates_are_narrowed_by_country_theme_language_and_committee(three):
    assert listed("/en/updates/?country=np") == ["[भेला]"]
    assert listed("/en/updates/?theme=land") == ["Newer"]
    assert listed("/en/updates/?language=ne") == ["[भेला]"]
    assert listed("/en/updates/?committee=kamati") == ["Newer", "Older"]


def test_a_chosen_committee_is_named_and_kept_through_further_choices(three):
    html = main_of(read("/fr/updates/?committee=kamati"))

    assert '<bdi lang="en">Kamati</bdi>' in html
    assert 'href="?committee=kamati&amp;theme=land"' in html


def test_a_committee_that_nobody_may_read_narrows_nothing_and_is_not_named(three):
    ProfilePage.objects.get(slug="kamati").unpublish()

    html = read("/fr/updates/?committee=kamati")

    assert "Kamati" not in html


def test_committees_are_listed_without_other_organisations(directory, committee):
    make_profile(directory, "Council")
    translate(committee, "fr")

    assert listed("/fr/committees/") == ["[Committee]"]
    assert listed("/ar/committees/?country=ke") == ["Committee"]  # what no item has chooses nothing
    assert "Civil society" not in main_of(read("/en/committees/"))


def test_a_committee_shows_its_five_newest_and_leads_to_the_rest(committee, directory):
    for day in range(1, 8):
        make_update(committee, f"Day {day}", date=f"2026-02-{day:02}")
    make_update(make_committee(directory, "Other"), "Not theirs")

    html = main_of(read("/fr/stakeholders/committee/"))

    assert re.findall(r">(Day \d)<", html) == [f"Day {day}" for day in (7, 6, 5, 4, 3)]
    assert 'href="/fr/updates/?committee=committee"' in html
    assert "Not theirs" not in html


def test_a_country_shows_what_its_committees_told(three):
    html = main_of(read("/fr/knowledge/countries/ke/"))

    assert re.findall(r">(Newer|Older|भेला)<", html) == ["Newer", "Older"]
    assert 'countries/ke/">Kenya</a> <small>3</small>' in read("/fr/knowledge/countries/")


def test_the_front_page_shows_the_latest_updates(three):
    home = HomePage.objects.originals().get()
    publish(home, rows=[("updates", {"heading": "News", "number": 2, "chosen": []})])

    html = main_of(read("/fr/"))

    assert re.findall(r"<h3 [^>]*><a [^>]*>(.*?)</a>", html) == ["Newer", "[भेला]"]
    assert 'href="/fr/updates/"' in html


@pytest.mark.parametrize("closed", ["draft", "unpublished", "restricted", "withdrawn"])
def test_what_nobody_may_read_is_told_nowhere(committee, directory, closed):
    update = make_update(committee, "Kanari", live=closed != "draft", body=WORDS)
    if closed == "unpublished":
        update.unpublish()
    elif closed == "restricted":
        restrict(committee)
    elif closed == "withdrawn":
        actions.withdraw(update)

    for address in (
        "/en/updates/", "/en/stakeholders/", "/en/knowledge/countries/np/", "/sitemap.xml",
        "/en/feeds/updates/", "/en/feeds/updates/np/",
    ):  # fmt: skip
        assert "anari" not in read(address)
    read(f"/en/stakeholders/committee/{update.slug}/", status=404)


# Feeds ------------------------------------------------------------------------------------


def entries(address):
    return ElementTree.fromstring(read(address)).findall(f"{ATOM}entry")


def said(entry, name):
    return entry.find(f"{ATOM}{name}").text


def test_a_feed_has_each_update_in_the_best_version_and_says_its_language(three):
    found = [(said(entry, "title"), entry.get(XML_LANG)) for entry in entries("/fr/feeds/updates/")]

    assert found == [("Newer", "en"), ("[भेला]", "en"), ("Older", "en")]
    assert [entry.get(XML_LANG) for entry in entries("/ne/feeds/updates/")] == ["en", "ne", "en"]


def test_an_entry_leads_to_the_readers_address_and_says_who_tells_it(three):
    entry = entries("/fr/feeds/updates/np/")[0]

    link = entry.find(f"{ATOM}link").get("href")
    assert link == "http://testserver/fr/stakeholders/committee/gathering/"
    assert said(entry, "summary") == "[We met and agreed.]"
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Committee"


def test_an_entry_is_the_same_one_in_every_language_wherever_it_lies(three, update):
    def ids():
        return {
            said(entry, "id")
            for code in ("ne", "fr")
            for entry in entries(f"/{code}/feeds/updates/np/")
        }

    before = ids()
    update = UpdatePage.objects.get(pk=update.pk)
    publish(update, slug="another")

    assert ids() == before
    [tag] = before
    assert re.fullmatch(rf"tag:[\w.]+,2026-01-01:/updates/{update.translation_key}/", tag)


def test_a_country_and_a_committee_have_feeds_of_their_own(three):
    key = ProfilePage.objects.get(slug="kamati").translation_key

    titles = [said(entry, "title") for entry in entries(f"/fr/feeds/updates/{key}/")]
    assert titles == ["Newer", "Older"]
    assert [said(entry, "title") for entry in entries("/fr/feeds/updates/ke/")] == titles


def test_there_is_no_feed_of_what_is_no_country_nor_a_committee(directory, three):
    council = make_profile(directory, "Council")
    hidden = make_committee(directory, "Hidden")
    restrict(hidden)

    for name in ("xx", "KE", council.translation_key, hidden.translation_key, update_key()):
        read(f"/en/feeds/updates/{name}/", status=404)


def update_key():
    return UpdatePage.objects.first().translation_key


def test_a_title_with_signs_that_no_file_takes_breaks_no_feed(committee):
    make_update(committee, "Bell \x07 & <b>", slug="bell", body=[("text", "<p>\x0b&lt;i&gt;</p>")])

    [entry] = entries("/en/feeds/updates/")

    assert said(entry, "title") == "Bell  & <b>"
    assert said(entry, "summary") == "&lt;i&gt;"


def test_a_feed_holds_the_newest_thirty(committee):
    for day in range(1, 32):
        make_update(committee, f"January {day}", date=f"2026-01-{day:02}")

    titles = [said(entry, "title") for entry in entries("/en/feeds/updates/")]

    assert titles == [f"January {day}" for day in range(31, 1, -1)]


def test_a_feed_is_the_same_for_everyone_and_names_nobody(client, admin, three):
    restrict(ProfilePage.objects.get(slug="kamati"))
    client.force_login(admin)

    assert client.get("/en/feeds/updates/").text == read("/en/feeds/updates/")
    assert "admin" not in read("/en/feeds/updates/")


def test_pages_lead_to_their_feeds(three):
    key = ProfilePage.objects.get(slug="kamati").translation_key
    for page, feed in (
        ("updates/", "updates/"),
        ("knowledge/countries/ke/", "updates/ke/"),
        ("stakeholders/kamati/", f"updates/{key}/"),
    ):
        html = read(f"/fr/{page}")
        [link] = re.findall(r'<link rel="alternate" type="application/atom[^>]*>', html)
        assert f'href="/fr/feeds/{feed}"' in link
        assert f'<a href="/fr/feeds/{feed}" type="application/atom+xml">' in html


def test_no_page_takes_the_address_of_the_feeds(site):
    site.knowledge.slug = "feeds"
    with pytest.raises(ValidationError):
        site.knowledge.full_clean()


# What it costs ----------------------------------------------------------------------------


def cost(address):
    read(address)
    return count_queries(read, address)[0]


def make_more(committee, number):
    for n in range(number):
        update = make_update(committee, f"More {n}", ["en", "ne"][n % 2], body=WORDS)
        update.themes = [UpdateTheme(theme="land")]
        publish(update)


def test_pages_cost_the_same_for_many_updates_committees_and_languages(directory, committee):
    addresses = {
        "/fr/stakeholders/committee/": 11,
        "/fr/updates/": 12,
        "/fr/updates/?committee=committee": 12,
        "/fr/committees/": 12,
        "/fr/knowledge/countries/np/": 12,
        "/fr/feeds/updates/": 4,
    }
    make_more(committee, 6)
    few = {address: cost(address) for address in addresses}
    for n in range(6):
        make_more(make_committee(directory, f"Committee {n}"), 4)
    for code in known.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)

    assert {address: cost(address) for address in addresses} == few
    assert {address: n for address, n in few.items() if n > addresses[address]} == {}


def test_an_update_costs_at_most_twelve_queries(committee):
    update = make_update(committee, "भेला", "ne", slug="gathering", body=WORDS, live=False)
    update.themes = [UpdateTheme(theme="land")]
    translate(publish(update), "ar")

    assert cost("/ne/stakeholders/committee/gathering/") <= 12
    assert cost("/fr/stakeholders/committee/gathering/") <= 12
