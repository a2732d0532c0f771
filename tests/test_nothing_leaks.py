"""What is hidden shows nowhere, in no language; those who may read it find it."""

import ast
import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction
from wagtail.rich_text import expand_db_html

from core.actions import withdraw
from core.languages.ladder import ladder
from core.languages.shelves import shelf_of
from core.models.provenance import State
from core.paging import PER_PAGE
from home.models import HomePage
from knowledge.models import CaseStudyIndexPage, CaseStudyPage
from tests.makers import make_case, make_editor, make_member, publish, restrict, rows, translate

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "fr", "ne", "ar")
SIGNED_IN = ("member", "invited", "french editor", "administrator")
VISITORS = ("anonymous", *SIGNED_IN)
TOMORROW = timedelta(days=1)


# What is hidden -------------------------------------------------------------------------


@dataclass
class Hidden:
    """An item that somebody may not read, and the words that would give it away.

    `words` are those of each version, by language. Who may read which is said in `readers`:
    {visitor: languages}; whoever is not named reads nothing. `item` holds the words that all
    versions share, the slug above all: they give the item away, and are known to every reader.
    """

    path: str
    words: dict
    item: set = field(default_factory=set)
    readers: dict = field(default_factory=dict)
    pages: list = field(default_factory=list)  # what others link to
    is_open: bool = False  # another version of it can be read by anyone

    def known_to(self, visitor):
        """The words this visitor may see."""
        languages = self.readers.get(visitor, ())
        shown = {self.words[code] for code in languages}
        return shown | self.item if languages else shown

    @property
    def all_words(self):
        return set(self.words.values()) | self.item


def canary(state, language):
    return f"kanari{state}{language}".replace("_", "")


def wordy(word):
    """The fields of a case study that say nothing but this word."""
    return {
        "title": f"Title {word}",
        "summary": f"Summary {word}",
        "place": f"Place {word}",
        "body": [("text", f"<p>Body {word}</p>"), ("heading", f"Heading {word}")],
    }


def new_case(site, state, section=None, live=True, language="en", slug=None, **fields):
    """A case whose every word is the canary of its state, in a section (the cases by default)."""
    where = site if section is None else type(site)(cases=section, languages=site.languages)
    word = canary(state, language)
    slug = slug or f"kanari-{state.replace('_', '-')}"
    return make_case(where, language=language, live=live, slug=slug, **wordy(word) | fields)


def in_french(case, state, live=True):
    """Its French version, with the canary in every field."""
    word = canary(state, "fr")
    french = translate(case, "fr", words=lambda text: f"{word} {word}", live=live)
    if not live:
        for name, value in wordy(word).items():
            setattr(french, name, value)
        french.save()
        french.save_revision()
    return french


def hidden(case, state, languages, readers=None, item=None):
    return Hidden(
        path=case.url_path.split("/", 2)[2],
        words={code: canary(state, code) for code in languages},
        item={case.slug} if item is None else item,
        readers=readers or {},
        pages=[case],
        is_open=item is not None and not readers,
    )


def draft_original(site):
    return hidden(new_case(site, "draft", live=False), "draft", ["en"])


def draft_translation(site):
    case = make_case(site, "Half translated", slug="half-translated")
    in_french(case, "halfdraft", live=False)
    return hidden(case, "halfdraft", ["fr"], item=set())


def draft_over_a_live_text(site):
    case = make_case(site, "Being edited", slug="being-edited")
    for name, value in wordy(canary("edited", "en")).items():
        setattr(case, name, value)
    case.slug = "kanari-edited"
    case.save_revision()
    return hidden(CaseStudyPage.objects.get(pk=case.pk), "edited", ["en"], item={"kanari-edited"})


def draft_over_a_live_translation(site):
    french = translate(make_case(site, "Edited in French", slug="edited-in-french"), "fr")
    for name, value in wordy(canary("frenchedit", "fr")).items():
        setattr(french, name, value)
    french.save_revision()
    return hidden(french, "frenchedit", ["fr"], item=set())


def scheduled(site):
    case = new_case(site, "scheduled", live=False)
    case.go_live_at = timezone.now() + TOMORROW
    case.save_revision().publish()
    return hidden(case, "scheduled", ["en"])


