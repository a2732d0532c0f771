"""Every word of the site is there in every shipped language."""

import re

import polib
import pytest
from django.conf import settings

pytestmark = pytest.mark.one_database

CATALOGUES = sorted((settings.BASE_DIR / "locale").glob("*/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+")


def words(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.parts[-3])
def catalogue(request):
    return polib.pofile(str(request.param))


def test_the_shipped_languages_are_there():
    assert {path.parts[-3] for path in CATALOGUES} == {
        "ar",
        "es",
        "fr",
        "ne",
        "pt",
        "ru",
        "sw",
    }


def test_nothing_is_missing_or_doubtful(catalogue):
    assert [e.msgid for e in catalogue if not e.obsolete and not all(words(e))] == []
    assert [e.msgid for e in catalogue if e.fuzzy] == []


def test_no_placeholder_or_tag_is_lost(catalogue):
    for entry in catalogue:
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for text in words(entry):
            assert set(PLACEHOLDER.findall(text)) == wanted, entry.msgid


def test_what_is_served_is_what_is_written(catalogue):
    compiled = polib.mofile(catalogue.fpath.replace(".po", ".mo"))

    def texts(entries):
        return {(e.msgctxt, e.msgid): words(e) for e in entries}

    assert texts(compiled) == texts(e for e in catalogue if not e.obsolete)
