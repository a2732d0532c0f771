"""The style guide shows every component, where the site is developed and nowhere else."""

import re

import pytest
from django.contrib.staticfiles import finders

from tests.test_headers import production

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CLASS = re.compile(r"\.([a-z][\w-]*)")
# What only a script or a person puts there.
NEVER_THERE = {"qr"}


def classes_of_the_stylesheet():
    with open(finders.find("core/site.css"), encoding="utf-8") as file:
        rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", file.read(), flags=re.S)
    return set(CLASS.findall(rules))


def test_the_style_guide_shows_every_class_of_the_stylesheet(client, site):
    html = client.get("/en/styleguide/").text
    shown = {name for found in re.findall(r'class="([^"]*)"', html) for name in found.split()}

    assert classes_of_the_stylesheet() - shown - NEVER_THERE == set()


def test_the_style_guide_is_in_both_directions_and_kept_from_search_engines(client, site):
    response = client.get("/ar/styleguide/")

    assert '<html lang="ar" dir="rtl">' in response.text
    assert '<section lang="en" dir="ltr">' in response.text
    assert '<section lang="ar" dir="rtl">' in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    assert not re.findall(r' id="([^"]+)"(?=.* id="\1")', response.text, flags=re.S)


def test_a_real_site_has_no_style_guide():
    script = (
        "import django; django.setup(); from django.urls import reverse;"
        "print(reverse('sitemap')); reverse('styleguide')"
    )
    done = production("-c", script)

    assert done.stdout.strip() == "/sitemap.xml"
    assert "NoReverseMatch" in done.stderr
