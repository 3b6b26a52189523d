import pytest

from claimants.registrations.choices import Level
from claimants.registrations.choices import RegistrationState as State
from claimants.registrations.rules import LEVELS_UP, STEPS, may_rise, may_step, measure_of


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_its_steps(state):
    assert STEPS[state] <= set(State.values)
    assert state not in STEPS[state]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("withdrawn", "verified"),
        ("not_eligible", "verified"),
        ("guardian_pending", "verified"),
        ("on_hold", "verified"),
        ("?", "received"),
    ],
)
def test_what_may_not_follow(before, after):
    assert not may_step(before, after)


@pytest.mark.parametrize("state", sorted(set(State.values) - {"withdrawn", "duplicate"}))
def test_everybody_can_always_leave(state):
    assert may_step(state, "withdrawn")


def test_nobody_is_moved_down():
    assert set(LEVELS_UP) == set(Level.values)
    assert not [(one, one) for one in Level.values if may_rise(one, one)]
    assert not any(may_rise(two, one) for one in Level.values for two in Level.values if may_rise(one, two))


@pytest.mark.parametrize("level", Level.values)
@pytest.mark.parametrize("state", ["email_unconfirmed", "guardian_pending", "not_eligible"])
def test_who_is_not_confirmed_or_does_not_fit_is_not_counted(level, state):
    assert measure_of(level, state) is None
