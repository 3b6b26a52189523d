"""The most telling faults, once each; `make faults` does all of them, on both databases."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.processes import has_servers

ROOT = Path(__file__).parents[2]
SERVERS = ("F01", "F04", "F06", "F14")
EMBEDDED = ("F04", "F17")
pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("processes")]


def injected(database: str, *faults: str) -> dict[str, dict]:
    """The line of each fault, from processes that know nothing of this test's database."""
    command = [sys.executable, "-m", "tests.faults", "--database", database, "--only", ",".join(faults)]
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=400)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(lines) == len(faults), result.stderr
    return {line["fault"]: line for line in lines}


@pytest.fixture(scope="module")
def embedded():
    return injected("sqlite", *EMBEDDED)


@pytest.fixture(scope="module")
def servers():
    if not has_servers():
        pytest.skip("PostgreSQL (initdb, postgres) or redis-server is not installed")
    return injected("postgresql", *SERVERS)


def assert_kept(line: dict):
    assert line["injected"] > 0
    assert (line["lost"], line["unflagged"], line["broken"]) == (0, 0, [])


@pytest.mark.parametrize("fault", EMBEDDED)
def test_the_embedded_default_loses_nothing(embedded, fault):
    assert_kept(embedded[fault])


@pytest.mark.redis
@pytest.mark.postgresql
@pytest.mark.parametrize("fault", SERVERS)
def test_with_servers_nothing_is_lost(servers, fault):
    assert_kept(servers[fault])
