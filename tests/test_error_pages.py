"""What a reader is told when something breaks, whatever it is."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import Http404
from django.template import loader
from django.utils import translation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SORRY = "Something went wrong"
RESTING = "The site is resting"


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

    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    with translation.override(language):
        assert f"<h1>{translation.gettext(RESTING)}</h1>" in response.text
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


@pytest.mark.parametrize("refusal", [Http404, PermissionDenied, PermissionDenied("No.")])
def test_a_page_of_refusal_does_not_offer_itself_in_words_only(reader, site, monkeypatch, refusal):
    def refuse(*args):
        raise refusal

    monkeypatch.setattr("core.languages.routing.page_at", refuse)

    response = reader.get("/fr/knowledge/", headers={"Save-Data": "on"})

    assert response.status_code in {403, 404}
    assert '<html lang="fr"' in response.text
    assert "?text" not in response.text


def test_where_even_the_template_breaks_words_are_left(reader, no_database, monkeypatch):
    def break_as_well(*args):
        raise RuntimeError("no templates")

    monkeypatch.setattr(loader, "get_template", break_as_well)

    response = reader.get("/ar/")

    assert response.status_code == 503
    assert SORRY in response.text