def scheduled_translation(site):
    case = make_case(site, "Soon in French", slug="soon-in-french")
    french = in_french(case, "frenchsoon", live=False)
    french.go_live_at = timezone.now() + TOMORROW
    french.save_revision().publish()
    return hidden(case, "frenchsoon", ["fr"], item=set())


def unpublished_original(site):
    case = new_case(site, "unpublished")
    case.unpublish()
    return hidden(case, "unpublished", ["en"])


def unpublished_translation(site):
    case = make_case(site, "Once in French", slug="once-in-french")
    in_french(case, "frenchonce").unpublish()
    return hidden(case, "frenchonce", ["fr"], item=set())


def unpublished_original_of_a_live_translation(site):
    """Not what unpublishing leaves, but what may lie in tables filled otherwise."""
    case = new_case(site, "onlyfrench", slug="only-in-french")
    translate(case, "fr", words=lambda text: "Seulement en français")
    CaseStudyPage.objects.filter(pk=case.pk).update(live=False)
    return hidden(case, "onlyfrench", ["en"], item=set())


def withdrawn(site):
    case = new_case(site, "withdrawn")
    found = hidden(case, "withdrawn", ["en"])
    withdraw(case)
    return found


def for_members(site):
    case = new_case(site, "login")
    in_french(case, "login")
    restrict(case, PageViewRestriction.LOGIN)
    everyone = {visitor: ["en", "fr"] for visitor in SIGNED_IN}
    return hidden(case, "login", ["en", "fr"], everyone)


def for_a_group_in_one_language(site):
    case = new_case(site, "groups")
    restrict(in_french(case, "groups"), PageViewRestriction.GROUPS, [invited_group()])
    readers = {
        "invited": ["en", "fr"],
        "french editor": ["fr"],
        "administrator": ["en", "fr"],
    }
    return hidden(case, "groups", ["en", "fr"], readers)


def for_another_group(site):
    case = new_case(site, "others")
    restrict(case, PageViewRestriction.GROUPS, [Group.objects.create(name="Others")])
    return hidden(case, "others", ["en"], {"administrator": ["en"]})


def for_one_group_after_another(site):
    """Those who were invited to the French text are not, once others are to the English one."""
    case = new_case(site, "both")
    french = in_french(case, "both")
    restrict(french, PageViewRestriction.GROUPS, [invited_group()])
    restrict(case, PageViewRestriction.GROUPS, [Group.objects.create(name="More others")])
    readers = {"french editor": ["fr"], "administrator": ["en", "fr"]}
    return hidden(case, "both", ["en", "fr"], readers)


def behind_a_password(site):
    """Not offered in the admin; a row may exist."""
    case = new_case(site, "password")
    in_french(case, "password")
    PageViewRestriction.objects.create(page=case, restriction_type="password", password="sesame")
    readers = {"french editor": ["fr"], "administrator": ["en", "fr"]}
    return hidden(case, "password", ["en", "fr"], readers)


def new_section(site, state):
    word = canary(state, "en")
    return publish(
        site.knowledge.add_child(
            instance=CaseStudyIndexPage(
                title=f"Title {word}", introduction=f"Intro {word}", slug=f"kanari-{state}"
            )
        )
    )


def below_a_restricted_shelf(site):
    section = new_section(site, "shelf")
    case = new_case(site, "shelf", section, slug="kanari-onshelf", language="ne")
    restrict(shelf_of(section, site.languages["ar"]))
    readers = {visitor: ["ne"] for visitor in SIGNED_IN}
    item = {"kanari-shelf", "kanari-onshelf", canary("shelf", "en")}
    found = hidden(case, "shelf", ["ne"], readers, item)
    found.pages.append(section)
    return found


def below_one_restricted_version_of_a_section(site):
    section = new_section(site, "section")
    french = translate(section, "fr", words=lambda text: canary("section", "fr"))
    case = new_case(site, "section", section, slug="kanari-insection")
    in_french(case, "section")
    restrict(french, PageViewRestriction.GROUPS, [invited_group()])
    readers = {
        "invited": ["en", "fr"],
        "french editor": ["fr"],
        "administrator": ["en", "fr"],
    }
    found = hidden(
        case, "section", ["en", "fr"], readers, item={"kanari-section", "kanari-insection"}
    )
    found.pages.append(section)
    return found


