"""Tasks are thin, on the clock, and never the only way."""

import ast
from pathlib import Path

from celery import current_app

from config.schedule import SCHEDULE

ROOT = Path(__file__).parents[2]
TASK_FILES = [path for app in ("cases", "claimants") for path in (ROOT / app).glob("*/tasks.py")]
SOURCES = [path for app in ("cases", "claimants") for path in (ROOT / app).rglob("*.py")]


def test_the_schedule_names_only_tasks_that_exist():
    current_app.loader.import_default_modules()
    assert [name for name in SCHEDULE if name not in current_app.tasks] == []


def test_every_task_is_on_the_schedule():
    current_app.loader.import_default_modules()
    ours = {name for name, task in current_app.tasks.items() if task.__module__.split(".")[0] in {"cases", "claimants"}}
    assert ours - set(SCHEDULE) == set()


def test_a_task_has_at_most_ten_lines():
    for path in TASK_FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < 10, f"{path}:{node.name}"


def test_nothing_publishes_to_the_broker():
    published = ("delay", "apply_async", "send_task", "delay_on_commit")
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in published, f"{path}:{node.lineno}"
