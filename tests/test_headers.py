"""What browsers are told about every answer."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse

from tests.makers import make_case, make_member, publish, restrict

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CASE = "/en/knowledge/case-studies/a-case/"


def policy(response):
    """The Content-Security-Policy: {directive: sources}."""
    parts = response.headers["Content-Security-Policy"].split(";")
    return {name: sources for name, *sources in (part.split() for part in parts)}


@pytest.mark.parametrize(
    "address",
    [CASE, "/en/", "/en/nothing/", "/nothing/", "/en/account/login/", "/sitemap.xml", "/"],
)
def test_a_public_page_loads_and_runs_only_what_is_ours(client, site, address):
    make_case(site)
    found = policy(client.get(address))

    assert found["default-src"] == found["base-uri"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == ["'self'"]
    assert found["frame-ancestors"] == found["form-action"] == ["'self'"]
    assert "unsafe" not in str(found)


def test_the_admin_has_a_policy_of_its_own_and_previews_have_not(admin_client, site):
    case = make_case(site, live=False)

    admin = policy(admin_client.get(reverse("wagtailadmin_pages:edit", args=[case.pk])))
    assert admin["script-src"] == ["'self'", "'unsafe-inline'"]
    assert admin["default-src"] == ["'none'"]
    assert admin["script-src-attr"] == admin["style-src-attr"] == ["'none'"]
    preview = policy(admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[case.pk])))
    assert preview["script-src"] == ["'self'"]


@pytest.mark.parametrize(
    "address", [CASE, "/en/nothing/", "/admin/", "/healthz", "/static/core/site.css"]
)
def test_every_answer_keeps_to_ourselves(client, site, address):
    make_case(site)
    headers = client.get(address).headers

    if address != "/healthz":
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "same-origin"
    assert "Server" not in headers
    assert not client.cookies


@pytest.mark.parametrize("is_room", [True, False])
def test_what_a_member_is_shown_is_kept_by_no_browser_and_no_proxy(client, site, is_room):
    case = make_case(site)
    if is_room:
        restrict(case, "login")
    assert client.get(CASE).status_code == (404 if is_room else 200)
    client.force_login(make_member())
    page = client.get(CASE)
    publish(case, slug="moved")
    moved = client.get(CASE)

    assert (page.status_code, moved.status_code) == (200, 301)
    for response in (page, moved):
        assert {"private", "no-store"} <= {*response.headers["Cache-Control"].split(", ")}


def test_a_public_page_may_be_kept_by_a_browser(client, site):
    case = make_case(site)
    page = client.get(CASE)
    publish(case, slug="moved")
    moved = client.get(CASE)

    assert "Cache-Control" not in page.headers
    assert "Cookie" not in page.headers.get("Vary", "")
    assert moved.headers["Cache-Control"] == "max-age=3600"


def test_a_page_uses_nothing_of_the_phone(client, site):
    permissions = client.get("/en/").headers["Permissions-Policy"]

    for feature in ("camera", "geolocation", "microphone"):
        assert f"{feature}=()" in permissions


def test_production_is_set_up_as_django_advises():
    done = production("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


def test_cookies_in_production_come_from_this_host_alone():
    script = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_DOMAIN)"
    )

    assert production("-c", script).stdout.split() == [
        "__Host-sessionid",
        "__Host-csrftoken",
        "None",
    ]


@pytest.mark.parametrize(
    "secret", ["SECRET_KEY", "FIELD_KEYS", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_URL"]
)
def test_production_does_not_start_without_a_secret_and_names_it(secret):
    done = production("manage.py", "check", without=secret)

    assert done.returncode != 0
    assert secret in done.stderr


def production(*arguments, without=None):
    """Run Python with the settings of a real site."""
    variables = {
        "DJANGO_SETTINGS_MODULE": "i4p_site.settings.production",
        "SECRET_KEY": "a-long-secret-with-many-different-signs-0123456789-abcdefghijk",
        "FIELD_KEYS": "Zm9yIHRlc3RzIG9ubHkgIGZvciB0ZXN0cyBvbmx5ICA=",
        "ALLOWED_HOSTS": "example.org",
        "SITE_URL": "https://example.org",
        "EMAIL_URL": "smtp://localhost:25",
        "DATABASE_URL": "sqlite://:memory:",
    }
    variables.pop(without, None)
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=kept | variables,
        capture_output=True,
        text=True,
    )
