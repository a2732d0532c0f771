"""What the pages of a dialogue weigh, compressed, with their styles."""

import gzip
import random
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.dialogue.doing import signed_in
from tests.makers import make_member, say

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

KB = 1024
WORDS = [
    "शान्ति",
    "समिति",
    "बजार",
    "भेला",
    "चुनाव",
    "महिला",
    "कानून",
    "पैसा",
    "गाउँ",
    "विवाद",
    "सम्झौता",
    "मध्यस्थ",
    "जग्गा",
    "पानी",
    "युवा",
]


def weight(html):
    styles = Path(finders.find("core/site.css")).read_text()
    return sum(len(gzip.compress(text.encode(), 9)) for text in (html, styles))


def test_the_form_to_say_something_is_light(dialogue):
    address = f"/ar/dialogue/write/{dialogue.translation_key}/"
    assert weight(signed_in(make_member()).get(address).text) <= 12 * KB


def test_a_page_of_fifty_contributions_is_as_light_as_an_article(dialogue, client):
    chance = random.Random(1)
    for n in range(50):
        author = make_member(f"{n}@example.org", name=f"Asha {n}")
        say(dialogue, author, " ".join(chance.choices(WORDS, k=60)), "ne")
    assert weight(client.get("/ar/dialogue/peace/law-or-no-law/").text) <= 14 * KB
