"""A reader finds every item at one address, in the best language there is."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Revision

from core.languages.query import related
from core.languages.shelves import shelf_of
from knowledge.models import CaseStudyPage, RelatedCase
from tests.makers import make_case, publish, rows, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepali(site):
    return make_case(site, "शान्ति समिति", "ne", slug="santi", summary="नेपालीमा")


def test_a_nepali_case_is_read_under_french_menus(client, site, nepali):
    response = client.get("/fr/knowledge/case-studies/santi/")

    html = response.text
    assert response.status_code == 200
    assert '<html lang="fr" dir="ltr">' in html
    assert '<article lang="ne" dir="ltr">' in html
    assert (
        '<link rel="canonical" href="http://testserver/ne/knowledge/case-studies/santi/">' in html
    )
    assert 'class="notice"' in html


def test_the_notice_names_languages_in_the_words_of_the_menus(client, nepali):
    notice = client.get("/fr/knowledge/case-studies/santi/").text.partition('class="notice"')[2]

    assert "népalais" in notice.partition("</div>")[0]


def test_the_original_says_nothing_of_other_languages(client, nepali):
    html = client.get("/ne/knowledge/case-studies/santi/").text

    assert '<html lang="ne"' in html
    assert 'class="notice"' not in html


def test_the_same_address_turns_french_when_there_is_a_translation(client, site, nepali):
    address = "/fr/knowledge/case-studies/santi/"
    french = translate(nepali, "fr")
    assert 'lang="fr" dir="ltr">' in client.get(address).text.partition("<article")[2]

    french.unpublish()

    assert 'lang="ne" dir="ltr">' in client.get(address).text.partition("<article")[2]


def test_a_listing_shows_an_item_once_in_the_best_version(client, site, nepali):
    listing = "/fr/knowledge/case-studies/"
    assert client.get(listing).text.count("/fr/knowledge/case-studies/santi/") == 1

    french = translate(nepali, "fr")
    html = client.get(listing).text
    assert html.count('"/fr/knowledge/case-studies/santi/"') == 1
    assert "[शान्ति समिति]" in html

    french.unpublish()
    assert "[शान्ति समिति]" not in client.get(listing).text


def test_the_ladder_comes_before_the_original(client, site, nepali):
    translate(nepali, "en", words=lambda text: f"English {text}")

    assert "English शान्ति" in client.get("/ar/knowledge/case-studies/santi/").text


def test_arabic_menus_run_right_to_left_round_a_nepali_text(client, nepali):
    html = client.get("/ar/knowledge/case-studies/santi/").text

    assert '<html lang="ar" dir="rtl">' in html
    assert 'lang="ne" dir="ltr"' in html


def test_a_shelf_is_served_as_the_best_version_of_its_section(client, site):
    html = client.get("/ne/knowledge/case-studies/").text

    assert '<html lang="ne"' in html
    assert '<header lang="en" dir="ltr">' in html


def test_menus_and_breadcrumbs_name_a_section_in_the_best_language(client, site):
    translate(site.knowledge, "fr", words=lambda text: "Savoir")

    french = client.get("/fr/knowledge/case-studies/").text
    assert '<a href="/fr/knowledge/" lang="fr" dir="ltr">Savoir</a>' in french
    arabic = client.get("/ar/knowledge/case-studies/").text
    assert '<a href="/ar/knowledge/" lang="en" dir="ltr">Knowledge</a>' in arabic


def test_breadcrumbs_lead_down_from_the_front_page(client, site, nepali):
    html = client.get("/en/knowledge/case-studies/santi/").text
    trail = html.partition('class="breadcrumbs"')[2].partition("</nav>")[0]

    titles = ["Infrastructures for Peace", "Knowledge", "Case studies"]
    assert [trail.index(f">{title}<") for title in titles] == sorted(
        trail.index(f">{title}<") for title in titles
    )


def test_a_card_names_the_language_that_is_not_the_readers(client, site, nepali):
    make_case(site, "Council", "en")
    html = client.get("/en/knowledge/case-studies/").text

    assert html.count(">Nepali</p>") == 1
    assert ">English</p>" not in html


def test_the_switcher_marks_the_languages_that_are_not_written(client, nepali):
    html = client.get("/ne/knowledge/case-studies/santi/").text
    switcher = html.partition('class="languages"')[2].partition("</nav>")[0]

    assert 'href="/fr/knowledge/case-studies/santi/" hreflang="fr"' in switcher
    assert switcher.count("अझै अनुवाद भएको छैन") == 3


def test_hreflang_names_the_versions_that_exist(client, site, nepali):
    translate(nepali, "fr")
    translate(nepali, "ar", live=False)

    html = client.get("/fr/knowledge/case-studies/santi/").text

    for language in ("fr", "ne", "x-default"):
        assert f'rel="alternate" hreflang="{language}"' in html
    for language in ("ar", "en"):
        assert f'rel="alternate" hreflang="{language}"' not in html


def test_a_link_in_a_text_leads_to_the_best_version_under_the_readers_address(client, site, nepali):
    text = f'<p>See <a linktype="page" id="{nepali.pk}">Nepal</a>.</p>'
    make_case(site, "Other", slug="other", body=[("text", text)])

    english = client.get("/en/knowledge/case-studies/other/").text
    assert '<a href="/en/knowledge/case-studies/santi/" hreflang="ne">Nepal</a>' in english
    translate(nepali, "fr")
    french = client.get("/fr/knowledge/case-studies/other/").text
    assert '<a href="/fr/knowledge/case-studies/santi/">Nepal</a>' in french


def test_a_link_to_what_nobody_may_read_is_only_its_words(client, site, nepali):
    text = f'<p>See <a linktype="page" id="{nepali.pk}">Nepal</a>.</p>'
    make_case(site, "Other", slug="other", body=[("text", text)])
    nepali.unpublish()

    html = client.get("/en/knowledge/case-studies/other/").text

    assert "<a>Nepal</a>" in html
    assert "santi" not in html


@pytest.mark.parametrize("number", ["", "abc", "9" * 25, "-1"])
def test_a_link_to_nothing_is_only_its_words(client, site, number):
    link = f'<p><a linktype="page" id="{number}">there</a></p>'
    make_case(site, slug="linking", body=[("text", link)])

    assert "there" in client.get("/en/knowledge/case-studies/linking/").text


def test_a_case_is_not_related_to_itself(client, site, nepali):
    nepali.related_cases.create(other=nepali)

    assert client.get("/ne/knowledge/case-studies/santi/").text.count("<h1>") == 1
    assert not related(nepali, RelatedCase).exists()


def test_related_cases_are_seen_from_both_sides_in_every_version(client, site, nepali):
    other = make_case(site, "Other", slug="other")
    other.related_cases.create(other=nepali)
    publish(other)
    translate(nepali, "fr")

    for address in ("/en/knowledge/case-studies/other/", "/ar/knowledge/case-studies/other/"):
        assert "/knowledge/case-studies/santi/" in client.get(address).text
    for language in ("ne", "fr", "ar"):
        html = client.get(f"/{language}/knowledge/case-studies/santi/").text
        assert f'href="/{language}/knowledge/case-studies/other/"' in html


def test_every_version_is_in_the_sitemap_at_its_own_address_only(client, site, nepali):
    translate(nepali, "fr")

    xml = client.get("/sitemap.xml").text

    assert "<loc>http://testserver/ne/knowledge/case-studies/santi/</loc>" in xml
    assert "<loc>http://testserver/fr/knowledge/case-studies/santi/</loc>" in xml
    assert "<loc>http://testserver/en/knowledge/case-studies/santi/</loc>" not in xml
    assert 'hreflang="x-default" href="http://testserver/ne/knowledge/case-studies/santi/"' in xml


def test_reading_sets_no_cookie_and_varies_by_none(client, nepali):
    response = client.get("/fr/knowledge/case-studies/santi/")

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "csrf" not in response.text


def test_the_front_door_opens_in_the_language_of_the_browser(client, site):
    for wish, opened in {"ne": "ne", "rn, fr;q=0.5": "fr", "rn": "en", "": "en"}.items():
        response = client.get("/", headers={"accept-language": wish})
        assert response.headers["Location"] == f"/{opened}/"


def test_a_reader_who_asks_for_a_country_gets_its_script(client, site):
    Locale.objects.create(language_code="zh-hans")

    opened = client.get("/", headers={"accept-language": "zh-CN"})
    assert opened.headers["Location"] == "/zh-hans/"


# Addresses --------------------------------------------------------------------------


def test_an_editors_redirect_leads_to_the_readers_own_address(client, nepali):
    Redirect.add_redirect("/short", redirect_to=nepali, is_permanent=False)
    french = client.get("/short/", headers={"accept-language": "fr"})

    assert french.status_code == 302
    assert french.headers["Location"] == "/fr/knowledge/case-studies/santi/"


def test_a_slug_change_takes_every_version_and_shelf_along(client, site, nepali):
    french = translate(nepali, "fr")
    french.title = "Brouillon"
    french.save_revision()
    translate(nepali, "en", live=False)

    publish(nepali, slug="samiti")

    assert {row.slug for row in rows(nepali).values()} == {"samiti"}
    for language in ("ne", "fr", "ar"):
        assert client.get(f"/{language}/knowledge/case-studies/samiti/").status_code == 200
        old = client.get(f"/{language}/knowledge/case-studies/santi/")
        assert old.status_code == 301
        assert old.headers["Location"] == f"/{language}/knowledge/case-studies/samiti/"
    rows(nepali)["fr"].get_latest_revision().publish()
    assert rows(nepali)["fr"].url_path.endswith("/samiti/")


def test_a_renamed_section_takes_all_that_lies_in_it_along(client, site, nepali):
    publish(site.knowledge, slug="savoir")

    for language in ("ne", "fr"):
        moved = client.get(f"/{language}/knowledge/case-studies/santi/")
        assert moved.headers["Location"] == f"/{language}/savoir/case-studies/santi/"
        assert client.get(moved.headers["Location"]).status_code == 200


def test_every_former_address_leads_to_the_new_one_after_several_changes(client, site, nepali):
    publish(CaseStudyPage.objects.get(pk=nepali.pk), slug="two")
    publish(site.knowledge, slug="savoir")
    publish(CaseStudyPage.objects.get(pk=nepali.pk), slug="three")
    publish(site.cases.__class__.objects.get(pk=site.cases.pk), slug="cases")
    publish(CaseStudyPage.objects.get(pk=nepali.pk), slug="four")

    for former in (
        "knowledge/case-studies/santi/",
        "knowledge/case-studies/two/",
        "savoir/case-studies/two/",
        "savoir/case-studies/three/",
        "savoir/cases/three/",
    ):
        response = client.get(f"/fr/{former}")
        assert response.status_code == 301, former
        assert response.headers["Location"] == "/fr/savoir/cases/four/"


def test_an_address_leads_on_when_item_and_section_were_renamed_in_turn(client, site, nepali):
    publish(site.knowledge, slug="savoir")
    publish(CaseStudyPage.objects.get(pk=nepali.pk), slug="two")
    publish(site.knowledge, slug="wissen")

    for path in ("knowledge/case-studies/santi", "savoir/case-studies/santi"):
        moved = client.get(f"/fr/{path}/")
        assert moved.status_code == 301, path
        assert moved.headers["Location"] == "/fr/wissen/case-studies/two/"


def test_a_draft_that_moves_away_leaves_the_address_to_its_former_owner(client, site, nepali):
    publish(nepali, slug="samiti")
    draft = make_case(site, "Draft", slug="santi", live=False)
    other = publish(site.knowledge.add_child(instance=site.cases.__class__(title="Other")))

    draft.move(other, "last-child")

    moved = client.get("/fr/knowledge/case-studies/santi/")
    assert moved.headers["Location"] == "/fr/knowledge/case-studies/samiti/"


def test_drafts_that_waited_while_their_item_moved_are_published_where_it_is(client, site, nepali):
    french = translate(nepali, "fr")
    french.title = "En attente"
    waiting = french.save_revision()
    other = publish(site.knowledge.add_child(instance=site.cases.__class__(title="Other")))
    nepali.move(other, "last-child")

    Revision.objects.get(pk=waiting.pk).publish()

    html = client.get("/fr/knowledge/other/santi/").text
    assert "En attente" in html


def test_two_items_swap_their_slugs(client, site):
    one, two = make_case(site, "One", slug="one"), make_case(site, "Two", slug="two")
    publish(one, slug="three")
    publish(two, slug="one")
    publish(one, slug="two")

    assert "Two" in client.get("/fr/knowledge/case-studies/one/").text
    assert "One" in client.get("/fr/knowledge/case-studies/two/").text
    assert client.get("/fr/knowledge/case-studies/three/").headers["Location"].endswith("/two/")


def test_a_move_takes_every_version_and_shelf_along(client, site, nepali):
    translate(nepali, "fr")
    other = site.knowledge.add_child(instance=site.cases.__class__(title="Other", slug="other"))
    other = publish(other)

    CaseStudyPage.objects.get(pk=nepali.pk).move(other, "last-child")

    for language in ("ne", "fr", "ar"):
        assert client.get(f"/{language}/knowledge/other/santi/").status_code == 200
        moved = client.get(f"/{language}/knowledge/case-studies/santi/")
        assert moved.headers["Location"] == f"/{language}/knowledge/other/santi/"
    assert rows(nepali)["ne"].get_parent().pk == shelf_of(other, site.languages["ne"]).pk
    assert rows(nepali)["fr"].get_parent().pk == shelf_of(other, site.languages["fr"]).pk


def test_a_move_to_where_an_item_lies_already_changes_nothing(site, nepali):
    before = rows(nepali)["ne"].path

    nepali.move(site.cases, "last-child")

    assert rows(nepali)["ne"].path == before


def test_a_moved_section_takes_its_shelves_along(client, site, nepali):
    other = publish(site.home.add_child(instance=site.knowledge.__class__(title="Archive")))

    site.cases.__class__.objects.get(pk=site.cases.pk).move(other, "last-child")

    for language in ("ne", "fr"):
        assert client.get(f"/{language}/archive/case-studies/santi/").status_code == 200
        moved = client.get(f"/{language}/knowledge/case-studies/santi/")
        assert moved.headers["Location"] == f"/{language}/archive/case-studies/santi/"


@pytest.mark.parametrize(
    "path",
    [
        "/xx/", "/EN/", "/en-gb/", "/rn/", "/rn/account/login/", "/zh-hans/knowledge/",
        "/fr/nope/", "/nope/", "/fr/knowledge/nope/deeper/", "/fr/home/",
        "/fr/knowledge//case-studies/", "/fr/" + "a/" * 40, "/fr/" + "a" * 10_000 + "/",
        "/fr/a%00b/", "/%00/", "/fr/%ff%fe/", "/fr/" + "9" * 20 + "/",
    ],
)  # fmt: skip
def test_nonsense_in_an_address_is_not_found(client, site, path):
    assert client.get(path, headers={"accept-language": "rn"}).status_code == 404


NONSENSE = ["\x00", "a" * 10_000, "9" * 20, "\xff\xfe", "../../etc", "' OR 1=1 --", "%s%n{{7*7}}"]


@pytest.mark.parametrize("value", NONSENSE)
def test_nonsense_in_query_strings_and_cookies_breaks_nothing(client, site, value):
    client.cookies["sessionid"] = client.cookies["django_language"] = value
    for address in ("/fr/knowledge/case-studies/", "/nope/", "/fr/nope/", "/sitemap.xml", "/"):
        response = client.get(address, {"page": value, value[:50]: value})
        assert response.status_code in {200, 302, 404}


@pytest.mark.parametrize("query", ["%00", "%ff=%fe", "page=%00", "a" * 10_000, "&&&==", "page=-1"])
def test_broken_query_strings_break_nothing(client, site, query):
    for address in ("/fr/knowledge/case-studies/", "/fr/nope/", "/nope/"):
        response = client.get(address, QUERY_STRING=query)
        assert response.status_code in {200, 404}


@pytest.mark.parametrize("method", ["head", "post", "put", "delete", "options", "patch"])
def test_other_methods_break_nothing(client, site, method):
    for address in ("/fr/", "/fr/knowledge/case-studies/", "/fr/nope/", "/", "/sitemap.xml"):
        assert getattr(client, method)(address).status_code < 500


@pytest.mark.parametrize("target", ["*", "foo"])
def test_a_target_that_is_no_path_is_not_found(site, target):
    request = RequestFactory().get("/")
    request.path_info = request.path = target

    assert WSGIHandler().get_response(request).status_code == 404


@pytest.mark.parametrize("header", ["host", "referer", "user-agent", "if-none-match", "range"])
@pytest.mark.parametrize("value", NONSENSE)
def test_nonsense_in_a_header_breaks_nothing(client, site, header, value):
    for address in ("/fr/knowledge/case-studies/", "/fr/nope/", "/"):
        assert client.get(address, headers={header: value}).status_code < 500


@pytest.mark.parametrize("wish", ["\x00", "fr;q=9" * 5000, "%ff", "a" * 10_000, "*", "-"])
def test_nonsense_in_a_header_or_query_is_read_as_no_wish(client, site, wish):
    assert client.get("/", headers={"accept-language": wish}).status_code == 302
    assert client.get("/fr/knowledge/case-studies/", {"page": wish}).status_code == 200
    assert client.get("/fr/knowledge/case-studies/", {"page": "9" * 20}).status_code == 200
