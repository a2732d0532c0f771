"""Every type of public page is valid HTML, as the Nu checker of the W3C sees it."""

import json
import shutil
import subprocess
import tarfile

import pytest
from django.conf import settings

from tests.browser.public_pages import MEMBER_PAGES, PUBLIC_PAGES, look_at_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("furnished")]

CHECKER = "vnu-jar-26.9.27"


@pytest.fixture(scope="session")
def checker():
    """The checker, a program in Java that comes in a package for Node; fetched once."""
    for program in ("java", "npm"):
        if not shutil.which(program):
            pytest.skip(f"The checker of HTML needs {program}.")
    folder = settings.VAR_DIR / CHECKER
    program = folder / "package" / "build" / "dist" / "vnu.jar"
    if not program.exists():
        folder.mkdir(exist_ok=True)
        name, _, version = CHECKER.rpartition("-")
        done = subprocess.run(
            ["npm", "pack", "--silent", f"{name}@{version}"],
            cwd=folder,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            pytest.skip(f"The checker of HTML is not to be had: {done.stderr.strip()[:100]}")
        with tarfile.open(folder / f"{CHECKER}.tgz") as package:
            package.extractall(folder, filter="data")
    return program


def faults(checker, files):
    done = subprocess.run(
        ["java", "-Xss2m", "-jar", checker, "--format", "json", "--errors-only", *files],
        capture_output=True,
        text=True,
    )
    return [
        f"{message['url'].rpartition('/')[2]}: {message['message']} {message.get('extract', '')!r}"
        for message in json.loads(done.stderr)["messages"]
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_valid(visit, come_as, furnished, checker, tmp_path, record_figure, language):
    editor = come_as("nepal@example.org", "/en/desk/")
    for reader, pages in (visit(), PUBLIC_PAGES), (editor, MEMBER_PAGES):
        for name, page in look_at_all(reader, language, pages, **furnished):
            answer = reader.context.request.get(page.url)
            (tmp_path / f"{name}.html").write_bytes(answer.body())

    wrong = faults(checker, sorted(tmp_path.glob("*.html")))

    record_figure("pages checked for valid HTML", len(PUBLIC_PAGES | MEMBER_PAGES))
    assert not wrong, "\n".join(wrong)


def test_the_watch_is_awake(checker, tmp_path):
    (tmp_path / "page.html").write_text("<!doctype html><title>Talks</title><p><ul></ul></p>")

    assert faults(checker, [tmp_path / "page.html"])
