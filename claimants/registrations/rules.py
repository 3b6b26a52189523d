"""Which step may follow which, until when leaving can be undone, and as what a registration is counted."""

from datetime import date, timedelta

from claimants.numbers.choices import Measure
from claimants.registrations.choices import Level
from claimants.registrations.choices import RegistrationState as State

DAYS_TO_COME_BACK = 14
STEPS: dict[str, frozenset[str]] = {
    State.EMAIL_UNCONFIRMED: frozenset({State.RECEIVED, State.GUARDIAN_PENDING, State.ON_HOLD, State.WITHDRAWN}),
    State.GUARDIAN_PENDING: frozenset({State.RECEIVED, State.EMAIL_UNCONFIRMED, State.ON_HOLD, State.WITHDRAWN}),
    State.RECEIVED: frozenset({State.IN_REVIEW, State.VERIFIED, State.NOT_ELIGIBLE, State.ON_HOLD, State.WITHDRAWN}),
    State.IN_REVIEW: frozenset({State.VERIFIED, State.NOT_ELIGIBLE, State.ON_HOLD, State.WITHDRAWN}),
    State.VERIFIED: frozenset({State.IN_REVIEW, State.NOT_ELIGIBLE, State.ON_HOLD, State.WITHDRAWN}),
    State.ON_HOLD: frozenset({State.IN_REVIEW, State.NOT_ELIGIBLE, State.WITHDRAWN}),
    State.NOT_ELIGIBLE: frozenset({State.IN_REVIEW, State.WITHDRAWN}),
    State.DUPLICATE: frozenset(),
    State.WITHDRAWN: frozenset({State.RECEIVED, State.GUARDIAN_PENDING, State.EMAIL_UNCONFIRMED, State.ON_HOLD}),
}
LEVELS_UP: dict[str, frozenset[str]] = {
    Level.SUPPORTER: frozenset({Level.PARTICIPANT}),
    Level.PARTICIPANT: frozenset(),
}
COUNTED = frozenset({State.RECEIVED, State.IN_REVIEW, State.VERIFIED, State.ON_HOLD})
WAITING = frozenset({State.EMAIL_UNCONFIRMED, State.GUARDIAN_PENDING})
BY_LEVEL = {Level.SUPPORTER: Measure.SUPPORTERS, Level.PARTICIPANT: Measure.PARTICIPANTS}


def may_step(from_state: str, to_state: str) -> bool:
    """Whether a registration may go from one state to another.

    >>> may_step("received", "verified"), may_step("withdrawn", "verified")
    (True, False)
    """
    return to_state in STEPS.get(from_state, frozenset())


def may_rise(from_level: str, to_level: str) -> bool:
    """Whether somebody may join further; nobody is ever moved down.

    >>> may_rise("supporter", "participant"), may_rise("participant", "supporter")
    (True, False)
    """
    return to_level in LEVELS_UP.get(from_level, frozenset())


def back_until(left_on: date) -> date:
    """The last day on which leaving can be undone.

    >>> back_until(date(2026, 2, 20))
    datetime.date(2026, 3, 6)
    """
    return left_on + timedelta(days=DAYS_TO_COME_BACK)


def measure_of(level: str, state: str) -> str | None:
    """As what a registration counts in the numbers; None before it is confirmed and when it does not fit.

    >>> str(measure_of("participant", "verified")), str(measure_of("supporter", "withdrawn"))
    ('participants', 'withdrawn')
    >>> measure_of("participant", "email_unconfirmed") is None
    True
    """
    if state == State.WITHDRAWN:
        return Measure.WITHDRAWN
    return BY_LEVEL[level] if state in COUNTED else None
