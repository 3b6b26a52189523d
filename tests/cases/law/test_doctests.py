import ast
import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import cases.law

MODULES = sorted(module.name for module in pkgutil.iter_modules(cases.law.__path__, "cases.law."))
ROOM = Path(cases.law.__path__[0])


@pytest.mark.parametrize("name", MODULES)
def test_worked_examples_in_the_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_public_function_has_a_worked_example(name):
    tree = ast.parse((ROOM / f"{name.rpartition('.')[2]}.py").read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]

    assert [node.name for node in functions if ">>>" not in (ast.get_docstring(node) or "")] == []


@pytest.mark.parametrize("name", MODULES)
def test_the_room_imports_only_itself_and_the_standard_library(name):
    tree = ast.parse((ROOM / f"{name.rpartition('.')[2]}.py").read_text(encoding="utf-8"))
    froms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    allowed = {"__future__", "ast", "calendar", "collections.abc", "dataclasses", "datetime", "functools", "hashlib",
               "json", "typing"}  # fmt: skip

    assert {module for module in froms | plain if not module.startswith("cases.law.")} <= allowed


def test_the_room_lists_its_pages_for_a_reader():
    listed = {line.split()[0] for line in cases.law.__doc__.splitlines() if line.startswith("    ")}

    assert listed == {name.rpartition(".")[2] for name in MODULES}
