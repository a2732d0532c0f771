"""A forum with a dialogue in it, and who moderates them."""

import pytest
from django.utils.translation import override

from tests.dialogue.doing import signed_in
from tests.makers import make_dialogue, make_editor, make_forum


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def forum(site):
    return make_forum(site, "Peace", slug="peace", rules="Listen.\n\nName nobody.")


@pytest.fixture
def dialogue(forum):
    return make_dialogue(forum, "Law or no law", slug="law-or-no-law")


@pytest.fixture
def moderator(forum):
    return make_editor(forum, "moderator@example.org")


@pytest.fixture
def desk(moderator):
    return signed_in(moderator)
