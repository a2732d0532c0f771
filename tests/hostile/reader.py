"""Opens pages in Chromium, touches all that is in them, and says which texts ran."""

import re
from collections import defaultdict
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error

HERE = Path(__file__).parent
TOUCH = (HERE / "reader.js").read_text()
CHANGE_NOTHING = (HERE / "change_nothing.js").read_text()
LINKS = "() => [...document.querySelectorAll('a[href]')].map((link) => link.href)"
PIECES_AT_ONCE = 60


class Reader:
    """A browser context in which `fire(n)` is noted: {number of the text: where it ran}."""

    def __init__(self, context):
        self.fired = defaultdict(set)
        self.failed = []
        self.where = ""
        context.expose_binding("fire", lambda source, number: self.fired[number].add(self.where))
        self.page = context.new_page()

    def change_nothing(self):
        """From here on nothing that is clicked is sent to the site."""
        self.page.add_init_script(CHANGE_NOTHING)

    def open(self, address):
        """Read the page at an address; give the links in it. A file that is handed out has none."""
        self.where = address
        try:
            answer = self.page.goto(address)
        except Error as error:
            if "Download is starting" not in str(error):
                raise
            return []
        if answer.status >= 500:
            self.failed.append(f"{address} answers {answer.status}")
        links = self.page.evaluate(LINKS)
        self.touch()
        return links

    def read(self, html, name):
        """Read a page that was an answer, at the address where we are."""
        self.where = name
        self.page.set_content(html)
        self.touch()

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

    def walk(self, start, within, each):
        """Read what can be reached from `start` by links `within` a path, `each` kind so often.

        Two addresses are of one kind when they differ in numbers only. Gives what was read.
        """
        waiting, seen, kinds = [start], {start}, defaultdict(int)
        for address in waiting:
            kind = re.sub(r"\d+", "#", address)
            if kinds[kind] >= each:
                continue
            kinds[kind] += 1
            for link in self.open(address):
                link = link.partition("#")[0]
                here = urlsplit(link).netloc == urlsplit(start).netloc
                if here and urlsplit(link).path.startswith(within) and link not in seen:
                    seen.add(link)
                    waiting.append(link)
        return kinds
