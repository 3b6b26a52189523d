"""One function per fault: it prepares, injects, waits, and says what was injected and what the product owes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.faults.stage import Stage

PATIENCE = 90


@dataclass
class Outcome:
    """What one repetition did. `limit` is the longest recovery that was promised, in seconds."""

    keys: list[str]
    recovered_s: float
    injected: int = 1
    limit: float = 30
    may_double: set[str] | None = None
    not_expected: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Fault:
    """A fault of the fault model, on which databases it makes sense, and how it is done."""

    number: str
    databases: tuple[str, ...]
    inject: Callable[[Stage, str], Outcome]

    @property
    def sentence(self) -> str:
        return self.inject.__doc__.strip()


FAULTS: dict[str, Fault] = {}
EVERYWHERE, SERVERS = ("sqlite", "postgresql"), ("postgresql",)


def fault(number: str, databases: tuple[str, ...] = EVERYWHERE):
    """Enter a function as a fault."""

    def enter(inject):
        FAULTS[number] = Fault(number, databases, inject)
        return inject

    return enter
