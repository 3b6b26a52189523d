"""How many need a second person, until when there is a way back, and how a pasted list is read. Pure."""

import re
from datetime import date, timedelta

from claimants.registrations.choices import RegistrationState as State
from claimants.registrations.rules import STEPS, may_step

MOST_ALONE = 1_000
MOST_REFERENCES = 10_000
DAYS_TO_UNDO = 14
WITH_REASON = frozenset({State.NOT_ELIGIBLE, State.WITHDRAWN})
REFERENCE = re.compile(r"[0-9A-Z]{12}")


def needs_second_person(rows: int) -> bool:
    """Whether somebody else must say yes: above a thousand registrations, always.

    >>> needs_second_person(1_000), needs_second_person(1_001)
    (False, True)
    """
    return rows > MOST_ALONE


def undo_until(finished_on: date) -> date:
    """The last day on which a step for many can be undone.

    >>> undo_until(date(2026, 2, 20))
    datetime.date(2026, 3, 6)
    """
    return finished_on + timedelta(days=DAYS_TO_UNDO)


def states_before(to_state: str) -> list[str]:
    """The states from which a registration may go to this one.

    >>> [str(state) for state in states_before("verified")]
    ['received', 'in_review']
    """
    return [state for state in STEPS if may_step(state, to_state)]


def references_in(text: str) -> tuple[list[str], int]:
    """The references in a pasted list, each once, and how many lines held none.

    A line may hold more columns: the first cell counts. What is no reference is counted and not kept, for people also
    paste names and addresses.

    >>> references_in("vg7k 3q92-mfab; Noor\\nVG7K3Q92MFAB\\n\\nnoor@voorbeeld.example")
    (['VG7K3Q92MFAB'], 1)
    """
    found, unreadable = {}, 0
    for line in filter(str.strip, text.splitlines()):
        cell = re.split(r"[;,\t]", line, maxsplit=1)[0]
        reference = re.sub(r"[\s\"'-]", "", cell.upper())
        if REFERENCE.fullmatch(reference):
            found[reference] = True
        else:
            unreadable += 1
    return list(found), unreadable