STATES = [
    draft_original,
    draft_translation,
    draft_over_a_live_text,
    draft_over_a_live_translation,
    scheduled,
    scheduled_translation,
    unpublished_original,
    unpublished_translation,
    unpublished_original_of_a_live_translation,
    withdrawn,
    for_members,
    for_a_group_in_one_language,
    for_another_group,
    for_one_group_after_another,
    behind_a_password,
    below_a_restricted_shelf,
    below_one_restricted_version_of_a_section,
]
IN_ONE_VERSION_ONLY = [
    draft_translation,
    scheduled_translation,
    unpublished_translation,
]
every_state = pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)


# Who asks -------------------------------------------------------------------------------


def invited_group():
    return Group.objects.get_or_create(name="Invited")[0]


def person(site, visitor):
    match visitor:
        case "member":
            return make_member()
        case "invited":
            invited = make_member("invited@example.org")
            invited.groups.add(invited_group())
            return invited
        case "french editor":
            return make_editor(shelf_of(site.knowledge, site.languages["fr"]))
        case "administrator":
            return make_member("admin@example.org", is_superuser=True)


def client_of(site, visitor):
    client = Client()
    if visitor != "anonymous":
        client.force_login(person(site, visitor))
    return client


def nearest(code, languages):
    """The first of these languages on the ladder, else the original's, which comes first here."""
    return next((step for step in ladder(code) if step in languages), languages[0])


# Looking everywhere ---------------------------------------------------------------------

ADDRESSES = re.compile(r'\s(?:href|action)="([^"]+)"|<loc>([^<]+)</loc>')
NARROWING = re.compile(r"(?:language|page)=\w+")
FAR_TOO_MANY = 1000


