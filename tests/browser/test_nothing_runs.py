"""What hostile people type runs in no browser, with the Content-Security-Policy out of the way."""

import json
import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT, environment
from tests.hostile.texts import TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def written(demo_site):
    """What came of typing all texts at all doors of the demo site."""
    return written_by("tests.hostile.write", demo_site)


def written_by(program, demo_site):
    path = demo_site.var / "written.json"
    done = subprocess.run(
        [sys.executable, "-m", program, str(path)],
        cwd=ROOT,
        env=environment(demo_site.var),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(path.read_text())


def test_texts_run_where_nobody_takes_care_and_the_reader_sees_it(open_reader):
    scripts = [text for text in TEXTS if text.runs]
    reader = open_reader()

    reader.read_pieces([text.raw for text in scripts])

    fired = [text for text in scripts if text.number in reader.fired]
    print(f"{len(fired)} of {len(scripts)} texts ran where they stood raw")
    assert len(fired) >= 0.4 * len(scripts)


def test_no_text_runs_for_readers(open_reader, demo_site, written):
    reader = open_reader()
    for path in written["pages"]:
        reader.open(demo_site.address + path)

    print(f"{len(written['pages'])} pages read")
    assert reader.fired == {}
    assert reader.failed == []


@pytest.fixture
def administrator(open_reader, demo_site):
    reader = open_reader(viewport={"width": 1400, "height": 1000})
    page = reader.page
    page.goto(f"{demo_site.address}/admin/")
    page.get_by_label("E-mail address").fill("admin@example.org")
    page.get_by_label("Password").fill(demo_site.passwords["admin@example.org"])
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    reader.change_nothing()
    return reader


def test_no_text_runs_for_administrators(administrator, demo_site, written):
    for path in written["screens"]:
        administrator.open(demo_site.address + path)
    kinds = administrator.walk(f"{demo_site.address}/admin/", "/admin/", each=2)

    print(f"{len(written['screens'])} screens and {len(kinds)} kinds of screens read")
    assert administrator.fired == {}
    assert administrator.failed == []


def test_no_text_runs_in_what_is_said_to_who_typed_it(administrator, demo_site, written):
    for door, answers in written["answers"].items():
        for html in answers:
            administrator.page.goto(f"{demo_site.address}/admin/account/")
            administrator.read(html, door)

    assert administrator.fired == {}


def test_the_texts_were_stored(written):
    print(written["stored"])
    assert all(rows > 10 for rows in written["stored"].values()), written["stored"]
