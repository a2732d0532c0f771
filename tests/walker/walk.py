"""The walk: one role asks at every address, and what is wrong with the answers is noted.

Each request stands alone: what it wrote, the messages it left and the session it changed are
rolled back after it.
"""

import logging
import re
import traceback
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from unittest.mock import patch
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponseForbidden
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.utils import translation
from django.views.defaults import permission_denied

from i4p_site import urls
from tests.stopper import IGNORED_MODELS
from tests.walker.addresses import addresses
from tests.walker.arguments import FEW_PAGES, FEWEST_PAGES, targets
from tests.walker.bodies import FORM, form_in, requests_for
from tests.walker.expectations import expectation
from tests.walker.world import CHIEFS, OUTSIDERS, THOROUGH

CANARY = re.compile(r"kanari([a-wyz]+)x([a-z]+)")
WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
HOME = "/admin/"
# Written while one only looks: sessions, drawn sizes of pictures, who has a page open and is told
# of its comments, who was in a dialogue.
ALWAYS_WRITTEN = {
    "django_session",
    "core_picturerendition",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "dialogue_visit",
    *(label.replace(".", "_") for label in IGNORED_MODELS),
}


class Answer(Enum):
    OK = "let in"
    LED_ON = "led on"
    REFUSED = "refused"
    UNSUITED = "not asked so"  # 400, 405: nothing is done, whoever asks
    BROKEN = "broken"


def answer_of(response):
    status = response.status_code
    if status >= 500:
        return Answer.BROKEN
    if status in {400, 405}:
        return Answer.UNSUITED
    if status in {401, 403, 404}:
        return Answer.REFUSED
    if 300 <= status < 400:
        goal = urlsplit(response.headers["Location"]).path
        is_a_door = goal in {HOME, f"{HOME}login/"} or goal.endswith("/account/login/")
        return Answer.REFUSED if is_a_door else Answer.LED_ON
    return Answer.OK


def said_by(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}\n{body.decode(errors='replace')}"


@contextmanager
def quiet():
    """Refusals are what is expected here; they fill no log."""
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def refused_in_short():
    """The page that says no is the same each time, and dear to draw: once is enough."""
    drawn = []

    def say_no(request, exception):
        if drawn:
            return HttpResponseForbidden()
        drawn.append(permission_denied(request, exception))
        return drawn[0]

    with patch.object(urls, "handler403", say_no, create=True):
        yield


@dataclass
class Walk:
    """What one role met with; each list holds lines that a person can read."""

    role: str
    requests: int = 0
    let_in: list = field(default_factory=list)
    leaks: list = field(default_factory=list)
    broken: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    # How often each address answered in which way, of those this role may ask.
    answers: dict = field(default_factory=lambda: defaultdict(Counter))
    wrote_at: set = field(default_factory=set)


