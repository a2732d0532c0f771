"""What a reader is told when something breaks, whatever it is."""

import pytest
from django.db import OperationalError, connection
from django.template import loader
from django.utils import translation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SORRY = "Something went wrong"


@pytest.fixture
def reader(client):
    client.raise_request_exception = False
    return client


@pytest.fixture
def no_database():
    def refuse(*args):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/fr/knowledge/", "fr"),
        ("/ar/account/login/", "ar"),
        ("/ne/", "ne"),
        ("/ln/knowledge/", "fr"),  # its menus are French
        ("/xx/", "en"),
        ("/", "en"),
    ],
)
def test_without_a_database_the_reader_is_told_in_the_language_of_the_address(
    reader, no_database, caplog, address, language
):
    response = reader.get(address)

    assert response.status_code == 500
    with translation.override(language):
        assert f"<h1>{translation.gettext(SORRY)}</h1>" in response.text
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in response.text
    assert "Content-Security-Policy" in response.headers
    assert "The page that says so broke" not in caplog.text


def test_a_page_that_breaks_is_told_like_that_too(reader, site, monkeypatch):
    monkeypatch.setattr("core.languages.routing.page_at", None)

    response = reader.get("/ne/knowledge/")

    assert response.status_code == 500
    assert '<html lang="ne" dir="ltr">' in response.text
    assert not response.cookies


def test_where_even_the_template_breaks_words_are_left(reader, no_database, monkeypatch):
    def break_as_well(*args):
        raise RuntimeError("no templates")

    monkeypatch.setattr(loader, "get_template", break_as_well)

    response = reader.get("/ar/")

    assert response.status_code == 500
    assert SORRY in response.text
