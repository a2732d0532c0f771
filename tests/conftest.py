"""The site the tests read and write, drawn in one place."""

from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import translation
from wagtail.models import Locale

from home.models import HomePage
from knowledge.models import CaseStudyIndexPage, KnowledgePage
from tests.makers import committed, publish


@pytest.fixture(autouse=True)
def back_to_english():
    """A request for /fr/ activates French for the thread; do not let it leak."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Each test has its own folders and an empty cache."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    cache.clear()


@pytest.fixture
def languages(db):
    """English, French, Nepali and Arabic run: {code: Locale}."""
    for code in ("fr", "ne", "ar"):
        Locale.objects.get_or_create(language_code=code)
    return {locale.language_code: locale for locale in Locale.objects.all()}


@pytest.fixture
def site(languages):
    """The tree, written in English, with a shelf for each section in every other language.

    home
      knowledge
        case-studies
    """
    home = publish(HomePage.objects.originals().get(), title="Infrastructures for Peace")
    with committed():
        knowledge = home.add_child(instance=KnowledgePage(title="Knowledge", slug="knowledge"))
        cases = knowledge.add_child(
            instance=CaseStudyIndexPage(title="Case studies", slug="case-studies")
        )
    return SimpleNamespace(
        home=home, knowledge=publish(knowledge), cases=publish(cases), languages=languages
    )


@pytest.fixture
def admin(db):
    return get_user_model().objects.create_superuser("admin@example.org", "pass", name="Admin")


@pytest.fixture
def admin_client(client, admin):
    client.force_login(admin)
    return client
