"""F01 to F05: the worker dies, freezes, or dies of one job again and again."""

import os
import random
import signal
import subprocess
import time

from tests.faults import work
from tests.faults.processes import ROOT, wait_until
from tests.faults.recipes import PATIENCE, SERVERS, Outcome, fault
from tests.faults.stage import MANAGE, Stage


def halfway(stage: Stage, prefix: str, *, count: int = 24, after: int = 3) -> list[str]:
    """Messages on their way through a slow mail server, a few of them taken."""
    stage.misbehave("slow", seconds=0.4)
    keys = work.put(prefix, count)
    stage.wait_for_mails(prefix, after)
    time.sleep(random.uniform(0, 0.5))
    return keys


def to_the_end(stage: Stage, keys: list[str], **values) -> Outcome:
    stage.misbehave("ok")
    return Outcome(keys, work.settle(keys, PATIENCE), **values)


@fault("F01", SERVERS)
def pool_child_killed(stage: Stage, prefix: str) -> Outcome:
    """kill -9 of the pool child that is sending."""
    stage.ready()
    keys = halfway(stage, prefix)
    wait_until(lambda: stage.worker.child_talking_to(stage.sink_port), 10, "a child that sends")
    os.kill(stage.worker.child_talking_to(stage.sink_port), signal.SIGKILL)
    return to_the_end(stage, keys)


@fault("F02")
def worker_killed(stage: Stage, prefix: str) -> Outcome:
    """kill -9 of the whole worker, which is started again."""
    stage.ready()
    keys = halfway(stage, prefix)
    stage.worker.restart()
    return to_the_end(stage, keys)


@fault("F03")
def container_stopped(stage: Stage, prefix: str) -> Outcome:
    """SIGTERM, and 0.2 seconds later SIGKILL, as an impatient container does."""
    stage.ready()
    keys = halfway(stage, prefix)
    os.kill(stage.worker.pid, signal.SIGTERM)
    time.sleep(0.2)
    stage.worker.restart()
    return to_the_end(stage, keys)


@fault("F04")
def worker_frozen(stage: Stage, prefix: str) -> Outcome:
    """A worker frozen past its lease, while another does the work, then thawed."""
    stage.ready(spare=True)
    keys = halfway(stage, prefix)
    stage.worker.freeze()
    time.sleep(stage.pace.lease + 2)
    if not stage.has_servers:
        command = [*MANAGE, "sweep"]
        subprocess.run(command, cwd=ROOT, env=stage.environment(), capture_output=True, timeout=PATIENCE)
    stage.worker.thaw()
    outcome = to_the_end(stage, keys)
    time.sleep(stage.pace.mail_timeout + 1)
    return outcome


@fault("F05")
def job_that_kills(stage: Stage, prefix: str) -> Outcome:
    """One mail kills whoever sends it, every time: the others go on, and it is given up after five deaths."""
    stage.ready()
    name = next(name for name, process in stage.processes.items() if process is stage.worker)
    stage.stop(name)
    stage.start(name, FAULTS_DEATHS="5")
    poison = work.put(f"poison{prefix}", 1)
    keys = work.put(prefix, 100)
    began, others_took = time.monotonic(), None
    while work.unfinished(poison + keys) and time.monotonic() - began < PATIENCE:
        stage.revive()
        if others_took is None and not work.unfinished(keys):
            others_took = time.monotonic() - began
        time.sleep(0.2)
    row = work.state_of(poison[0])
    sentence = f"the mail that kills was tried {row.attempt_count} times and is {row.state}, not given up"
    broken = [] if row.state == "dead" else [sentence]
    took = time.monotonic() - began if others_took is None else others_took
    stage.stop(name)
    return Outcome(keys, took, injected=row.attempt_count, limit=60, broken=broken)
