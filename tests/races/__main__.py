"""`python -m tests.races --rounds 10000`: one JSON line per race; exit 1 when an opt-out was lost or a chain is broken.

    {"race": "group-change", "rounds": 10000, "lost": 0, "doubled": 0, "refused": 0, "met": 9871, "chained": 10000, …}

`met` counts the rounds in which both were under way at once.
On SQLite, and on the PostgreSQL that TEST_DATABASE_URL names; always in a database of its own.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

import django


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.races", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=1_000, help="how often each race is run")
    parser.add_argument("--only", default="", help="some races: group-change,import")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("TEST_DATABASE_URL", f"sqlite:///{Path(folder) / 'races.sqlite3'}")
        django.setup()
        return in_a_database_of_its_own(options, folder)


def in_a_database_of_its_own(options, folder: str) -> int:
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "test.sqlite3")
        connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    else:  # who wins does not depend on waiting for the disk
        connection.settings_dict["TEST"]["NAME"] = f"races_of_achterban_{os.getpid()}"
        connection.settings_dict["OPTIONS"] |= {"options": "-c synchronous_commit=off"}
    old = setup_databases(verbosity=0, interactive=False)
    try:
        return max([report(name, options.rounds) for name in chosen(options)])
    finally:
        teardown_databases(old, verbosity=0)


def chosen(options) -> list[str]:
    from tests.races.rounds import RACES

    return [name for name in options.only.split(",") if name] or list(RACES)


def report(name: str, rounds: int) -> int:
    from django.db import connection

    from claimants.declarations import chain
    from tests.races.rounds import Meeting, run

    meeting, total, began_at = Meeting(), Counter(), perf_counter()
    for found in run(name, meeting, rounds):
        total += found
        print(f"{name}: {total['rounds']} of {rounds}", end="\r", file=sys.stderr, flush=True)
    chained = chain.verify(meeting.foundation)
    line = {"race": name, **{key: total[key] for key in ("rounds", "lost", "doubled", "refused", "met")}}
    line |= {"chained": chained, "seconds": round(perf_counter() - began_at, 1), "database": connection.vendor}
    print(json.dumps(line), flush=True)
    return int(bool(total["lost"] or total["doubled"] or chained != rounds))


if __name__ == "__main__":
    sys.exit(main())
