"""Those who watch over the site learn whether it is alive and whether it is ready."""

from django.db import OperationalError, connection


def refuse(*args):
    raise OperationalError("the database is away")


def test_a_site_without_its_database_is_alive_but_not_ready(client, db):
    assert client.get("/readyz").status_code == 200
    with connection.execute_wrapper(refuse):
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503


def test_watchers_need_no_name_of_the_site(client, db):
    assert client.get("/healthz", headers={"host": "10.0.0.7"}).status_code == 200
    assert client.get("/readyz", headers={"host": "10.0.0.7"}).status_code == 200
