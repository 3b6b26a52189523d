"""Several workers at once, each with its own connection to one real database."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Barrier

from django.db import connection, connections


def at_once(*workers: Callable[[], object]) -> list:
    """Start all workers at the same moment, each in a thread of its own; their answers, in order."""
    barrier = Barrier(len(workers))

    def run(worker):
        try:
            barrier.wait(timeout=10)
            return worker()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(workers)) as pool:
        return [started.result(timeout=60) for started in [pool.submit(run, worker) for worker in workers]]


class Pair:
    """Two workers that stay, each with one connection, for work that starts at the same moment again and again."""

    def __init__(self):
        self.pools = [ThreadPoolExecutor(1), ThreadPoolExecutor(1)]

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        for pool in self.pools:
            pool.submit(connections.close_all).result(timeout=60)
            pool.shutdown()

    def at_once(self, first: Callable[[], object], second: Callable[[], object]) -> list:
        """Start both at the same moment; their answers, in order. What one raises is raised when both have ended."""
        barrier = Barrier(2)

        def run(worker):
            barrier.wait(timeout=60)
            return worker()

        started = [pool.submit(run, worker) for pool, worker in zip(self.pools, (first, second), strict=True)]
        wait(started, timeout=60)
        return [one.result(timeout=0) for one in started]


@contextmanager
def shared_database(folder) -> Iterator[None]:
    """What threads started inside see: on SQLite a file, because a database in memory knows no waiting for a lock.

    Rows made before are in it; rows made inside are seen by threads only.
    """
    if connection.vendor != "sqlite":
        yield
        return
    path = str(folder / "shared.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [path])
    settings = connections.settings["default"]
    memory, settings["NAME"] = settings["NAME"], path
    try:
        yield
    finally:
        settings["NAME"] = memory
