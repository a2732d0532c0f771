"""A LibreTranslate server on a port of this machine, which speaks as the true one does."""

import json
from contextlib import contextmanager
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

LANGUAGES = {"en", "fr", "ne"}


class TranslationServer:
    """Puts `(fr)` before each text. `key` is asked for if set; `answer`, a status and a body, is
    given whatever is asked. `asked` holds what came."""

    def __init__(self):
        self.asked, self.key, self.answer = [], "", None

    def translate(self, asked):
        """(status, answer), as LibreTranslate gives them."""
        self.asked.append(asked)
        if self.answer:
            return self.answer
        if self.key and asked.get("api_key") != self.key:
            return 403, {"error": "Invalid API key"}
        texts = asked["q"] if isinstance(asked["q"], list) else [asked["q"]]
        for language in (asked["source"], asked["target"]):
            if language not in LANGUAGES:
                return 400, {"error": f"{language} is not supported"}
        # It hands out plain signs where it was given those of HTML.
        done = [f"({asked['target']}) {unescape(text)}" for text in texts]
        return 200, {"translatedText": done if isinstance(asked["q"], list) else done[0]}


@contextmanager
def translation_server():
    server = TranslationServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path != "/translate" or "json" not in self.headers["Content-Type"]:
                status, answer = 404, {"error": "Not Found"}
            else:
                status, answer = server.translate(asked)
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.host = f"127.0.0.1:{http.server_port}"
    Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
