"""F14 and F17 to F20: the database dies at the worst moment; the mail server misbehaves in every known way."""

import time

from tests.faults import work
from tests.faults.recipes import PATIENCE, SERVERS, Outcome, fault
from tests.faults.stage import Stage


@fault("F14", SERVERS)
def database_killed(stage: Stage, prefix: str) -> Outcome:
    """kill -9 of PostgreSQL after the mail server took a mail and before anybody could write that down."""
    stage.ready()
    keys = [f"{prefix}-{number:04}" for number in range(12)]
    stage.misbehave("slow", match=keys[5], times=1, seconds=0.7)
    work.put(prefix, 12)
    stage.wait_for_mails(keys[5], 1)
    stage.postgresql.kill()
    time.sleep(1.5)
    stage.postgresql.start()
    return Outcome(keys, work.settle(keys, PATIENCE), limit=90, may_double={keys[5]})


def one_in_ten(stage: Stage, prefix: str, *modes: str, may_double: bool = False, **values) -> Outcome:
    """Ten mails for each way to misbehave; it strikes once, at the sixth."""
    stage.ready()
    keys, sixths, took = [], set(), 0.0
    for mode in modes:
        sixth = f"{prefix}{mode}-0005"
        stage.misbehave(mode, match=sixth, times=1, **values)
        some = work.put(f"{prefix}{mode}", 10)
        took = max(took, work.settle(some, PATIENCE))
        keys, sixths = keys + some, sixths | {sixth}
    return Outcome(keys, took, injected=len(modes), may_double=sixths if may_double else set())


@fault("F17")
def mail_taken_without_a_word(stage: Stage, prefix: str) -> Outcome:
    """The mail server takes a mail and cuts the connection before saying so."""
    return one_in_ten(stage, prefix, "drop_after_store", may_double=True)


@fault("F18")
def mail_not_taken(stage: Stage, prefix: str) -> Outcome:
    """The mail server cuts the connection before taking a mail, or answers 421 or 451."""
    return one_in_ten(stage, prefix, "drop_before", "421", "451")


@fault("F19")
def recipient_refused(stage: Stage, prefix: str) -> Outcome:
    """The mail server refuses one recipient for good, or one mail: it is given up for all to see, nine are sent."""
    outcome = one_in_ten(stage, prefix, "550rcpt", "554")
    refused = [key for key in outcome.keys if key.endswith("-0005")]
    outcome.not_expected = set(refused)
    states = {key: work.state_of(key).state for key in refused}
    outcome.broken = [f"{key} is {state}, not given up" for key, state in states.items() if state != "dead"]
    return outcome


@fault("F20")
def answer_too_late(stage: Stage, prefix: str) -> Outcome:
    """The mail server takes a mail and answers after our patience has ended."""
    return one_in_ten(stage, prefix, "slow", may_double=True, seconds=stage.pace.patience + 1)


@fault("F20b")
def no_goodbye(stage: Stage, prefix: str) -> Outcome:
    """The mail server says it took a mail and then never answers the good-bye: that answer is known."""
    return one_in_ten(stage, prefix, "slow_quit")
