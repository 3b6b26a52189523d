"""A web process of the product, and many readers at once who each wait for their page before they ask for the next."""

import http.client
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from tests.faults.processes import Process, free_port, listens, wait_until

AT_ONCE = 4
Asked = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Read:
    """How many pages a second, and after how many milliseconds nineteen of twenty had theirs."""

    rate: float
    p95: float


@contextmanager
def web(folder: Path, settings: str, **more: str) -> Iterator[int]:
    """Two web processes as `manage.py up` runs them, with `more` in their environment; the port they listen on."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    command += ["--worker-class", "gthread", "--threads", "8", "--no-control-socket", "--log-level", "error"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings} | more
    process = Process("web", command, log=folder / "web.log", env=environment).start()
    try:
        wait_until(lambda: listens(port), 60, "the web")
        yield port
    finally:
        process.kill()


@contextmanager
def clockwork(folder: Path, **more: str) -> Iterator[None]:
    """A worker and a clock, as `manage.py up` runs them without Redis."""
    command = [sys.executable, "manage.py", "clockwork"]
    process = Process("clockwork", command, log=folder / "clockwork.log", env=os.environ | more).start()
    try:
        yield
    finally:
        process.kill()


def read(port: int, asked: list[Asked], *, status: int = HTTPStatus.OK) -> Read:
    """Let readers ask for these pages, each reader the next of them in turn."""
    parts = [asked[number::AT_ONCE] for number in range(AT_ONCE)]
    began = perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        taken = [one for part in pool.map(lambda part: _read_one_by_one(port, part, status), parts) for one in part]
    seconds = perf_counter() - began
    return Read(len(asked) / seconds, quantiles(taken, n=20)[-1] * 1000)


def compared(port: int, ours: list[Asked], theirs: list[Asked], *, status: int = HTTPStatus.OK) -> tuple[Read, Read]:
    """Both in turns, so that a busy machine slows both; the better of three runs of each, after one to warm up."""
    runs = [(read(port, ours, status=status), read(port, theirs)) for _ in range(4)]
    return tuple(max((run[place] for run in runs[1:]), key=lambda one: one.rate) for place in (0, 1))


def _read_one_by_one(port: int, asked: list[Asked], status: int) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    return [_timed(lambda one=one: _ask(connection, *one, status)) for one in asked]


def _ask(connection: http.client.HTTPConnection, address: str, headers: dict[str, str], status: int) -> None:
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    response.read()
    if response.status != status:
        raise RuntimeError(f"{response.status} instead of {status}: {address}")


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
