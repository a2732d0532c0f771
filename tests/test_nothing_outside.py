"""Nobody else is told who reads or edits: neither browser nor server asks another host."""

import io
import re
import socket
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Site, Task, Workflow
from wagtail_localize.models import Translation

from core.models import File, Picture
from tests.makers import make_case, make_member, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# What a screen loads is loaded from the address it was asked at.
OWN_HOST = "testserver"
# Hosts that stand in a page and are not asked: a browser opens a link only when somebody clicks.
LINKED_HOSTS = {
    "guide.wagtail.org": "Wagtail's guide, in the help menu",
    "www.enable-javascript.com": "help for those whose browser runs no scripts",
    "source.example": "a source that an author named",
    "wa.me": "passing a text on",
    "t.me": "passing a text on",
}
# Attributes that hold names, words or what was typed, and are never fetched.
NO_ADDRESS = {"xmlns", "xmlns:xlink", "content", "value", "title", "alt", "placeholder"}
ADDRESS = re.compile(r"(?:\b[a-z][a-z0-9+.-]*:)?(?:\\?/){2}[\w.:@\[\]-]+", re.I)
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
NAMESPACES = {"www.w3.org"}


class Addresses(HTMLParser):
    """The addresses in a page.

    `fetched` by the browser itself; `told` to scripts, in their text or in attributes, which may
    fetch them; `linked` for people to click.
    """

    def __init__(self, html):
        super().__init__()
        self.fetched, self.told, self.linked = set(), set(), set()
        self.inside = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.inside = tag if tag in {"script", "style"} else None
        for name, value in attributes:
            if not value or name in NO_ADDRESS:
                continue
            if tag == "a" and name == "href":
                self.linked.add(value)
            elif name in {"src", "href", "action", "formaction", "poster", "data", "xlink:href"}:
                self.fetched.add(value)
            elif name == "srcset":
                self.fetched |= {part.split()[0] for part in value.split(",")}
            elif name == "style":
                self.fetched |= addresses_in_style(value)
            else:
                self.told |= set(ADDRESS.findall(value))
        if tag == "link":
            relation = dict(attributes)
            # Where else the page is; not fetched.
            if relation.get("rel") in {"alternate", "canonical"}:
                self.fetched.discard(relation["href"])

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside == "style":
            self.fetched |= addresses_in_style(data)
        elif self.inside == "script":
            self.told |= set(ADDRESS.findall(data))


def addresses_in_style(css):
    return {first or second for first, second in IN_STYLE.findall(css)}


def host_of(address, base="http://testserver/"):
    """The host an address leads to, or nothing when it leads to none (mailto:, data:, #)."""
    parts = urlsplit(urljoin(base, address.strip().replace("\\/", "/")))
    return parts.hostname if parts.scheme in {"http", "https", "ws", "wss", "ftp"} else None


def hosts_of(addresses):
    """The hosts these addresses lead to, without our own."""
    return {host_of(address) for address in addresses} - {None, OWN_HOST, *NAMESPACES}


def hosts_asked_by(html):
    """The hosts a browser asks for this page and its stylesheets, without our own."""
    page = Addresses(html)
    asked = hosts_of(page.fetched) | hosts_of(page.told) - set(LINKED_HOSTS)
    for address in page.fetched:
        path = urlsplit(address).path
        if path.startswith("/static/") and path.endswith(".css"):
            asked |= hosts_of(addresses_in_style(stylesheet(path)))
    return asked


@cache
def stylesheet(path):
    return Path(finders.find(path.removeprefix("/static/"))).read_text()


class CallOutside(BaseException):
    """Not an Exception: code that shrugs off a network that fails must not hide the call."""


@pytest.fixture(autouse=True)
def closed_network(monkeypatch):
    """Whoever asks another host, or only for its address, fails the test."""

    def guarded(method):
        def connect(self, address, *args):
            if self.family != socket.AF_UNIX and not is_loopback(address[0]):
                raise CallOutside(address)
            return method(self, address, *args)

        return connect

    def getaddrinfo(host, *args, ask=socket.getaddrinfo, **kwargs):
        if not is_loopback(host):
            raise CallOutside(host)
        return ask(host, *args, **kwargs)

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def is_loopback(host):
    return host in {None, "", "localhost", "::1"} or str(host).startswith("127.")


