"""The site the tests read and write, drawn in one place."""

import os
import shutil
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import translation
from wagtail.models import Locale

from stakeholders.models import ProfilePage, StakeholdersPage
from tests.makers import (
    make_committee,
    make_directory,
    make_languages,
    make_listings,
    make_site,
    read_site,
)
from tests.processes import environment, temporary_database, use_database


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
def queue(settings):
    """Mails wait in the queue: no server takes them."""
    settings.EMAIL_BACKEND = "core.mails.Queue"
    settings.MAIL_SERVER = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1


@pytest.fixture
def record_figure(record_property):
    """Give a function that notes a figure, under a name, for docs/proof.md."""

    def record(name, figure):
        record_property(name, figure)
        print(f"{name}: {figure}")

    return record


@contextmanager
def kept_for_a_module(blocker):
    """Within the block, what is made in the database stays for all tests of a module."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built_languages(django_db_setup, django_db_blocker):
    with kept_for_a_module(django_db_blocker):
        make_languages()
        yield


@pytest.fixture(scope="module")
def built_site(built_languages, django_db_blocker):
    with kept_for_a_module(django_db_blocker):
        make_site()
        yield


@pytest.fixture
def languages(built_languages, db):
    """English, French, Nepali and Arabic run: {code: Locale}."""
    return {locale.language_code: locale for locale in Locale.objects.all()}


@pytest.fixture
def site(built_site, languages):
    """The tree, written in English, with a shelf for each section in every other language.

    home
      knowledge
        case-studies
    """
    return read_site()


@pytest.fixture(scope="module")
def built_directory(built_site, django_db_blocker):
    with kept_for_a_module(django_db_blocker):
        make_directory(read_site())
        make_listings(read_site())
        yield


@pytest.fixture
def directory(built_directory, site):
    """The section of organisations, with the places that list what committees tell."""
    return StakeholdersPage.objects.originals().get()


@pytest.fixture(scope="module")
def built_committee(built_directory, django_db_blocker):
    with kept_for_a_module(django_db_blocker):
        make_committee(StakeholdersPage.objects.originals().get(), "Committee")
        yield


@pytest.fixture
def committee(built_committee, directory):
    """A committee in Nepal."""
    return ProfilePage.objects.originals().get(slug="committee")


@pytest.fixture
def admin(db):
    return get_user_model().objects.create_superuser("admin@example.org", "pass", name="Admin")


@pytest.fixture
def admin_client(client, admin):
    client.force_login(admin)
    return client


# A database and a `var` that other processes can share ------------------------


@pytest.fixture(scope="session")
def template_database(django_db_setup, django_db_blocker, tmp_path_factory):
    """A migrated database that can be copied; give its name."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            path = tmp_path_factory.mktemp("background") / "template.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(path)])
            yield path
        else:
            name, original = f"background_{os.getpid()}", connection.settings_dict["NAME"]
            connection.close()  # a database in use cannot be copied
            with temporary_database(name, original):
                yield name


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def shared(db, template_database, var):
    """Let this process use a database of the test's own; give the environment for others.

    It asks for `db` to be run before tests that empty the database which the copy is made from.
    """
    if connection.vendor == "sqlite":
        with use_database(shutil.copy(template_database, var / "db.sqlite3")):
            yield environment(var, f"sqlite:///{var / 'db.sqlite3'}")
        return
    name = f"{template_database}_copy"
    with temporary_database(name, template_database), use_database(name):
        at = connection.settings_dict
        who = f"{quote(at['USER'], safe='')}:{quote(at['PASSWORD'], safe='')}"
        where = f"{quote(at['HOST'], safe='')}:{at['PORT']}"
        yield environment(var, f"postgres://{who}@{where}/{name}")
