"""`python -m tests.bench`: one JSON line per benchmark, on SQLite and, where TEST_DATABASE_URL is set, on PostgreSQL.

    {"name": "claiming", "value": 900, "unit": "rows/s", "ratio": 30.0, "versus": "a bare UPDATE ...",
     "rows": 1000000, "database": "sqlite"}

`ratio` is the product's time over the time of what `versus` names.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> int:
    options = arguments()
    if options.inside:
        return inside(options)
    status = [run(options, f"sqlite:///{folder}/bench.sqlite3", with_counting=True) for folder in folders()]
    if server := os.environ.get("TEST_DATABASE_URL"):
        with database_of_its_own(server) as url:
            status.append(run(options, url))
    else:
        print("Left out: PostgreSQL (TEST_DATABASE_URL).", file=sys.stderr)
    return max(status)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--rows", type=int, default=100_000, help="reminders, of which one in 1,000 is due; rows of a file"
    )
    parser.add_argument("--full", action="store_const", dest="rows", const=1_000_000, help="a million; takes an hour")
    parser.add_argument(
        "--only",
        default="",
        help="some of them: counting,files,imports,joining,mails,notices,pages,radar,reminders,status",
    )
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--counting", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def folders():
    with tempfile.TemporaryDirectory(prefix="achterban-bench-") as folder:
        yield folder


@contextmanager
def database_of_its_own(server: str):
    import psycopg

    name = f"achterban_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rsplit('/', 1)[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(options, url: str, *, with_counting: bool = False) -> int:
    """One database per Python process, for Django is set up once."""
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "k" * 60,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": url,
        "REDIS_URL": "",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    command = [sys.executable, "-m", "tests.bench", "--inside", "--rows", str(options.rows), "--only", options.only]
    command += ["--counting"] if with_counting else []
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def inside(options) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from tests.bench import counting, files, imports, joining, mails, notices, pages, radar, reminders, status

    call_command("migrate", verbosity=0)
    if options.counting and (not options.only or "counting" in options.only.split(",")):
        for line in counting.lines(max(1_000, options.rows // 50)):
            print(line, flush=True)
    benches = {
        "files": lambda: files.lines(options.rows),
        "imports": lambda: imports.lines(options.rows),
        "joining": lambda: joining.lines(max(24, min(240, options.rows // 2_000))),
        "mails": lambda: mails.lines(min(300, options.rows)),
        "notices": lambda: notices.lines(max(100, options.rows // 10)),
        "pages": lambda: pages.lines(options.rows),
        "radar": lambda: radar.lines(max(100, options.rows // 100)),
        "reminders": lambda: reminders.lines(options.rows, max(10, options.rows // 1_000)),
        "status": lambda: status.lines(max(100, options.rows // 10)),
    }
    for name in benches:
        if not options.only or name in options.only.split(","):
            for line in benches[name]():
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
