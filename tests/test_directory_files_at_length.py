"""A long file comes into the directory in little memory, and whole however often it is killed."""

import csv
import os
import random
import re
import time
from pathlib import Path

import pytest
from wagtail.models import PageLogEntry, Revision

from home.models import HomePage
from stakeholders.models import ProfilePage, StakeholdersPage
from tests.makers import publish
from tests.processes import running

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]

MANY, WARM = 10_000, 1_000
MOST_GROWTH_IN_MB = 20
KILLED_ROWS = 1_000
KILLS = 10
SEED = int(os.environ.get("KILLS_SEED", 0)) or random.randrange(1, 100_000)
# An import says something for the first time within these seconds, and is killed within those.
FIRST, LAST = 2, 9

COLUMNS = [
    "key", "name", "summary", "kind", "level", "countries", "place", "founded", "themes",
    "languages", "website", "names", "part_of", "text",
]  # fmt: skip
PROGRESS = re.compile(r"^(\d+) of \d+ rows")
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


@pytest.fixture
def directory(shared):
    home = HomePage.objects.originals().get()
    publish(home.add_child(instance=StakeholdersPage(title="Stakeholders", slug="stakeholders")))
    return shared


def long_file(path, number):
    """A file of so many rows; each tenth is a part of the one after it."""
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(COLUMNS)
        writer.writerows(row(n, number) for n in range(number))
    return str(path)


def row(n, number):
    return [
        f"organisation-{n}",
        f"Organisation {n}",
        f"What the organisation with the number {n} does for peace.",
        "ngo",
        "local",
        "NP; GH",
        "A town",
        "2001",
        "land",
        "en; ne",
        f"https://{n}.example.org/",
        f"Organisation {n} | संस्था {n}",
        f"organisation-{n + 1}" if n % 10 == 0 and n + 1 < number else "",
        "\n\n".join(["A paragraph of some words."] * 5),
    ]


def peak_of(process):
    """The most memory that a process has had, in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(PEAK.search(status)[1]) / 1024


def test_ten_thousand_rows_take_the_memory_of_a_thousand(directory, tmp_path, record_figure):
    path = long_file(tmp_path / "long.csv", MANY)
    begun, peaks, said = time.monotonic(), {}, []
    with running(directory, "import_stakeholders", path) as process:
        for line in process.stdout:
            said.append(line)
            if progress := PROGRESS.match(line):
                peaks[int(progress[1])] = peak_of(process)
        assert process.wait() == 0, said
    seconds = time.monotonic() - begun

    last = peaks[max(peaks)]
    record_figure("rows", MANY)
    record_figure("ms for each row", round(1000 * seconds / MANY, 1))
    record_figure(f"peak after {WARM} rows, MB", round(peaks[WARM]))
    record_figure(f"peak after {max(peaks)} rows, MB", round(last))
    assert f"{MANY} new" in said[-1]
    assert last - peaks[WARM] <= MOST_GROWTH_IN_MB

    begun = time.monotonic()
    with running(directory, "import_stakeholders", path) as process:
        again, _ = process.communicate(timeout=1200)
    record_figure("ms for each row again", round(1000 * (time.monotonic() - begun) / MANY, 1))
    assert f"0 new, 0 changed, {MANY} unchanged" in again


def test_the_directory_is_whole_however_often_its_import_was_killed(
    directory, tmp_path, record_figure
):
    chance = random.Random(SEED)
    record_figure("seed", f"KILLS_SEED={SEED}")
    path = long_file(tmp_path / "long.csv", KILLED_ROWS)
    before, killed, within = made(), 0, 0
    for _ in range(KILLS):
        with running(directory, "import_stakeholders", path) as process:
            time.sleep(chance.uniform(FIRST, LAST))
            killed += process.poll() is None
            process.kill()
        within += 0 < ProfilePage.objects.count() < KILLED_ROWS
    record_figure("kills", killed)
    record_figure("kills that left a part", within)

    with running(directory, "import_stakeholders", path) as process:
        said, _ = process.communicate(timeout=1200)
        assert process.returncode == 0, said

    assert killed >= KILLS // 2
    assert within
    # Each row made its profile once, with one revision and one entry, as without any kill.
    assert [after - earlier for after, earlier in zip(made(), before, strict=True)] == [
        KILLED_ROWS
    ] * 3
    assert written(directory, tmp_path / "out.csv") == sorted(
        row(n, KILLED_ROWS) for n in range(KILLED_ROWS)
    )


def made():
    entries = PageLogEntry.objects.filter(action="stakeholders.import")
    return ProfilePage.objects.count(), Revision.objects.count(), entries.count()


def written(directory, path):
    """What the directory gives out, in the columns of the file."""
    with running(directory, "export_stakeholders", str(path)) as process:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, said
    with path.open(newline="", encoding="utf-8-sig") as opened:
        return sorted([line[name] for name in COLUMNS] for line in csv.DictReader(opened))
