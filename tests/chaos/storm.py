"""Faults at random moments, the same for the same seed."""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress

from tests.faults.stage import Stage

REFUSALS = ("421", "451", "drop_before")
AMBIGUOUS = ("drop_after_store", "slow")
CALM_WITHIN = 3


class Storm:
    """Faults on one stage until the time is up.

    `is_ambiguous`: may strike between the mail server's "I have it" and the row's "done", which no system can decide;
    without it every kill waits until all that was taken is written down, and freezes end before the lease does.
    """

    def __init__(
        self, stage: Stage, seed: int, *, is_ambiguous: bool, workers: tuple[str, ...], clocks: tuple[str, ...]
    ):
        self.stage, self.random, self.is_ambiguous = stage, random.Random(seed), is_ambiguous
        self.workers, self.clocks = workers, clocks
        self.counts: Counter[str] = Counter()
        self.later: list[tuple[float, object]] = []

    def blow(self, seconds: float) -> None:
        """Strike every 0.8 to 2.6 seconds; at the end everything runs again."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pause = time.monotonic() + self.random.uniform(0.8, 2.6)
            while time.monotonic() < pause:
                self._do_what_is_due()
                time.sleep(0.05)
            self._strike(self.random.choice(self._kinds()))
        self._do_what_is_due(everything=True)
        self.stage.misbehave("ok")
        self._revive()

    def _kinds(self) -> list[str]:
        everywhere = ["worker", "frozen", "mail_server", "answers"]
        return [*everywhere, "child", "clock", "redis", "postgresql"] if self.stage.has_servers else everywhere

    def _strike(self, kind: str) -> None:
        self._revive()
        if kind in ("worker", "child", "postgresql", "mail_server") and not self.is_ambiguous and not self._calm():
            self.stage.misbehave("ok")
            return
        with suppress(ProcessLookupError):
            getattr(self, f"_{kind}")()
            self.counts[kind] += 1
        if not self.is_ambiguous and kind != "answers":
            self.stage.misbehave("ok")

    def _calm(self) -> bool:
        """Take no more mail, and wait until all that was taken is written down as done."""
        from tests.faults import work

        self.stage.misbehave("451mail")
        time.sleep(0.2)
        limit = time.monotonic() + CALM_WITHIN
        while time.monotonic() < limit:
            taken = {mail["key"] for mail in self.stage.delivered()}
            done = work.messages(taken).filter(state="done").values("address").distinct()
            if work.patiently(done.count) == len(taken):
                return True
            time.sleep(0.1)
        return False

    def _worker(self) -> None:
        process = self.stage.processes[self.random.choice(self.workers)]
        process.kill()
        self._after(self.random.uniform(0, 1), process.start)

    def _child(self) -> None:
        process = self.stage.processes[self.random.choice(self.workers)]
        if pids := process.children():
            os.kill(self.random.choice(pids), signal.SIGKILL)

    def _clock(self) -> None:
        process = self.stage.processes[self.random.choice(self.clocks)]
        process.kill()
        self._after(self.random.uniform(0, 1), process.start)

    def _frozen(self) -> None:
        process = self.stage.processes[self.random.choice(self.workers)]
        process.freeze()
        lease = self.stage.pace.lease
        self._after(lease + 2 if self.is_ambiguous else self.random.uniform(0.2, lease / 4), process.thaw)

    def _redis(self) -> None:
        self.stage.redis.kill()
        self._after(self.random.uniform(0, 1.5), self.stage.redis.start)

    def _postgresql(self) -> None:
        self.stage.postgresql.kill()
        self._after(self.random.uniform(0, 1.5), self.stage.postgresql.start)

    def _mail_server(self) -> None:
        self.stage.sink.kill()
        self._after(self.random.uniform(0, 1.5), self.stage.sink.start)

    def _answers(self) -> None:
        mode = self.random.choice(REFUSALS + AMBIGUOUS * self.is_ambiguous)
        self.stage.misbehave(mode, times=1, seconds=self.stage.pace.mail_timeout + 1)

    def _after(self, seconds: float, action) -> None:
        self.later.append((time.monotonic() + seconds, action))

    def _do_what_is_due(self, *, everything: bool = False) -> None:
        due = [entry for entry in self.later if everything or entry[0] <= time.monotonic()]
        self.later = [entry for entry in self.later if entry not in due]
        for _moment, action in due:
            if action.__name__ == "thaw" or not action.__self__.is_alive:
                action()

    def _revive(self) -> None:
        """Start what ended by itself, as `manage.py up` does; what was killed on purpose comes back at its own time."""
        planned = {action.__self__ for _moment, action in self.later}
        for process in self.stage.processes.values():
            if not process.is_alive and process not in planned:
                process.start()
