"""An import is killed again and again, by kill -9 of its process, and still every row is in exactly once."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.bench.__main__ import database_of_its_own
from tests.claimants.imports.files import csv, line
from tests.migrated import copy_of_migrated

ROOT = Path(__file__).parents[2]
ROWS, REPEATED, BAD = 3_000, 40, 60
# The same command with small ranges and short leases, so that there are many moments to die at.
COMMAND = """
import sys, time
from datetime import timedelta
import django
django.setup()
from django.core.management import call_command
from claimants.imports import applying, loading, services, working
loading.CHUNK = services.RANGE = 100
working.LEASE = timedelta(seconds=1)
apply = applying.apply
def slowly(*args, **kwargs):
    apply(*args, **kwargs)
    time.sleep(0.02)
applying.apply = slowly
call_command("import_claimants", sys.argv[1], "--case", "z", "--foundation", "a", "--source", "s")
"""
SET_UP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests import make
make.foundation(slug="a")
make.group(case=make.case(slug="z"))
"""
LOOK = """
import django, json
django.setup()
from cases.core.tenancy import acting_for
from cases.parties.models import Foundation
from claimants.imports.models import Import
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
with acting_for(Foundation.objects.get(slug="a")):
    batch = Import.objects.first()
    report = [batch.state, batch.row_count, batch.new_count, batch.refused_count, batch.code_counts] if batch else []
    keys = Registration.objects.order_by("source_key").values_list("source_key", flat=True)
    print(json.dumps([report, list(keys), Claimant.objects.count()]))
"""


def databases():
    yield "sqlite"
    if os.environ.get("TEST_DATABASE_URL"):
        yield pytest.param("postgresql", marks=pytest.mark.postgresql)


def content() -> bytes:
    lines = [line(number) for number in range(ROWS - REPEATED - BAD)]
    lines += [line(number) for number in range(REPEATED)]
    lines += [line(ROWS + number, email="geen adres") for number in range(BAD)]
    random.Random(7).shuffle(lines)
    return csv(*lines)


@pytest.fixture(params=list(databases()))
def run(request, tmp_path):
    """Start a script in a process of its own, on an empty database."""
    if request.param == "sqlite":
        copy_of_migrated(tmp_path / "db.sqlite3")
        yield started(f"sqlite:///{tmp_path}/db.sqlite3", tmp_path)
    else:
        with database_of_its_own(os.environ["TEST_DATABASE_URL"]) as url:
            yield started(url, tmp_path)


def started(url, folder):
    environment = {**os.environ, "DATABASE_URL": url, "REDIS_URL": "", "SECRET_KEY": "k" * 60}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"

    def start(script, *arguments):
        command = [sys.executable, "-c", script, *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)

    return start


def test_killed_at_any_moment_every_row_is_in_exactly_once(run, tmp_path):
    path = tmp_path / "file.csv"
    path.write_bytes(content())
    assert run(SET_UP).wait() == 0
    chance, kills, wait = random.Random(11), 0, 1.2  # the first kill comes before any machine can be done
    while True:
        process = run(COMMAND, str(path))
        try:
            process.wait(timeout=None if kills == 6 else wait)
            break
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills, wait = kills + 1, 1.5 + chance.uniform(0, 5)
            time.sleep(0.2)
    assert process.returncode == 3
    report, keys, people = json.loads(run(LOOK).communicate()[0])
    good = ROWS - REPEATED - BAD
    assert report == ["finished", ROWS, good, REPEATED + BAD, {"duplicate_key": REPEATED, "email": BAD}]
    assert Counter(keys) == Counter(f"k{number}" for number in range(good))
    assert people == good
    assert kills > 0
