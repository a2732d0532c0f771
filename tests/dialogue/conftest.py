"""A forum with a dialogue in it, and who moderates them."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from dialogue.models import DialoguePage, ForumPage
from tests.conftest import kept_for_a_module
from tests.dialogue.doing import signed_in
from tests.makers import committed, make_dialogue, make_editor, make_forum, read_site


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture(scope="module")
def built_dialogue(built_site, django_db_blocker):
    with kept_for_a_module(django_db_blocker):
        forum = make_forum(read_site(), "Peace", slug="peace", rules="Listen.\n\nName nobody.")
        make_dialogue(forum, "Law or no law", slug="law-or-no-law")
        yield


@pytest.fixture
def forum(built_dialogue, site):
    return ForumPage.objects.originals().get(slug="peace")


@pytest.fixture
def dialogue(forum):
    """An open one, in the forum."""
    return DialoguePage.objects.originals().get(slug="law-or-no-law")


@pytest.fixture
def eight_languages(site):
    """All languages of the site run; their codes."""
    with committed():
        for code in ("es", "pt", "ru", "sw"):
            Locale.objects.create(language_code=code)
    return list(Locale.objects.values_list("language_code", flat=True))


@pytest.fixture
def moderator(forum):
    """One who looks by themselves what waits."""
    moderator = make_editor(forum, "moderator@example.org")
    UserProfile.objects.create(user=moderator, submitted_notifications=False)
    return moderator


@pytest.fixture
def desk(moderator):
    return signed_in(moderator)
