"""Every recorded action stands on a page of reactions, and the reverse."""

import ast
from pathlib import Path

from cases import reactions as of_cases
from claimants import reactions as of_claimants

ROOT = Path(__file__).parents[2]
RECORDS = {"journal.record", "record", "journal.record_all"}
LISTED = {*of_cases.NOW, *of_cases.LATER, *of_claimants.NOW, *of_claimants.LATER}


def recorded() -> set[str]:
    actions = set()
    for path in (path for app in ("cases", "claimants") for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            is_record = isinstance(node, ast.Call) and ast.unparse(node.func) in RECORDS
            if is_record and node.args and isinstance(node.args[0], ast.Constant):
                actions.add(node.args[0].value)
    return actions


def test_every_recorded_action_is_listed():
    assert recorded() - LISTED == set()


def test_every_listed_action_is_recorded_somewhere():
    assert LISTED - recorded() == set()


def test_actions_are_noun_and_participle():
    assert [action for action in LISTED if action.count(".") != 1 or " " in action] == []
