"""F11 to F13 and F31: the clock stands still, ticks three times over, is wrong; and a deadline moves under a worker."""

import random
import time

from tests.faults import work
from tests.faults.processes import wait_until
from tests.faults.recipes import PATIENCE, SERVERS, Outcome, fault
from tests.faults.stage import Stage


@fault("F11")
def clock_dead_over_the_due_minute(stage: Stage, prefix: str) -> Outcome:
    """The clock is dead while fifty reminders fall due, and comes back later."""
    stage.ready()
    clock = stage.processes["beat" if stage.has_servers else "clockwork"]
    reminders = work.Reminders()
    clock.kill()
    keys = reminders.plan(prefix, [random.uniform(0.5, 3) for _ in range(50)])
    time.sleep(6)
    clock.start()
    return Outcome(keys, reminders.settle(keys, PATIENCE), limit=60, may_double=set())


@fault("F12", SERVERS)
def three_clocks(stage: Stage, prefix: str) -> Outcome:
    """Three clocks and two workers at once: sixty reminders, each sent once."""
    stage.ensure("worker", "worker2", "beat", "beat2", "beat3")
    reminders = work.Reminders()
    keys = reminders.plan(prefix, [random.uniform(0, 6) for _ in range(60)])
    return Outcome(keys, reminders.settle(keys, PATIENCE), injected=2, may_double=set())


@fault("F13", SERVERS)
def worker_with_a_wrong_clock(stage: Stage, prefix: str) -> Outcome:
    """A worker whose clock is an hour fast, then one whose clock is an hour slow: the database's clock decides."""
    reminders, broken, keys, took = work.Reminders(), [], [], 0.0
    for name, shift in (("fast", 3600), ("slow", -3600)):
        stage.ready()
        stage.ensure("worker", "beat", "sweeper")
        stage.stop("worker")
        stage.start("worker", FAULTS_CLOCK=str(shift))
        now_due = reminders.plan(f"{prefix}{name}", [0.0] * 10)
        not_yet = reminders.plan(f"{prefix}{name}-later", [1800.0] * 5)
        took = max(took, reminders.settle(now_due, 45))
        if early := stage.delivered(f"{prefix}{name}-later"):
            broken.append(f"{len(early)} reminders went out half an hour early, by a worker whose clock is {name}")
        if late := reminders.unfinished(now_due):
            broken.append(f"{late} due reminders wait while the clock of the worker is an hour {name}")
        keys += now_due
        reminders.drop(not_yet)
    stage.stop("worker", "sweeper")
    return Outcome(keys, took, injected=2, limit=60, may_double=set(), broken=broken)


@fault("F31")
def deadline_moved_under_a_worker(stage: Stage, prefix: str) -> Outcome:
    """A deadline moves while its reminder is claimed, while the mail server thinks, and while many go out."""
    stage.ready()
    reminders = work.Reminders()
    broken = [
        *_moved_between_claim_and_send(stage, reminders, f"{prefix}a"),
        *_moved_before_a_refusal(stage, reminders, f"{prefix}b"),
        *_moved_while_many_go_out(stage, reminders, f"{prefix}c"),
    ]
    return Outcome([], 0.0, injected=3, broken=broken)


def _moved_between_claim_and_send(stage: Stage, reminders: work.Reminders, prefix: str) -> list[str]:
    waiting = stage.hold.with_suffix(".waiting")
    waiting.unlink(missing_ok=True)
    stage.hold.touch()
    keys = reminders.plan(prefix, [0.0])
    wait_until(waiting.exists, 40, "a claimed message")
    reminders.move(keys[0])
    stage.hold.unlink()
    time.sleep(stage.pace.lease + 3 * stage.pace.tick)
    return ["a reminder of the old date went out after the move: it was claimed, not begun"] * bool(
        stage.delivered(prefix)
    )


def _moved_before_a_refusal(stage: Stage, reminders: work.Reminders, prefix: str) -> list[str]:
    stage.misbehave("451", match=prefix, times=1, seconds=stage.pace.mail_timeout * 0.75)
    keys = reminders.plan(prefix, [0.0])
    wait_until(lambda: reminders.is_begun(keys[0]), 40, "a begun message")
    reminders.move(keys[0])
    time.sleep(stage.pace.mail_timeout + stage.pace.lease + 3 * stage.pace.tick)
    stage.misbehave("ok")
    return ["a reminder of the old date was tried again after the move: it was begun, then refused"] * bool(
        stage.delivered(prefix)
    )


def _moved_while_many_go_out(stage: Stage, reminders: work.Reminders, prefix: str) -> list[str]:
    keys = reminders.plan(prefix, [random.uniform(0.5, 3) for _ in range(20)])
    moved = {}
    time.sleep(0.7)
    for key in keys:
        reminders.move(key)
        moved[key] = time.time()
        time.sleep(0.1)
    time.sleep(stage.pace.lease + 3 * stage.pace.tick)
    margin = stage.pace.mail_timeout
    late = [mail for mail in stage.delivered(prefix) if mail["at"] > moved[mail["key"]] + margin]
    return [f"{len(late)} reminders of the old date went out after the move"] * bool(late)