@pytest.fixture
def full_site(site, settings):
    """One of everything that a screen can show, at the host that is asked."""
    settings.WAGTAILADMIN_BASE_URL = f"http://{OWN_HOST}"
    Site.objects.get().delete()
    Site.objects.create(hostname=OWN_HOST, root_page=site.home, is_default_site=True)
    png = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(png, "PNG")
    site.picture = Picture.objects.create(
        title="Hill", file=ContentFile(png.getvalue(), "hill.png")
    )
    site.file = File.objects.create(title="Law", file=ContentFile(b"A law.", "law.txt"))
    site.case = make_case(
        site,
        "Case",
        slug="case",
        body=[
            ("text", '<p>See <a href="https://source.example/x">here</a>.</p>'),
        ],
    )
    translate(site.case, "fr")
    site.draft = make_case(site, "Draft", "ne", slug="draft", live=False)
    site.workflow = Workflow.objects.create(name="Review", active=True)
    site.task = Task.objects.create(name="Read over", active=True)
    site.member = make_member(name="Asha")
    return site


def screens(site):
    """The main screens of the admin: {name: address}."""
    case, french = site.case, site.case.get_translation(site.languages["fr"])
    translation = Translation.objects.get(source__object_id=case.translation_key)
    group = Group.objects.first()
    return {
        "home": "/admin/",
        "search": "/admin/pages/search/?q=case",
        "explorer": f"/admin/pages/{site.home.pk}/",
        "explorer, cases": f"/admin/pages/{site.cases.pk}/",
        "add a case study": f"/admin/pages/add/knowledge/casestudypage/{site.cases.pk}/",
        "edit a case study": f"/admin/pages/{case.pk}/edit/",
        "edit a draft": f"/admin/pages/{site.draft.pk}/edit/",
        "edit a section": f"/admin/pages/{site.knowledge.pk}/edit/",
        "edit the front page": f"/admin/pages/{site.home.pk}/edit/",
        "translation editor": f"/admin/pages/{french.pk}/edit/",
        "preview": f"/admin/pages/{case.pk}/edit/preview/?mode=",
        "view draft": f"/admin/pages/{site.draft.pk}/view_draft/",
        "history": f"/admin/pages/{case.pk}/history/",
        "usage": f"/admin/pages/{case.pk}/usage/",
        "copy": f"/admin/pages/{case.pk}/copy/",
        "move": f"/admin/pages/{case.pk}/move/",
        "delete": f"/admin/pages/{site.draft.pk}/delete/",
        "unpublish": f"/admin/pages/{case.pk}/unpublish/",
        "submit translation": reverse("wagtail_localize:submit_page_translation", args=[case.pk]),
        "update translations": reverse(
            "wagtail_localize:update_translations", args=[translation.source_id]
        ),
        "translations report": "/admin/localize/reports/translations/",
        "page chooser": "/admin/choose-page/",
        "images": "/admin/images/",
        "add images": "/admin/images/multiple/add/",
        "edit an image": f"/admin/images/{site.picture.pk}/",
        "image chooser": "/admin/images/chooser/",
        "documents": "/admin/documents/",
        "add documents": "/admin/documents/multiple/add/",
        "edit a document": f"/admin/documents/edit/{site.file.pk}/",
        "document chooser": "/admin/documents/chooser/",
        "members": "/admin/users/",
        "add a member": "/admin/users/new/",
        "edit a member": f"/admin/users/edit/{site.member.pk}/",
        "delete a member": f"/admin/users/delete/{site.member.pk}/",
        "groups": "/admin/groups/",
        "add a group": "/admin/groups/new/",
        "edit a group": f"/admin/groups/edit/{group.pk}/",
        "languages": "/admin/locales/",
        "add a language": "/admin/locales/new/",
        "edit a language": f"/admin/locales/edit/{site.languages['fr'].pk}/",
        "sites": "/admin/sites/",
        "add a site": "/admin/sites/new/",
        "edit a site": f"/admin/sites/edit/{Site.objects.get().pk}/",
        "redirects": "/admin/redirects/",
        "add a redirect": "/admin/redirects/add/",
        "import redirects": "/admin/redirects/import/",
        "workflows": "/admin/workflows/list/",
        "add a workflow": "/admin/workflows/add/",
        "edit a workflow": f"/admin/workflows/edit/{site.workflow.pk}/",
        "tasks": "/admin/workflows/tasks/index/",
        "edit a task": f"/admin/workflows/tasks/edit/{site.task.pk}/",
        "locked pages": "/admin/reports/locked/",
        "workflow report": "/admin/reports/workflow/",
        "workflow tasks": "/admin/reports/workflow_tasks/",
        "site history": "/admin/reports/site-history/",
        "aging pages": "/admin/reports/aging-pages/",
        "page types": "/admin/reports/page-types-usage/",
        "collections": "/admin/collections/",
        "add a collection": "/admin/collections/add/",
        "own account": "/admin/account/",
    }


