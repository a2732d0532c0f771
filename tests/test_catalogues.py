"""Every word of the site is there in every shipped language."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

pytestmark = pytest.mark.one_database

CATALOGUES = sorted((settings.BASE_DIR / "locale").glob("*/LC_MESSAGES/django.po"))
OURS = [
    "core",
    "dialogue",
    "home",
    "i4p_site",
    "knowledge",
    "members",
    "stakeholders",
    "translation",
]
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


def test_no_words_stand_where_gettext_does_not_look():
    """Within an f-string it finds none."""
    hidden = []
    for folder in OURS:
        for path in (settings.BASE_DIR / folder).rglob("*.py"):
            tree = ast.walk(ast.parse(path.read_text()))
            strings = (node for node in tree if isinstance(node, ast.JoinedStr))
            calls = (node for string in strings for node in ast.walk(string))
            names = {getattr(getattr(node, "func", None), "id", "") for node in calls}
            hidden += [path.name for name in names if name == "_" or "gettext" in name]
    assert hidden == []


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


# Terms -----------------------------------------------------------------------------------------

TERMS = settings.BASE_DIR / "docs" / "terms.md"
COLUMNS = ["fr", "es", "pt", "ar", "ru", "sw", "ne"]
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
ARABIC_VOWELS = re.compile(r"[\u064b-\u0652]")


def listed_terms():
    """{language: [(pattern of the English term, stems of the translation)]}."""
    terms = {language: [] for language in COLUMNS}
    for line in TERMS.read_text().splitlines():
        english, *others = [cell.strip() for cell in line.strip("|").split("|")]
        if len(others) != len(COLUMNS) or english == "English" or english.startswith("---"):
            continue
        pattern = rf"\b({'|'.join(form.strip() for form in english.split(','))})\b"
        for language, cell in zip(COLUMNS, others, strict=True):
            stems = re.findall(r"`([^`]+)`", cell) or [cell]
            terms[language].append((re.compile(pattern, re.IGNORECASE), stems))
    return terms


def test_one_thing_has_one_name(catalogue):
    language = catalogue.metadata["Language"]
    missing = [
        (stems[0], entry.msgid, text)
        for pattern, stems in listed_terms()[language]
        for entry in catalogue
        if not entry.obsolete and pattern.search(PLACES.sub("", entry.msgid))
        for text in words(entry)
        if not any(stem.lower() in ARABIC_VOWELS.sub("", text).lower() for stem in stems)
    ]
    assert missing == []


def test_each_listed_term_is_in_use():
    english = " ".join(entry.msgid for entry in polib.pofile(str(CATALOGUES[0])))

    unused = [p.pattern for p, _stems in listed_terms()["fr"] if not p.search(english)]

    assert unused == []


# Filters ---------------------------------------------------------------------------------------

# What these hold against a translation is that it is not written as English is: capitals in
# titles, quotation marks and brackets at the same places, as many sentences.
OF_ENGLISH = [
    "acronyms", "brackets", "doublequoting", "endpunc", "puncspacing", "sentencecount",
    "simplecaps", "startcaps", "startpunc", "unchanged",
]  # fmt: skip


def test_the_filters_of_translators_find_nothing(catalogue, tmp_path):
    found = tmp_path / "found.po"
    command = [Path(sys.executable).with_name("pofilter"), "--progress=none"]
    command += [f"--language={catalogue.metadata['Language']}"]
    command += [f"--excludefilter={name}" for name in OF_ENGLISH]
    subprocess.run([*command, catalogue.fpath, found], check=True, capture_output=True)

    assert not found.exists() or [entry.comment for entry in polib.pofile(str(found))] == []


def test_gettext_finds_nothing(catalogue):
    if not shutil.which("msgfmt"):
        pytest.skip("This needs gettext.")
    command = ["msgfmt", "--check", "--output-file=/dev/null", catalogue.fpath]
    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