class Walker:
    """Goes through the site as one role."""

    def __init__(self, world, role, forms):
        """`forms` holds the forms that the administrator is shown; their walk fills it."""
        self.world, self.role, self.forms = world, role, forms
        self.known = world.known_to(role)
        self.handler, self.factory = ClientHandler(enforce_csrf_checks=False), RequestFactory()
        self.cookies = self._sign_in()
        self.walk, self.messages = Walk(role), set()

    def _sign_in(self):
        if self.role == "anonymous":
            return {}
        person = self.world.people[self.role]
        client = Client()
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    def go(self):
        asked = set()
        with quiet(), refused_in_short():
            for address in addresses():
                sent = Counter()
                for target in targets(address, self.world, self.only_pages(address)):
                    for request in requests_for(target, self.forms):
                        if request not in asked and self.is_worth_asking(target, request, sent):
                            asked.add(request)
                            self.ask(target, request)
        return self.walk

    def only_pages(self, address):
        """Whom it concerns asks about all pages; who is refused, or may do everything, some."""
        if self.role in THOROUGH or not address.route.startswith("admin/"):
            return None
        return FEWEST_PAGES if self.role in CHIEFS else FEW_PAGES

    def is_worth_asking(self, target, request, sent):
        """Everybody looks everywhere. Where one may change things two are enough to see that it
        works; and what is empty, or sent by those who have no way in at all, is sent once."""
        if request.method == "GET":
            return True
        may = expectation(target.key).lets_change(self.role, target)
        kind = (request.method, bool(request.body), may)
        sent[kind] += 1
        if may:
            return sent[kind] <= 2
        return sent[kind] <= 1 or (bool(request.body) and self.role not in OUTSIDERS)

    def ask(self, target, request):
        """Send one request, judge its answer, and undo it."""
        with Watch() as watch, transaction.atomic():
            response = self.send(request.method, request.path, request.body, request.content_type)
            self.walk.requests += 1
            self.judge(target, request, response, watch)
            transaction.set_rollback(True)
        if watch.written:
            cache.clear()

    def send(self, method, path, body="", content_type=FORM):
        """Not by Django's test client: it keeps a copy of every template's context."""
        translation.deactivate()
        self.factory.cookies.clear()
        self.factory.cookies.load(self.cookies)
        request = self.factory.generic(method, path, body, content_type)
        return self.handler(request.environ)

    # What is asked of an answer -------------------------------------------------------

    def judge(self, target, request, response, watch):
        line = f"{self.role}: {request} → {response.status_code} [{target.name}]"
        answer = answer_of(response)
        rule = expectation(target.key)
        may = rule.lets(self.role, target, request.method)
        if answer is Answer.BROKEN:
            self.walk.broken.append(f"{line}\n{watch.trace}")
            return
        if may:
            self.walk.answers[target.key][answer] += 1
        elif answer not in {Answer.REFUSED, Answer.UNSUITED}:
            self.walk.let_in.append(line)
        text = said_by(response)
        self.look_for_canaries(line, text)
        if self.role == "administrator" and request.method == "GET" and answer is Answer.OK:
            self.forms[request.path] = form_in(text.partition("\n")[2], request.path)
        if message := self.message_left_by(response):
            self.read_at_home(line, message)
        if tables := watch.written - ALWAYS_WRITTEN:
            if request.method != "GET" and rule.lets_change(self.role, target):
                self.walk.wrote_at.add(target.key)
            else:
                self.walk.changes.append(f"{line}: {', '.join(sorted(tables))}")

    def look_for_canaries(self, line, text):
        for name, part in sorted(set(CANARY.findall(text.lower()))):
            if name not in self.known:
                self.walk.leaks.append(f"{line}: {part} of {name}")

    def message_left_by(self, response):
        """What waits for the next page, as the session keeps it."""
        key = response.cookies.get(settings.SESSION_COOKIE_NAME)
        key = key.value if key else self.cookies.get(settings.SESSION_COOKIE_NAME)
        return str(SessionStore(key).get("_messages", "")) if key else ""

    def read_at_home(self, line, message):
        """Each message is read once where a person reads it, and any other time as it is kept."""
        if message not in self.messages:
            self.messages.add(message)
            message = said_by(self.send("GET", HOME))
        self.look_for_canaries(f"{line}, then {HOME}", message)


class Watch:
    """Notes the tables that are written within the block, and the last exception in a view."""

    def __init__(self):
        self.written, self.trace = set(), ""

    def __call__(self, execute, sql, params, many, context):
        if found := WRITE.match(sql):
            self.written.add(found[1])
        return execute(sql, params, many, context)

    def note(self, sender, **kwargs):
        self.trace = traceback.format_exc()

    def __enter__(self):
        self._wrapper = connection.execute_wrapper(self)
        self._wrapper.__enter__()
        got_request_exception.connect(self.note)
        return self

    def __exit__(self, *error):
        got_request_exception.disconnect(self.note)
        return self._wrapper.__exit__(*error)
