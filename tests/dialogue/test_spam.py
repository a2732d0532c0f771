"""What spammers and members write in six languages: what is held, what flows, how it is shown."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from core.public_forms import SIGNER
from dialogue.models import Contribution
from dialogue.thread import html_shown
from dialogue.trust import LINKS_TRUSTED, TRUSTED
from dialogue.vocabularies import Status
from members.names import TURNS
from tests.dialogue.doing import signed_in
from tests.dialogue.spam_corpus import REAL, SPAM
from tests.makers import make_member, make_trusted
from tests.test_nothing_outside import closed_network  # noqa: F401 (whoever asks outside, fails)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LINKED = 4  # of the real ones of a language, the last
WEB = re.compile("https?://", re.I)
# What passes for an address to somebody who looks at it, and to a browser.
HOST = re.compile(r"https?://([a-z0-9.-]+)(:\d+)?(?=[/?#]|$)", re.I)


@pytest.fixture(autouse=True)
def six_languages(languages):
    for code in SPAM:
        Locale.objects.get_or_create(language_code=code)


@pytest.fixture
def post(dialogue):
    """Send what a member typed, a while after what they said before; gives what is kept of it."""

    def post(client, language, text):
        form = {"form_number": SIGNER.sign(uuid4().hex), "text": text, "language": language}
        address = f"/{language}/dialogue/write/{dialogue.translation_key}/"
        assert client.post(address, form | {"sure": "on"}).status_code == 302, text
        said = Contribution.objects.latest("pk")
        earlier = timezone.now() - timedelta(days=2)
        Contribution.objects.filter(pk=said.pk).update(written_at=earlier)
        return said

    return post


def everything():
    for texts in (SPAM, REAL):
        for language, some in texts.items():
            yield from ((language, text) for text in some)


def held(posts):
    return [said for said in posts if said.status == Status.WAITING]


def test_there_are_twenty_of_each_in_six_languages():
    for texts in (SPAM, REAL):
        assert [len(set(some)) for some in texts.values()] == [20] * 6


@pytest.mark.slow
def test_the_first_two_of_a_new_member_are_held_whatever_they_say(post, record_figure):
    posts = []
    for number, (language, text) in enumerate(everything()):
        if number % TRUSTED == 0:
            client = signed_in(make_member(f"new-{number}@example.org"))
        posts.append(post(client, language, text))
    record_figure("first posts of new members that were held", f"{len(held(posts))} of 240")
    assert len(held(posts)) == len(posts) == 240


@pytest.mark.slow
def test_what_a_trusted_member_says_flows_but_for_links(post, record_figure):
    without, with_links, spam = [], [], []
    for language in REAL:
        client = signed_in(make_trusted(make_member(f"{language}@example.org")))
        posts = [post(client, language, text) for text in REAL[language]]
        without += posts[:-LINKED]
        with_links += posts[-LINKED:]
        spam += [post(client, language, text) for text in SPAM[language] if WEB.search(text)]
    record_figure("real posts without links of trusted members that were held", len(held(without)))
    assert len(held(without)) <= 0.02 * len(without)
    assert held(with_links) == with_links
    assert held(spam) == spam


@pytest.mark.slow
def test_of_whom_ten_are_approved_links_flow_as_well(post):
    for language in REAL:
        member = make_member(f"{language}@example.org")
        for _ in range(LINKS_TRUSTED // TRUSTED):
            make_trusted(member)
        client = signed_in(member)
        assert not held([post(client, language, text) for text in REAL[language]])


def test_a_scheme_in_capitals_makes_a_link_as_well(post):
    client = signed_in(make_trusted(make_member()))
    assert held([post(client, "en", "Https://shop.example.org/ is what a phone writes.")])


def test_marks_that_turn_the_direction_are_left_out(forum, post):
    turned = [(code, text) for code, text in everything() if text.translate(TURNS) != text]
    assert len(turned) >= 2 * len(SPAM)
    client = signed_in(make_member())
    for language, text in turned:
        assert post(client, language, text).text == text.translate(TURNS).strip()
        Contribution.objects.update(status=Status.SHOWN)
        Contribution.objects.update(written_at="2026-01-01T12:00Z")
    thread = Client().get("/en/dialogue/peace/law-or-no-law/").text
    assert "shop.example.org" in thread
    assert thread.translate(TURNS) == thread


class Links(HTMLParser):
    """(address, what is shown of it) of each link."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found += [[dict(attributes)["href"], ""]] if tag == "a" else []
        self._in = tag == "a"

    def handle_endtag(self, tag):
        self._in = False

    def handle_data(self, words):
        if self.found and self._in:
            self.found[-1][1] += words


IN_DISGUISE = [
    "https://news.example.org@shop.example.org/",
    "https://news.example.org:443@shop.example.org/",
    r"https://news.example.org\@shop.example.org/",
    "https://ехаmрlе.org/",
    "https://news.exam\u00adple.org/",
    "https://news.example.org\u2044login.shop.example.org/",
    "https://%6eews.example.org/",
    "https://[::1]/",
    "https://[1/",
]


def test_a_link_shows_the_host_to_which_it_leads():
    texts = [*(text for _language, text in everything()), *IN_DISGUISE]
    found = [link for text in texts for link in Links(html_shown(text)).found]
    assert len(found) > 100
    for address, shown in found:
        assert HOST.match(shown), shown
        assert HOST.match(shown)[1] == urlsplit(address).netloc.partition(":")[0]
    assert not any(Links(html_shown(text)).found for text in IN_DISGUISE)
    assert all(text in html_shown(text) for text in IN_DISGUISE)
