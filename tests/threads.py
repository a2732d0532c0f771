"""Several at the same moment, within this process."""

import threading

from django.db import connection


def at_once(number, work):
    """Do `work` in so many threads, which all begin together."""
    ready = threading.Barrier(number)

    def one():
        ready.wait()
        work()
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
