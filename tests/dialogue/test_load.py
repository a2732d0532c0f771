"""Many members post for a minute, over HTTP, at servers as they stand behind a proxy."""

import random
import re
import threading
import time
from collections import Counter
from statistics import quantiles

import pytest
import requests
from django.conf import settings
from django.db import connection

from dialogue.models import Contribution
from dialogue.trust import TRUSTED_PAUSE
from tests.dialogue.doing import only_dialogue, signed_in
from tests.makers import make_member, make_trusted
from tests.serving import serving

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]

SECONDS = 60
# SQLite serves a network that begins, PostgreSQL one that has grown.
MEMBERS = {"sqlite": 20, "postgresql": 200}
# A form that comes back within two seconds is a program's, and what one says next waits.
READS = 3
RESTS = max(0, TRUSTED_PAUSE.total_seconds() - READS)
# Of so many forms one is sent twice at the same moment.
TWICE = 3
PATIENCE = 300
ACCEPTED = 302
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@pytest.fixture
def dialogue(shared):
    return only_dialogue()


class Speaker(threading.Thread):
    """A member who says something as often as the pauses allow, until it is over."""

    def __init__(self, number, address):
        super().__init__()
        member = make_trusted(make_member(f"member-{number}@example.org"))
        self.cookies = {"sessionid": signed_in(member).cookies["sessionid"].value}
        self.number, self.address = number, address
        self.answers, self.times, self.accepted = Counter(), [], []

    def run(self):
        ends = time.monotonic() + SECONDS
        time.sleep(random.random() * READS)
        while time.monotonic() < ends:
            self.say(f"Member {self.number}, number {len(self.times) + 1}.")
            time.sleep(RESTS)

    def say(self, text):
        with requests.Session() as browser:
            browser.cookies.update(self.cookies)
            page = browser.get(self.address, timeout=PATIENCE)
            self.answers["GET", page.status_code] += 1
            form = dict(HIDDEN.findall(page.text)) | {"text": text, "language": "en"}
            time.sleep(READS)
            again = threading.Thread(target=self.send, args=(browser, form))
            if random.randrange(TWICE) == 0:
                again.start()
            begun = time.monotonic()
            if self.send(browser, form) == ACCEPTED:
                self.accepted.append(text)
            self.times.append(time.monotonic() - begun)
            if again.ident:
                again.join()

    def send(self, browser, form):
        answer = requests.post(
            self.address, form, cookies=browser.cookies, allow_redirects=False, timeout=PATIENCE
        )
        self.answers["POST", answer.status_code] += 1
        return answer.status_code


def test_what_many_members_post_for_a_minute_is_there_once_each(dialogue, shared, record_figure):
    with serving(shared | {"SECRET_KEY": settings.SECRET_KEY}) as site:
        address = f"{site}/en/dialogue/write/{dialogue.translation_key}/"
        number = MEMBERS[connection.vendor]
        speakers = [Speaker(n, address) for n in range(number)]
        for speaker in speakers:
            speaker.start()
        for speaker in speakers:
            speaker.join()
        thread = requests.get(f"{site}/en/dialogue/peace/law-or-no-law/", timeout=PATIENCE)

    answers = sum((speaker.answers for speaker in speakers), Counter())
    accepted = [text for speaker in speakers for text in speaker.accepted]
    times = quantiles([took for speaker in speakers for took in speaker.times], n=20)
    record_figure("members", number)
    record_figure("posts accepted", len(accepted))
    record_figure("forms sent twice", answers["POST", ACCEPTED] - len(accepted))
    record_figure("seconds until an answer, p50 and p95", f"{times[9]:.2f} and {times[18]:.2f}")

    assert set(answers) == {("GET", 200), ("POST", ACCEPTED)}, answers
    said = Contribution.objects.filter(dialogue=dialogue.translation_key)
    assert Counter(said.values_list("text", flat=True)) == Counter(accepted)
    assert len(accepted) >= number
    assert thread.status_code == 200
    assert ", number 1." in thread.text
