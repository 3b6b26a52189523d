"""`python -m tests.races --rounds 10000`: one JSON line per race; exit 1 when an opt-out was lost or a chain is broken.

    {"race": "group-change", "rounds": 10000, "lost": 0, "doubled": 0, "refused": 0, "chained": 10000, …}

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

    connection.settings_dict["TEST"]["NAME"] = (
        str(Path(folder) / "test.sqlite3") if connection.vendor == "sqlite" else "races_of_achterban"
    )
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
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
    for number in range(rounds):
        total.update(run(name, meeting, is_second_first=bool(number % 2)))
    chained = chain.verify(meeting.foundation)
    line = {"race": name, "rounds": rounds, **{key: total[key] for key in ("lost", "doubled", "refused")}}
    line |= {"chained": chained, "seconds": round(perf_counter() - began_at, 1), "database": connection.vendor}
    print(json.dumps(line), flush=True)
    return int(bool(total["lost"] or total["doubled"] or chained != rounds))


if __name__ == "__main__":
    sys.exit(main())
