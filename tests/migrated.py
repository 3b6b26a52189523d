"""An SQLite file with every table and no rows, made once for all tests that start processes of their own."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


def copy_of_migrated(to: Path) -> None:
    """Put an empty database of the product at this path."""
    shutil.copyfile(_migrated(), to)


@cache
def _migrated() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="achterban-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "k" * 60,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=600)
    return folder / "db.sqlite3"
