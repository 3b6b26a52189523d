"""Migrations are complete, reversible and independent of the code."""

import ast
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).parents[2]
WRITTEN_BY_HAND = [
    path
    for app in ("cases", "claimants")
    for path in sorted((ROOT / app / "migrations").glob("0*.py"))
    if "RunPython" in path.read_text() or "_walls" in path.read_text()
]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.parametrize("path", WRITTEN_BY_HAND, ids=lambda path: path.stem)
def test_a_migration_written_by_hand_imports_no_project_code(path):
    tree = ast.parse(path.read_text())
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [module for module in modules if module.split(".")[0] in {"cases", "claimants", "config"}] == []


@pytest.mark.parametrize("path", WRITTEN_BY_HAND, ids=lambda path: path.stem)
def test_a_migration_written_by_hand_can_be_undone(path):
    tree = ast.parse(path.read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and "RunPython" in ast.dump(node.func)]
    assert all(len(call.args) == 2 for call in calls)


@pytest.mark.django_db(transaction=True)
def test_the_last_migrations_go_back_and_forth():
    if connection.vendor == "sqlite":
        connection.disable_constraint_checking()
    for app in ("claimants", "cases"):
        call_command("migrate", app, "0001", verbosity=0)
    for app in ("cases", "claimants"):
        call_command("migrate", app, verbosity=0)
