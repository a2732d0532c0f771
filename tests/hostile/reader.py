"""Opens pages in Chromium, touches all that is in them, and says which texts ran."""

from collections import defaultdict
from html import escape
from pathlib import Path

from playwright.sync_api import Error

TOUCH = (Path(__file__).parent / "reader.js").read_text()
PIECES_AT_ONCE = 60


class Reader:
    """A browser context in which `fire(n)` is noted: {number of the text: addresses}."""

    def __init__(self, context):
        self.fired = defaultdict(set)
        self.context = context
        context.expose_binding("fire", self._note)
        self.page = context.new_page()

    def _note(self, source, number):
        self.fired[number].add(source["page"].url)

    def read_pieces(self, pieces):
        """Read pieces of HTML as they are, each in a document of its own."""
        for start in range(0, len(pieces), PIECES_AT_ONCE):
            frames = [
                f'<iframe srcdoc="{escape(piece)}"></iframe>'
                for piece in pieces[start : start + PIECES_AT_ONCE]
            ]
            self.page.set_content("".join(frames))
            self.touch()

    def touch(self):
        try:
            self.page.evaluate(TOUCH)
        except Error as error:  # the page was left while it was read
            if "destroyed" not in str(error):
                raise
