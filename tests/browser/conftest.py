"""A real site for people in Chromium: its own database file, media and server processes.

Nothing here or in the walks asks the database itself: Django refuses it in a thread where
Playwright keeps an event loop running. For the same reason the browser ends with each module.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import expect, sync_playwright

from tests.hostile.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page asks for, nothing leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
PATIENCE = 15_000  # milliseconds until something awaited counts as missing
START_SECONDS = 60

# A rule of the Content-Security-Policy that is broken, by whatever means, is an error.
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", event => console.error(
    `policy: ${event.effectiveDirective} stops ${event.blockedURI} of ${event.sourceFile}`))"""
# What the policy stops and nobody misses, as it is told in the console.
STOPPED = re.compile(
    # The focal point of a picture: tries by an attribute whether there are fingers to feel. Where
    # there are, it does not need to.
    r"script-src-attr.*/jquery\.Jcrop\.min\.js"
)

expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report


# The site ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def demo(template_database, tmp_path_factory):
    """A folder with the database and the passwords that `build_demo` makes."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"Walks need Chromium: there is no {CHROMIUM}.")
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("Walks run on SQLite only: what they look at is the same on PostgreSQL.")
    var = tmp_path_factory.mktemp("demo")
    if connection.is_in_memory_db():  # that of the tests, where there are any that need it
        shutil.copy(template_database, var / "db.sqlite3")
    run_python(var, "manage.py", "migrate", "-v0")
    run_python(var, "manage.py", "build_demo")
    return var


@pytest.fixture(scope="module")
def demo_site(demo, tmp_path_factory):
    """The demo site, for one module to write in."""
    var = tmp_path_factory.mktemp("site") / "var"
    shutil.copytree(demo, var)
    copy = DemoSite(var)
    copy.address = copy.start_server()
    yield copy
    copy.stop_servers()


@pytest.fixture(scope="module")
def furnished(demo_site):
    """The demo site with a little more in it: the numbers in the addresses, by name."""
    return furnish(demo_site.var)


def furnish(var):
    said = run_python(var, "-m", "tests.browser.furnishing")
    return json.loads(said.splitlines()[-1])  # after the mails it sends


def run_python(var, *arguments):
    """Run a program on the site whose files lie in `var`, and give what it says."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(var),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{arguments} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout


