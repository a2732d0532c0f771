"""The site as it stands behind a proxy: processes with a few threads each, which share a socket."""

import socket
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from tests.processes import ROOT

PROCESSES, THREADS = 2, 8
# How many wait until they are taken on.
WAITING = 512


class Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        pass


@contextmanager
def serving(environment):
    """Run the site with this environment, and give its address."""
    with socket.create_server(("127.0.0.1", 0), backlog=WAITING) as door:
        command = [
            *("setpriv", "--pdeathsig", "KILL"),  # it ends with us, however we end
            *(sys.executable, "-m", "tests.serving", str(door.fileno())),
        ]
        processes = [
            subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[door.fileno()])
            for _ in range(PROCESSES)
        ]
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=60).close()
            yield address
            assert [process.poll() for process in processes] == [None] * PROCESSES
        finally:
            for process in processes:
                process.kill()
                process.wait()


def serve(door):
    """Take on who comes, one after the other in each thread, for ever."""
    from django.core.wsgi import get_wsgi_application

    server = WSGIServer(door.getsockname(), Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = door
    server.server_name, server.server_port = door.getsockname()
    server.setup_environ()
    server.set_app(get_wsgi_application())

    def take_on():
        while True:
            server.handle_request()

    for _ in range(THREADS):
        threading.Thread(target=take_on).start()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
