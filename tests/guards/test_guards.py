import pytest

from tests.guards.__main__ import ROOT, without
from tests.guards.removals import REMOVALS

RULES = {"R4", "R5", "R6", "R7", "R21", "R22", "R23"}


@pytest.mark.parametrize("removal", REMOVALS, ids=lambda one: f"{one.rule} {one.guard}")
def test_each_guard_stands_where_it_is_taken_out(removal):
    source = (ROOT / removal.path).read_text()
    compile(without(removal, source), removal.path, "exec")
    assert all((ROOT / one).exists() for one in removal.tests if one.endswith(".py"))


def test_every_rule_has_a_guard():
    assert {one.rule for one in REMOVALS} == RULES
    assert len(REMOVALS) >= 12
