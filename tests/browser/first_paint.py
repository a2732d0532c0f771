"""What it takes to show a page on a cheap phone at the end of a slow line."""

import gzip
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.error import HTTPError

PHONE = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2, "is_mobile": True}
SETTLED = 500  # milliseconds after all is there, in which nothing may move any more
LONGEST = 60_000  # milliseconds


@dataclass(frozen=True)
class Line:
    """A line, and how many times slower than here the phone at its end computes."""

    kilobits: int  # a second, in each direction
    latency: int  # milliseconds
    slowness: int

    def conditions(self):
        speed = self.kilobits * 1000 / 8
        return {
            "offline": False,
            "latency": self.latency,
            "downloadThroughput": speed,
            "uploadThroughput": speed,
        }


SECOND_GENERATION = Line(kilobits=70, latency=800, slowness=6)


@dataclass(frozen=True)
class Paint:
    """Times in milliseconds from the call of the page, bytes as sent with their headers."""

    first: float
    largest: float
    shift: float
    bytes: int
    requests: int


# Told from the start of the page, because a shift is forgotten once it has happened.
WATCH = """
    window.painted = {largest: 0, shift: 0}
    const watch = (type, tell) => new PerformanceObserver(list => list.getEntries().forEach(tell))
        .observe({type, buffered: true})
    watch("largest-contentful-paint", entry => painted.largest = entry.startTime)
    watch("layout-shift", entry => painted.shift += entry.value)
"""
PAINTED = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime"""
TELL = f"() => ({{...painted, first: ({PAINTED})()}})"


def first_paint(browser, url, line=SECOND_GENERATION):
    """Open a page in a new window with nothing in its cache, and record what it takes."""
    context = browser.new_context(**PHONE)
    context.add_init_script(WATCH)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    sizes = {}  # by request; None as long as it is under way
    devtools.on("Network.requestWillBeSent", lambda sent: sizes.update({sent["requestId"]: None}))
    devtools.on(
        "Network.loadingFinished",
        lambda done: sizes.update({done["requestId"]: done["encodedDataLength"]}),
    )
    devtools.on("Network.loadingFailed", lambda failed: sizes.update({failed["requestId"]: 0}))
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", line.conditions())
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": line.slowness})
    page.goto(url, timeout=LONGEST)
    page.wait_for_function(PAINTED, timeout=LONGEST)
    page.wait_for_timeout(SETTLED)
    while None in sizes.values():  # a picture further down is asked for late
        page.wait_for_timeout(SETTLED)
    seen = page.evaluate(TELL)
    context.close()
    return Paint(bytes=int(sum(sizes.values())), requests=len(sizes), **seen)


# The server before ours ---------------------------------------------------------------


@contextmanager
def compressing(address):
    """Within the block, a server compresses what the site at this address says. Gives its own.

    So does any server that stands before a site for readers; the one of the walks does not.
    """

    class Compressing(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            answer = ask(address + self.path)
            body = gzip.compress(answer.read(), 6)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                if name.lower() not in {"content-length", "connection", "date"}:
                    self.send_header(name, value)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            with suppress(ConnectionError):  # the window was closed meanwhile
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Compressing)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def ask(url):
    try:
        return urllib.request.urlopen(url)
    except HTTPError as answer:
        return answer
