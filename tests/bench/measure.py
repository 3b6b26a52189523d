"""One measurement: the product's time, the bare time, and a line that says both."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Line:
    """`ratio` is the product's time over the bare time of `versus`; None where there is nothing to compare with."""

    name: str
    value: float
    unit: str
    ratio: float | None
    versus: str
    rows: int
    database: str

    def __str__(self):
        return json.dumps(asdict(self))


def best_of(times: int, action: Callable[[], object], *, before: Callable[[], object] = lambda: None) -> float:
    """The shortest of some runs, in seconds; `before` puts things back and is not counted."""
    taken = []
    for _ in range(times):
        before()
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return min(taken)