def said_by(response):
    """All a response says: its text and its headers, and where it leads."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}\n{body.decode(errors='replace')}"


def crawl(client, *starts):
    """Everything that can be reached from these addresses: {address: what is said there}.

    A listing is narrowed by nothing but a language: all choices together have no end.
    """
    said, waiting = {}, list(starts)
    while waiting:
        address = waiting.pop()
        if address in said:
            continue
        response = client.get(address)
        assert response.status_code < 500, address
        said[address] = said_by(response)
        assert len(said) < FAR_TOO_MANY, "the walk does not end"
        found = [a or b for a, b in ADDRESSES.findall(said[address])]
        for link in [*found, response.headers.get("Location", "")]:
            target = urlsplit(urldefrag(urljoin(f"http://testserver{address}", link)).url)
            if target.query and not NARROWING.fullmatch(target.query):
                continue
            if target.netloc == "testserver" and not target.path.startswith(("/static", "/admin")):
                waiting.append(f"{target.path}?{target.query}" if target.query else target.path)
    return said


def mentions(text, words):
    return {word for word in words if word in text.lower()}


JUNK = ["kanari/", "?page=2", "?mode=draft", "page/2/", "/", "%00", "a" * 300, ".json", "?a=%ff"]
METHODS = ["head", "post", "options", "put", "delete", "patch", "trace"]
STARTS = [
    "/",
    "/sitemap.xml",
    *(f"/{code}/{rest}" for code in LANGUAGES for rest in ("", "nowhere/")),
    "/en/knowledge/case-studies/?page=2",
    "/fr/knowledge/case-studies/?page=-1",
    "/ne/knowledge/case-studies/?page=9999999",
]


def pointer_to(site, pages):
    """A case in a section of its own that links to all of these in its text and as related."""
    section = publish(
        site.knowledge.add_child(instance=CaseStudyIndexPage(title="Archive", slug="archive"))
    )
    links = "".join(
        f'<p><a linktype="page" id="{row.pk}">there</a></p>'
        for page in pages
        for row in rows(page).values()
    )
    where = type(site)(cases=section, languages=site.languages)
    pointer = make_case(where, "Pointer", slug="pointer", live=False, body=[("text", links)])
    for page in pages:
        if isinstance(page, CaseStudyPage):
            pointer.related_cases.create(other=page)
    pointer = publish(pointer)
    translate(pointer, "fr", words=lambda text: text.replace("Pointer", "Renvoi"))
    return pointer


@pytest.mark.parametrize(
    "visitor",
    [
        "anonymous",
        *(pytest.param(v, marks=[pytest.mark.slow, pytest.mark.postgresql]) for v in SIGNED_IN),
    ],
)
def test_whoever_walks_through_the_whole_site_meets_nothing_hidden_from_them(site, visitor):
    make_case(site, "Open to all", slug="open-to-all")
    everything = {state.__name__: state(site) for state in STATES}
    pointer_to(site, [page for found in everything.values() for page in found.pages])

    said = crawl(client_of(site, visitor), *STARTS)

    for code in LANGUAGES:
        assert "<h1>" in said[f"/{code}/knowledge/archive/pointer/"]
        assert f"/{code}/knowledge/case-studies/open-to-all/" in said
    leaks = {
        (name, address): shown
        for name, found in everything.items()
        for address, text in said.items()
        if (shown := mentions(text, found.all_words - found.known_to(visitor)))
    }
    assert leaks == {}


def test_the_sitemap_is_the_same_for_everyone(site):
    for state in (for_members, for_a_group_in_one_language, behind_a_password):
        state(site)

    texts = {client_of(site, visitor).get("/sitemap.xml").text for visitor in VISITORS}

    assert len(texts) == 1
    assert "kanari" not in texts.pop()


@every_state
@pytest.mark.one_database
@pytest.mark.postgresql
def test_an_address_opens_in_every_language_to_those_who_may_read_it_and_to_no_others(site, state):
    found = state(site)
    for visitor in VISITORS:
        client = client_of(site, visitor)
        languages = found.readers.get(visitor, ())
        may_read = bool(languages) or found.is_open
        for code in LANGUAGES:
            response = client.get(f"/{code}/{found.path}")
            shown = mentions(said_by(response), set(found.words.values()))
            expected = {found.words[nearest(code, languages)]} if languages else set()
            assert response.status_code == (200 if may_read else 404), (visitor, code)
            assert shown == expected, (visitor, code)


@every_state
@pytest.mark.one_database
@pytest.mark.postgresql
def test_what_is_hidden_looks_like_what_never_was(site, state):
    found = state(site)
    for code in LANGUAGES:
        never = Client().get(f"/{code}/knowledge/never/was/")
        there = Client().get(f"/{code}/{found.path}")
        assert never.status_code == 404
        assert found.is_open or there.text == never.text
        assert found.is_open or there.headers == never.headers


@every_state
@pytest.mark.slow
def test_asking_in_odd_ways_opens_nothing_and_breaks_nothing(site, state):
    found = state(site)
    address = f"/fr/{found.path}"
    clients = {visitor: client_of(site, visitor) for visitor in ("anonymous", "member")}

    for visitor, client in clients.items():
        unknown = set(found.words.values()) - found.known_to(visitor)
        for junk in JUNK:
            response = client.get(address + junk, follow=True)
            assert response.status_code < 500, junk
            assert not mentions(response.text, unknown), junk
        for method in METHODS:
            response = getattr(client, method)(address)
            assert response.status_code < 500, method
            assert not mentions(said_by(response), unknown), method


@pytest.mark.slow
@pytest.mark.postgresql
def test_nobody_gets_past_the_front_door_of_a_home_that_is_restricted_in_one_language(site):
    case = new_case(site, "home")
    publish(HomePage.objects.originals().get(), title="Title kanarihome")
    french_home = rows(site.home)["fr"]
    restrict(french_home, PageViewRestriction.GROUPS, [invited_group()])

    for visitor in VISITORS:
        client = client_of(site, visitor)
        may_read = visitor in {"invited", "administrator"}
        said = crawl(
            client, *STARTS, *(f"/{c}/{case.url_path.split('/', 2)[2]}" for c in LANGUAGES)
        )
        shown = {address for address, text in said.items() if "kanarihome" in text}
        assert bool(shown) == may_read, visitor
        for code in LANGUAGES:
            status = client.get(f"/{code}/").status_code
            assert status == (200 if may_read else 404), (visitor, code)


def test_a_section_closed_in_one_language_is_closed_with_all_that_lies_in_it(site):
    translate(site.knowledge, "fr")
    french = rows(site.knowledge)["fr"]
    # As from a copy of the database: no signal has told the other languages.
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=french)])
    make_case(site, "Kanarideep", "ne", slug="kanarideep")

    said = crawl(Client(), *STARTS)

    assert not [address for address, text in said.items() if "kanarideep" in text.lower()]
    for code in LANGUAGES:
        for path in ("knowledge/", "knowledge/case-studies/", "knowledge/case-studies/kanarideep/"):
            assert Client().get(f"/{code}/{path}").status_code == 404
        assert "/knowledge/" not in Client().get(f"/{code}/").text


# Around a page one may read -------------------------------------------------------------


@pytest.mark.parametrize("state", IN_ONE_VERSION_ONLY, ids=lambda state: state.__name__)
def test_a_version_that_is_hidden_is_in_no_switcher_hreflang_or_sitemap(site, state):
    found = state(site)
    client = Client()
    for code in LANGUAGES:
        html = client.get(f"/{code}/{found.path}").text
        switcher = html.partition('class="languages"')[2].partition("</nav>")[0]
        assert 'rel="alternate" hreflang="en"' in html
        assert 'rel="alternate" hreflang="fr"' not in html
        with override(code):
            assert switcher.count(f">{State.MISSING.label}</small>") == 3
        assert '<article lang="en"' in html
    assert f"/fr/{found.path}" not in client.get("/sitemap.xml").text


def test_an_original_that_is_hidden_is_named_by_none_of_its_translations(site):
    found = unpublished_original_of_a_live_translation(site)
    html = Client().get(f"/fr/{found.path}").text

    head = html.partition("</head>")[0]
    assert 'rel="alternate" hreflang="fr"' in head
    assert f"/en/{found.path}" not in head
    main = html.partition("<main")[2].partition("</main>")[0]
    assert f"/en/{found.path}" not in main


def test_a_former_address_of_what_is_hidden_leads_nowhere(site):
    case = make_case(site, "Renamed", slug="first-name")
    publish(case, slug="kanari-renamed")
    address = "/fr/knowledge/case-studies/first-name/"
    assert Client().get(address).status_code == 301

    restrict(case)

    response = Client().get(address)
    assert response.status_code == 404
    assert "kanari" not in said_by(response)
    member = client_of(site, "member")
    assert member.get(address).headers["Location"] == "/fr/knowledge/case-studies/kanari-renamed/"


def test_a_redirect_made_by_an_editor_does_not_tell_of_a_hidden_page(site):
    case = make_case(site, "Hidden goal", slug="kanari-goal")
    Redirect.add_redirect("/short", redirect_to=case)
    case = CaseStudyPage.objects.get(pk=case.pk)
    restrict(case)

    assert "kanari" not in said_by(Client().get("/short/"))


def test_a_page_for_some_is_not_kept_for_all_by_a_cache(site):
    found = for_members(site)
    response = client_of(site, "member").get(f"/en/{found.path}")

    private = "private" in response.headers.get("Cache-Control", "")
    assert private or "Cookie" in response.headers.get("Vary", "")


def test_links_found_for_one_reader_are_forgotten_with_their_page(site):
    """Rich text outside a page (a mail, a feed) is read for anyone, whoever read before."""
    found = for_members(site)
    case = found.pages[0]
    pointer_to(site, [case])
    client_of(site, "administrator").get("/en/knowledge/archive/pointer/")

    assert "kanari" not in expand_db_html(f'<a linktype="page" id="{case.pk}">there</a>')


# Counts ---------------------------------------------------------------------------------


@pytest.mark.one_database
@pytest.mark.postgresql
def test_what_is_hidden_is_not_counted(site):
    """A listing that is full has one page, however much is hidden beside it."""
    everything = [
        state(site)
        for state in (
            draft_original,
            scheduled,
            unpublished_original,
            withdrawn,
            for_members,
            for_a_group_in_one_language,
            behind_a_password,
            below_a_restricted_shelf,
        )
    ]
    for n in range(PER_PAGE - 1):
        make_case(site, f"Case {n}", ("en", "ne")[n % 2])
    translate(make_case(site, "Twice", slug="twice"), "fr")  # two versions, one item

    for visitor in VISITORS:
        client = client_of(site, visitor)
        seen = PER_PAGE + sum(visitor in found.readers for found in everything)
        for code in LANGUAGES:
            response = client.get(f"/{code}/knowledge/case-studies/")
            assert response.context["items"].paginator.count == seen, visitor
            assert len(response.context["selection"].items) == seen, visitor
            assert ('class="pagination"' in response.text) == (seen > PER_PAGE), visitor
            assert response.text.count('class="card"') == PER_PAGE, visitor


# Editors in the admin -------------------------------------------------------------------


def admin_addresses(page):
    revision = page.latest_revision
    return [
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]),
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk]),
        reverse(
            "wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", str(revision.pk)]
        ),
        reverse("wagtailadmin_pages:delete", args=[page.pk]),
        reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        reverse("wagtailadmin_pages:set_privacy", args=[page.pk]),
        reverse("wagtailadmin_pages:workflow_history", args=[page.pk]),
    ]


@pytest.fixture
def drafts(site):
    """A case with waiting drafts in English and in French."""
    case = make_case(site, "Known", slug="known")
    french = translate(case, "fr")
    for page, language in ((CaseStudyPage.objects.get(pk=case.pk), "en"), (french, "fr")):
        for name, value in wordy(canary("admin", language)).items():
            setattr(page, name, value)
        page.save_revision()
    return {code: row for code, row in rows(case).items() if code in {"en", "fr"}}


def test_an_editor_sees_the_drafts_of_their_section_and_language_only(site, drafts):
    editor = client_of(site, "french editor")

    own = editor.get(reverse("wagtailadmin_pages:view_draft", args=[drafts["fr"].pk]))
    assert own.status_code == 200
    assert "kanariadminfr" in own.text
    for address in admin_addresses(drafts["en"]):
        response = editor.get(address)
        assert response.status_code in {302, 403, 404, 405}, address
        assert "kanari" not in said_by(response), address


@pytest.mark.parametrize("visitor", ["anonymous", "member", "invited"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_is_no_editor_sees_no_draft(site, drafts, visitor, language):
    client = client_of(site, visitor)
    for address in admin_addresses(drafts[language]):
        for response in (client.get(address), client.post(address, {"title": "x"})):
            assert response.status_code in {302, 403}, address
            assert "kanari" not in said_by(response), address


def test_an_editor_lists_and_finds_nothing_of_other_languages(site, drafts):
    editor = client_of(site, "french editor")

    for address in (
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[site.cases.pk]),
        reverse("wagtailadmin_explore", args=[shelf_of(site.cases, site.languages["fr"]).pk]),
        reverse("wagtailadmin_pages:search") + "?q=kanariadminen",
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_home"),
    ):
        assert "title kanariadminen" not in editor.get(address, follow=True).text.lower(), address


def test_a_preview_shows_an_editor_no_link_to_what_is_hidden_from_them(site):
    found = for_another_group(site)
    pointer_to(site, found.pages)
    french = CaseStudyPage.objects.get(slug="pointer", locale__language_code="fr")
    french.save_revision()
    editor = client_of(site, "french editor")

    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[french.pk]))

    assert response.status_code == 200
    assert "there" in response.text
    assert "kanari" not in said_by(response)


# The code -------------------------------------------------------------------------------

BLIND = {
    "live", "not_live", "public", "not_public", "private", "in_menu", "not_in_menu",
    "get_children", "get_first_child", "get_last_child", "get_descendants", "get_ancestors",
    "get_siblings", "get_next_sibling", "get_next_siblings", "get_prev_sibling",
    "get_prev_siblings", "get_tree", "get_root_nodes",
    "child_of", "not_child_of", "descendant_of", "not_descendant_of", "ancestor_of",
    "sibling_of", "parent_of", "get_translations", "get_translation", "get_translation_or_none",
    "localized", "localized_draft", "public_descendants_of",
}  # fmt: skip
# Asked of all rows on purpose; none of it is shown to readers.
MAY_BE_BLIND = {
    "core/actions.py": {"live"},  # only what is read becomes the original
    "core/deletion.py": {"get_children"},  # what lies in a place keeps it
    "core/freshness.py": {"live"},  # in the admin: which published translations are behind
    "core/item_actions.py": {"live"},  # in the admin: whether there is anything to do
    "core/languages/query.py": {"live"},  # the rule itself
    "core/languages/shelves.py": {"live"},  # a shelf looks like its section
    "core/listings.py": {"live"},  # in the admin: what is published and what is not
    "core/models/page.py": {"live"},  # in choosers of the admin: under which title
    "core/placing.py": {"get_descendants"},  # moving and copying take everything along
    "core/schedule.py": {"live"},  # what is due, whoever may read it
    "core/signals.py": {"live"},  # whether any version of what a mail tells is still out
    "core/withdrawal/returning.py": {"get_last_child"},  # behind which it comes back
    "dialogue/models/summary.py": {"live"},  # makes the state of its dialogue, in rooms as well
    "home/content/exporting.py": {"live"},  # by command: drafts are written as drafts
    "home/content/importing.py": {"live"},  # by command: what was taken down stays down
    "home/content/items.py": {"live"},  # by command: drafts are written as drafts
    "knowledge/reports.py": {"live"},  # in the admin: what published cases lack
    "translation/guards.py": {"live"},  # what is taken down with its original
    # At the desk editors see what they wrote: `committees_of` says whose.
    "stakeholders/desk/posts.py": {"live"},
    "stakeholders/desk/actions.py": {"live"},
    "translation/permissions.py": {"get_ancestors"},  # places to write in, for who may
    # An import writes: it asks whether there is a draft that it would go over.
    "stakeholders/files/resource.py": {"live"},
}
APPS = ("members", "core", "translation", "stakeholders", "knowledge", "dialogue", "home")


def public_files(ending):
    """What readers are served by; templates of the admin are not."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob(f"*{ending}")):
            parts = path.relative_to(ROOT).parts
            if not {"migrations", "management", "static", "admin"} & set(parts):
                yield path.relative_to(ROOT)


