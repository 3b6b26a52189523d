"""`python -m tests.guards`: take out one guard after another in a copy of the sources, and run the tests named for it.

    {"rule": "R6", "guard": "no mail without the fence", "database": "sqlite", "noticed_by": 1}

`noticed_by` is how many tests failed. Exit status 1 when one was taken out and nobody noticed, or when a test fails
with every guard in its place.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.guards.removals import REMOVALS, Removal

ROOT = Path(__file__).parents[2]
GROUNDS = ("sqlite", "migrated", "postgresql")
LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "__pycache__", ".*_cache")


def main() -> int:
    options = arguments()
    wanted = [one for one in REMOVALS if not options.only or one.rule in options.only.split(",")]
    server = os.environ.get("TEST_DATABASE_URL", "")
    possible = [one for one in wanted if server or not one.needs_postgresql]
    if left := [one.guard for one in wanted if one not in possible]:
        print(f"Left out: {', '.join(left)} (TEST_DATABASE_URL).", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="achterban-guards-") as folder:
        copy = Path(folder) / "sources"
        shutil.copytree(ROOT, copy, ignore=LEFT_BEHIND)
        is_content = options.no_control or all(is_green(copy, ground, possible) for ground in GROUNDS)
        noticed = [report(copy, one) for one in possible]
    return int(not (is_content and all(noticed)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.guards", description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="some rules: R4,R22")
    parser.add_argument("--no-control", action="store_true", help="skip the run with every guard in its place")
    return parser.parse_args()


def ground_of(removal: Removal) -> str:
    """On what its tests run: a guard of a migration needs the migrations, which take most of the time."""
    if removal.needs_postgresql:
        return "postgresql"
    return "migrated" if "/migrations/" in removal.path else "sqlite"


def is_green(copy: Path, ground: str, removals: list[Removal]) -> bool:
    """Whether the tests pass as things are; otherwise their failing would prove nothing."""
    named = [test for one in removals if ground_of(one) == ground for test in one.tests]
    files = list(dict.fromkeys(test for test in named if test.endswith(".py")))
    if not files:
        return True
    status, output = run(copy, ground, files)
    if status:
        print(f"With every guard in its place, a test fails:\n{output[-2000:]}", file=sys.stderr)
    return status == 0


def report(copy: Path, removal: Removal) -> bool:
    path = copy / removal.path
    whole = path.read_text()
    path.write_text(without(removal, whole))
    try:
        status, output = run(copy, ground_of(removal), removal.tests)
    finally:
        path.write_text(whole)
    found = re.search(r"(\d+) (failed|error)", output)
    count = int(found.group(1)) if status == 1 and found else 0
    database = "postgresql" if removal.needs_postgresql else "sqlite"
    line = {"rule": removal.rule, "guard": removal.guard, "database": database, "noticed_by": count}
    print(json.dumps(line), flush=True)
    if not count:
        print(output[-1500:], file=sys.stderr)
    return count > 0


def without(removal: Removal, source: str) -> str:
    """The source without the guard. Raises ValueError when the guard does not stand there exactly once."""
    if source.count(removal.was) != 1:
        raise ValueError(f"{removal.path} has {source.count(removal.was)} times: {removal.was}")
    return source.replace(removal.was, removal.becomes)


def run(copy: Path, ground: str, tests: Sequence[str]) -> tuple[int, str]:
    environment = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    if ground == "postgresql":
        environment["TEST_DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
    quick = [] if ground == "migrated" else ["--no-migrations"]
    command = [
        sys.executable,
        "-B",
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        *quick,
        *tests,
    ]
    result = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    return result.returncode, result.stdout + result.stderr


if __name__ == "__main__":
    sys.exit(main())
