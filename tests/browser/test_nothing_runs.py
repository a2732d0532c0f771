"""What hostile people type runs in no browser, with the Content-Security-Policy out of the way."""

import pytest

from tests.hostile.reader import Reader
from tests.hostile.texts import TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def reader(chromium):
    context = chromium.new_context(bypass_csp=True)
    yield Reader(context)
    context.close()


def test_texts_run_where_nobody_takes_care_and_the_reader_sees_it(reader):
    scripts = [text for text in TEXTS if text.runs]

    reader.read_pieces([text.raw for text in scripts])

    fired = [text for text in scripts if text.number in reader.fired]
    print(f"{len(fired)} of {len(scripts)} texts ran where they stood raw")
    assert len(fired) >= 0.4 * len(scripts)
