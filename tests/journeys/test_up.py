"""`manage.py up` with real processes: it starts, survives the death of a child, and ends as a whole."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from cases.management.commands.up import AS_ROOT
from tests.migrated import copy_of_migrated

ROOT = Path(__file__).parents[2]
PUT_A_MESSAGE = """
from cases.outbox import services
services.put("{template}", to="iemand@voorbeeld.example", dedupe_key="{key}", context={{}})
"""
pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("processes")]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def manage(environment, *arguments, **options):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True, **options)


def wait_until(condition, seconds: float = 45):
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds} seconds")


def answers(url: str) -> int:
    try:
        with urlopen(url, timeout=5) as response:
            return response.status
    except HTTPError as error:
        return error.code
    except (URLError, ConnectionError, TimeoutError):
        return 0


@contextmanager
def running(environment, port: int):
    command = [sys.executable, "manage.py", "up", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/_health/full") == 200)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def children_of(pid: int) -> dict[str, int]:
    """The processes `up` started, by a word of their command."""
    listed = subprocess.run(["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True)
    found = {}
    for line in listed.stdout.splitlines():
        number, arguments = line.strip().split(" ", 1)
        arguments = arguments.rpartition(f"ignore:{AS_ROOT}")[2]
        for word in ("gunicorn", "clockwork", " worker", " beat", " sweep"):
            if word in arguments:
                found[word.strip()] = int(number)
    return found


@pytest.fixture
def embedded(tmp_path):
    copy_of_migrated(tmp_path / "db.sqlite3")
    return environment_for(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path / 'db.sqlite3'}", REDIS_URL="")


def environment_for(tmp_path, **values):
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", str(tmp_path)),
        "SECRET_KEY": secrets.token_hex(32),
        "EMAIL_URL": f"filemail:///{tmp_path / 'mail'}",
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    return environment | values


def send_one(environment, tmp_path, key):
    code = PUT_A_MESSAGE.format(template="deadline-control", key=key)
    before = len(mails(tmp_path))
    manage(environment, "shell", "--no-imports", "-c", code)
    wait_until(lambda: len(mails(tmp_path)) == before + 1)


def mails(tmp_path) -> list[Path]:
    return list((tmp_path / "mail").glob("*.log"))


def test_the_embedded_default_survives_a_killed_worker_and_ends_whole(embedded, tmp_path):
    port = free_port()
    with running(embedded, port) as process:
        send_one(embedded, tmp_path, "first")

        os.kill(children_of(process.pid)["clockwork"], signal.SIGKILL)
        send_one(embedded, tmp_path, "second")

        children = children_of(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert set(children) == {"gunicorn", "clockwork"}
        assert [pid for pid in children.values() if Path(f"/proc/{pid}").exists()] == []


def test_ctrl_c_in_a_terminal_leaves_no_process(embedded):
    """A terminal sends SIGINT to the whole group, also to gunicorn and its worker."""
    port = free_port()
    with running(embedded, port) as process:
        assert answers(f"http://127.0.0.1:{port}/nl/") == 200
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) == 0
        assert answers(f"http://127.0.0.1:{port}/nl/") == 0


def test_two_starts_keep_the_data(embedded, tmp_path):
    for key in ("first", "second"):
        with running(embedded, free_port()):
            send_one(embedded, tmp_path, key)
    assert len(mails(tmp_path)) == 2


def test_sweep_does_the_waiting_work_without_any_worker(embedded, tmp_path):
    code = PUT_A_MESSAGE.format(template="deadline-control", key="swept")
    manage(embedded, "shell", "--no-imports", "-c", code)

    manage(embedded, "sweep")
    manage(embedded, "sweep")

    assert len(mails(tmp_path)) == 1


def test_doctor_names_what_stands_still(embedded):
    command = [sys.executable, "manage.py", "doctor", "--json"]

    result = subprocess.run(command, cwd=ROOT, env=embedded, capture_output=True, text=True)

    failing = [finding["name"] for finding in json.loads(result.stdout) if not finding["is_ok"]]
    assert result.returncode == 1
    assert failing == ["clocks"]


@pytest.mark.redis
@pytest.mark.postgresql
def test_with_redis_and_postgresql_a_killed_worker_loses_nothing(tmp_path, servers):
    environment = environment_for(tmp_path, **servers)
    manage(environment, "migrate", "--verbosity", "0")
    with running(environment, free_port()) as process:
        send_one(environment, tmp_path, "first")

        os.kill(children_of(process.pid)["worker"], signal.SIGKILL)
        send_one(environment, tmp_path, "second")

        assert set(children_of(process.pid)) == {"gunicorn", "worker", "beat", "sweep"}


@pytest.fixture
def servers(django_db_setup, django_db_blocker):
    """A PostgreSQL database of its own, and a Redis database that is emptied first."""
    redis_url = os.environ.get("TEST_REDIS_URL")
    database_url = os.environ.get("TEST_DATABASE_URL")
    if not redis_url or not database_url:
        pytest.skip("TEST_REDIS_URL and TEST_DATABASE_URL are not both set")
    import psycopg
    import redis

    redis.Redis.from_url(redis_url).flushdb()
    name = f"achterban_up_{os.getpid()}"
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield {"REDIS_URL": redis_url, "DATABASE_URL": f"{database_url.rsplit('/', 1)[0]}/{name}"}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
