"""An import that is killed, at whatever moment, is finished by calling it again."""

import os
import random
import time

import pytest
from django.core.management import call_command

from home.content.exporting import export_folder
from home.management.commands.build_demo import STARTING_CONTENT
from tests.processes import running

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]

KILLS = 10
SEED = int(os.environ.get("KILLS_SEED", 0)) or random.randrange(1, 100_000)
# The first lines of an import are said after this time, at most.
SECONDS = 12


def test_the_starting_content_is_whole_however_often_it_was_killed(shared, tmp_path, record_figure):
    chance = random.Random(SEED)
    record_figure("seed", f"KILLS_SEED={SEED}")
    killed = 0
    for _ in range(KILLS):
        with running(shared, "build_demo") as process:
            time.sleep(chance.uniform(2, SECONDS))
            killed += process.poll() is None
            process.kill()
    record_figure("kills", killed)
    with running(shared, "build_demo") as process:
        said, _ = process.communicate(timeout=1200)
        assert process.returncode == 0, said

    export_folder(tmp_path / "out")

    assert killed >= KILLS // 2
    assert texts(tmp_path / "out") == texts(STARTING_CONTENT)


def texts(folder):
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_what_is_built_here_is_what_is_built_elsewhere(shared, tmp_path):
    with running(shared, "build_demo") as process:
        said, _ = process.communicate(timeout=1200)
        assert process.returncode == 0, said

    call_command("export_content", tmp_path / "out", verbosity=0)

    assert texts(tmp_path / "out") == texts(STARTING_CONTENT)