class DemoSite:
    """A copy of the demo site, and the server processes that run on it."""

    def __init__(self, var):
        self.var = var
        lines = (var / "passwords.txt").read_text().splitlines()
        self.passwords = dict(line.split() for line in lines)
        self.servers = {}

    def start_server(self, **settings):
        """Start a server process of its own; give its address once it answers."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        command = ["runserver", "--noreload", f"127.0.0.1:{port}"]
        self.servers[address] = self.start(f"server-{port}", command, SITE_URL=address, **settings)
        deadline = time.monotonic() + START_SECONDS
        while self.servers[address].poll() is None and time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{address}/healthz").close()
                return address
            except urllib.error.URLError:
                time.sleep(0.1)
        log = self.var / f"server-{port}.log"
        raise AssertionError(f"The server did not start:\n{log.read_text()}")

    def start(self, name, command, **settings):
        """Start a command of the site beside us, with a log of its own."""
        with (self.var / f"{name}.log").open("w") as log:
            return subprocess.Popen(
                [
                    *("setpriv", "--pdeathsig", "KILL"),  # it ends with us, however we end
                    *(sys.executable, "manage.py", *command),
                ],
                cwd=ROOT,
                env={**environment(self.var), **settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def stop_servers(self):
        for server in self.servers.values():
            server.terminate()
        for server in self.servers.values():
            server.wait()


def environment(var):
    """For a process of a site whose files lie in `var`."""
    outer = {name: value for name, value in os.environ.items() if name != "CACHE_URL"}
    return {
        **outer,
        "DJANGO_SETTINGS_MODULE": "i4p_site.settings.local",
        "VAR_DIR": str(var),
        "SECRET_KEY": "for walks only",
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
        "PYTHONUNBUFFERED": "1",
    }


# People -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def chromium(demo):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, demo_site, request):
    """Give the site a visitor with a browser window of their own.

    At the end nothing may have gone wrong in any window, whatever the test itself looked at.
    """
    visitors = []

    def come(**options):
        visitors.append(Visitor(chromium.new_context(**options), demo_site))
        return visitors[-1]

    yield come
    problems = [problem for visitor in visitors for problem in visitor.problems]
    for number, visitor in enumerate(visitors):
        if problems or getattr(request.node, "failed", False):
            visitor.page.screenshot(path=screenshots() / f"failed-{request.node.name}-{number}.png")
        visitor.context.close()
    assert not problems, "In the browser:\n" + "\n".join(problems)


@pytest.fixture(scope="module")
def sessions():
    """What browsers keep of those who have signed in, by e-mail address."""
    return {}


@pytest.fixture
def come_as(visit, sessions):
    """Give the site a visitor with an account. One signs in once in a module."""

    def come(email, to="/admin/", **options):
        if email in sessions:
            return visit(storage_state=sessions[email], **options)
        visitor = visit(**options)
        visitor.sign_in(email, to)
        sessions[email] = visitor.context.storage_state()
        return visitor

    return come


@pytest.fixture
def open_reader(chromium):
    """Give a reader (`tests.hostile.reader`) in a window without a Content-Security-Policy."""
    contexts = []

    def come(**options):
        contexts.append(chromium.new_context(bypass_csp=True, **options))
        return Reader(contexts[-1])

    yield come
    for context in contexts:
        context.close()


def screenshots():
    folder = settings.VAR_DIR / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Visitor:
    """A person at a browser window, and a list of what went wrong in it."""

    def __init__(self, context, demo_site):
        self.context, self.site = context, demo_site
        self.problems, self.answered, self.expected_status = [], set(), 200
        context.set_default_timeout(PATIENCE)
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_request_failed)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        context.add_init_script(TELL_VIOLATIONS)
        self.page = context.new_page()

    def open(self, path, status=200, address=None):
        """Go to a path of the site and find the answer that is expected there."""
        self.expected_status = status
        url = (address or self.site.address) + path
        response = self.page.goto(url)
        assert response.status == status, f"{url} answers {response.status}, not {status}"
        self.expected_status = 200
        return self.page

    def sign_in(self, email, to="/admin/"):
        """Through the door, in whatever language, to what lies behind it."""
        page = self.open(to)
        page.locator("[name=login]").fill(email)
        page.locator("[name=password]").fill(self.site.passwords[email])
        page.locator("main form button").first.click()
        page.wait_for_url(f"**{to}")
        return page

    def go_down(self, *titles):
        """Through the tree of pages in the admin, from a front page down."""
        page = self.page
        page.get_by_role("button", name="Pages", exact=True).click()
        tree = page.locator(".c-page-explorer")
        for title in titles[:-1]:
            tree.get_by_role("link", name=f"View child pages of '{title}'").click()
        tree.get_by_role("link", name=titles[-1], exact=True).click()
        expect(page.locator("main h1, main h2").first).to_contain_text(titles[-1])
        return page

    def _on_request(self, request):
        url = urlsplit(request.url)
        if url.scheme in {"data", "blob"}:
            return
        # Passkeys belong to a name, so some walks call this machine by its own.
        here = url.netloc.replace("localhost:", "127.0.0.1:")
        if f"{url.scheme}://{here}" not in self.site.servers:
            self.problems.append(f"{request.frame.url} asks another host: {request.url}")

    def _on_request_failed(self, request):
        if request.failure != "net::ERR_ABORTED":  # the page was left meanwhile
            self.problems.append(f"{request.url} failed: {request.failure}")

    def _on_response(self, response):
        self.answered.add(response.url)
        if response.status < 400:
            return
        request = response.request
        if request.is_navigation_request() and response.status == self.expected_status:
            return
        if response.status == 400 and request.method == "POST" and "/admin/pages/" in response.url:
            return  # Wagtail's autosave, while the form is not complete yet
        self.problems.append(f"{request.method} {response.url} answers {response.status}")

    def _on_console(self, message):
        if message.type != "error":
            return
        url = message.location["url"]
        if message.text.startswith("Failed to load resource") and url in self.answered:
            return  # judged in _on_response
        told = f"{message.text} ({url})"
        if not STOPPED.search(told):
            self.problems.append(f"console of {self.page.url}: {told}")