def test_no_screen_of_the_admin_asks_another_host(admin_client, full_site):
    wrong, linked = {}, set()
    for name, address in screens(full_site).items():
        response = admin_client.get(address)
        if response.status_code != 200:
            wrong[name] = response.status_code
        elif asked := hosts_asked_by(html_of(response)):
            wrong[name] = asked
        linked |= hosts_of(Addresses(html_of(response)).linked)

    assert not wrong
    assert linked <= set(LINKED_HOSTS)


def test_the_admin_does_not_look_for_updates(admin_client, full_site):
    # Its script knows the address by itself, so no page shows it.
    assert "w-upgrade" not in admin_client.get("/admin/").text


def html_of(response):
    return response.text if "html" in response.headers["Content-Type"] else response.json()["html"]


@pytest.mark.parametrize("signed_in", [False, True])
def test_no_page_of_the_site_asks_another_host(client, full_site, signed_in):
    if signed_in:
        client.force_login(full_site.member)
    linked = set()
    account = ["login", "signup", "inactive", "password/reset", "password/change", "logout"]
    for language in full_site.languages:
        for path in ("", "knowledge/", "knowledge/case-studies/", "knowledge/case-studies/case/",
                     "nope/", *[f"account/{page}/" for page in account]):  # fmt: skip
            response = client.get(f"/{language}/{path}", follow=True)
            assert response.status_code == (404 if path == "nope/" else 200)
            assert not hosts_asked_by(response.text), path
            linked |= hosts_of(Addresses(response.text).linked)

    assert linked == {"source.example", "wa.me", "t.me"}


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://evil.example/a.png">',
        "<img src=//evil.example/a.png>",
        '<img srcset="/a.png 1x, https://evil.example/b.png 2x">',
        '<form action="http://evil.example">',
        '<button formaction="//evil.example">',
        '<link rel="stylesheet" href="//evil.example/a.css">',
        "<style>@import '//evil.example'</style>",
        '<p style="background: url(https://evil.example/a)">',
        '<script>fetch("https://evil.example/")</script>',
        '<script>import "//evil.example/a.js"</script>',
        '<script src="//evil.example:8000/"></script>',
        '<div data-w-upgrade-url="https:\\/\\/evil.example/latest.txt">',
        '<iframe src="ws://evil.example">',
        '<svg><use xlink:href="//evil.example/#a"/></svg>',
        '<video poster="//evil.example/a.png">',
        '<object data="https://evil.example"></object>',
    ],
)
def test_what_would_ask_another_host_is_seen(html):
    assert hosts_asked_by(html) == {"evil.example"}


def test_what_asks_no_other_host_is_let_pass():
    html = (
        '<a href="https://evil.example">x</a><input value="https://evil.example">'
        '<img src="/a.png"><img src="data:image/png;base64,//AA">'
        '<link rel="alternate" href="https://evil.example/fr/">'
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
        '<script src="http://testserver/a.js"></script>'
    )
    assert not hosts_asked_by(html)


def test_a_call_to_another_host_is_caught():
    for call in (
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: socket.getaddrinfo("evil.example", 443),
        lambda: socket.socket().connect_ex(("192.0.2.1", 80)),
    ):
        with pytest.raises(CallOutside):
            call()


@pytest.mark.parametrize(
    "app", ["django.contrib.admin", "wagtail.contrib.styleguide", "wagtail.api.v2"]
)
def test_doors_that_nobody_needs_are_not_installed(settings, app):
    assert app not in settings.INSTALLED_APPS
