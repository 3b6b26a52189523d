"""Formatting, lint, doctests and honest words."""

import doctest
import importlib
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
RULES = [
    path for app in ("cases", "claimants") for path in sorted((ROOT / app).rglob("*.py")) if ">>> " in path.read_text()
]


@pytest.mark.parametrize("command", [["format", "--check"], ["check"]], ids=["format", "lint"])
def test_ruff_is_content(command):
    result = subprocess.run([BIN / "ruff", *command, "."], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_examples_in_the_docstrings_hold(path):
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert doctest.testmod(module).failed == 0


def test_nothing_is_left_for_later():
    pattern = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    files = [path for app in ("cases", "claimants", "config", "templates") for path in (ROOT / app).rglob("*.*")]
    texts = [path for path in files if path.suffix in {".py", ".html", ".txt", ".yaml"}]
    assert [str(path) for path in texts if pattern.search(path.read_text())] == []


def test_production_settings_pass_the_deployment_check():
    environment = {
        "SECRET_KEY": secrets.token_hex(32),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "PATH": "/usr/bin:/bin",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
