"""Faults at random moments, the same for the same seed.

The mix is that of a reference run of the same design, which had 309 faults in eight storms of two minutes with 500
reminders each: see `MIX`. One fault every 0.8 to 2.6 seconds; a frozen worker sleeps two seconds past its lease; the
mail server's answers go wrong in five ways; two strike after the mail was taken: cut without a word, which nobody can
decide, and an answer a second after the time-out of a command, which whoever is patient gets.
"""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress

from tests.faults.stage import Stage

MIX = {
    "worker": 62,
    "clock": 58,
    "postgresql": 44,
    "mail_server": 32,
    "child": 31,
    "redis": 31,
    "frozen": 27,
    "answers": 24,
}
WITHOUT_SERVERS = ("worker", "mail_server", "frozen", "answers")
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
        self.struck: list[tuple[float, str]] = []
        self.later: list[tuple[float, object]] = []

    def blow(self, seconds: float) -> None:
        """Strike every 0.8 to 2.6 seconds; at the end everything runs again."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pause = time.monotonic() + self.random.uniform(0.8, 2.6)
            while time.monotonic() < pause:
                self._do_what_is_due()
                time.sleep(0.05)
            self._strike(self._kind())
        self._do_what_is_due(everything=True)
        self.stage.misbehave("ok")
        self._revive()

    @property
    def counts(self) -> Counter[str]:
        return Counter(kind for _moment, kind in self.struck)

    def first_after(self, moment: float) -> str:
        """The kind of the fault that came first after a moment."""
        return next((kind for at, kind in self.struck if at >= moment - 0.1), "none")

    def _kind(self) -> str:
        possible = MIX if self.stage.has_servers else WITHOUT_SERVERS
        return self.random.choices(list(possible), [MIX[kind] for kind in possible])[0]

    def _strike(self, kind: str) -> None:
        self._revive()
        if kind in ("worker", "child", "postgresql", "mail_server") and not self.is_ambiguous and not self._calm():
            self.stage.misbehave("ok")
            return
        with suppress(ProcessLookupError):
            getattr(self, f"_{kind}")()
            self.struck.append((time.time(), kind))
        if not self.is_ambiguous and kind != "answers":
            self.stage.misbehave("ok")

    def _calm(self) -> bool:
        """Take no more mail, and wait until all that was taken is written down as done."""
        from tests.faults import work

        self.stage.misbehave("451mail")
        self._wait_for_database()
        time.sleep(0.2)
        limit = time.monotonic() + CALM_WITHIN
        while time.monotonic() < limit:
            taken = {mail["key"] for mail in self.stage.delivered()}
            done = work.messages(taken).filter(state="done").values("address").distinct()
            if work.patiently(done.count) == len(taken):
                return True
            time.sleep(0.1)
        return False

    def _wait_for_database(self) -> None:
        """One that was killed comes back at its own time, which must not pass while it is asked."""
        while self.stage.has_servers and not self.stage.postgresql.is_alive:
            self._do_what_is_due()
            time.sleep(0.05)

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
        self.stage.misbehave("ok")  # a new server does not know that an order was used up
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