def blind_calls(tree):
    """The ways this code asks for pages without asking who may read them: {(name, line)}."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in BLIND:
            if not (node.attr == "live" and isinstance(node.ctx, ast.Store)):
                yield node.attr, node.lineno
        elif isinstance(node, ast.Call) and name_of(node) in {"filter", "exclude", "get", "Q"}:
            for keyword in node.keywords:
                if (keyword.arg or "").rpartition("__")[2] == "live":
                    yield "live", node.lineno


def name_of(call):
    return getattr(call.func, "attr", None) or getattr(call.func, "id", None)


def test_public_code_asks_for_pages_only_by_who_may_read_them():
    found = {}
    for path in public_files(".py"):
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        if names := set(blind_calls(tree)):
            found[str(path)] = names
    unexplained = {
        f"{path}:{line}: {name}"
        for path, names in found.items()
        for name, line in names
        if name not in MAY_BE_BLIND.get(path, ())
    }
    assert unexplained == set()
    stale = {
        (path, name)
        for path, allowed in MAY_BE_BLIND.items()
        for name in allowed
        if name not in {found_name for found_name, _ in found.get(path, ())}
    }
    assert stale == set(), "no longer needed in MAY_BE_BLIND"


def test_public_templates_ask_for_no_pages():
    words = re.compile(r"\.(" + "|".join(sorted(BLIND | {"get_parent"})) + r")\b")
    found = [
        f"{path}: {tag}"
        for ending in (".html", ".xml", ".txt")
        for path in public_files(ending)
        for tag in re.findall(r"\{[{%].*?[%}]\}", (ROOT / path).read_text(encoding="utf-8"), re.S)
        if words.search(tag)
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "Page.objects.live()",
        "section.get_children().specific()",
        "pages.filter(live=True)",
        "pages.filter(page__live=True)",
        "pages.filter(Q(live=True))",
        "for child in page.get_descendants: pass",
    ],
)
def test_the_watch_over_public_code_is_awake(code):
    assert list(blind_calls(ast.parse(code)))
