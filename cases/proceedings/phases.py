"""The nine steps in which a whole procedure is told at a glance; each holds several stages of the law."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.core.dates import shown
from cases.law.stages import Stage, stage
from cases.law.wording import Sentence


@dataclass(frozen=True, slots=True)
class Phase:
    """One step: the stages from `first` up to and including `last`, in the law's order."""

    name: Sentence
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one track: `state` is done, current, ended or to-come; the date of its last stage, if recorded."""

    name: Sentence
    state: str
    stage: Stage | None = None
    entered_on: date | None = None
    precision: str = "unknown"
    event: int | None = None

    @property
    def shown_date(self) -> str:
        """When, in the active language."""
        return shown(self.entered_on, self.precision)


PHASES = (
    Phase(Sentence("voorbereiding", "preparation"), 0, 9),
    Phase(Sentence("dagvaarding", "writ"), 10, 19),
    Phase(Sentence("wachttermijn", "standstill"), 20, 29),
    Phase(Sentence("toelating", "admission"), 30, 39),
    Phase(Sentence("aanwijzing", "appointment"), 40, 44),
    Phase(Sentence("opt-out", "opt-out"), 45, 49),
    Phase(Sentence("schikken en inhoud", "settling and merits"), 50, 64),
    Phase(Sentence("vonnis of schikking", "judgment or settlement"), 65, 92),
    Phase(Sentence("uitkering en afronding", "payout and closing"), 93, 99),
)


def steps(entries: Iterable[tuple[str, date | None, str, int]]) -> list[Step]:
    """The steps of one track, from its stage entries (code, date, precision, event) in the order of time.

    The last entry says where the track is now; an end is shown at the step where it came.

    >>> found = [("S35_admissibility", date(2021, 6, 1), "day", 1), ("E_inadmissible", date(2021, 12, 29), "day", 2)]
    >>> [step.state for step in steps(found)][:5]
    ['done', 'done', 'done', 'ended', 'to-come']
    """
    last_of: dict[int, tuple[str, date | None, str, int]] = {}
    here, is_end, place = -1, False, -1
    for entry in entries:
        is_end = stage(entry[0]).is_end
        place = max(place, 0) if is_end else _place(stage(entry[0]).order)
        here = place
        last_of[here] = entry
    return [_step(index, phase, here, is_end, last_of.get(index)) for index, phase in enumerate(PHASES)]


def _place(order: int) -> int:
    return next(index for index, phase in enumerate(PHASES) if phase.first <= order <= phase.last)


def _step(index: int, phase: Phase, here: int, is_end: bool, entry: tuple | None) -> Step:
    state = "to-come" if index > here else "done" if index < here else "ended" if is_end else "current"
    if entry is None or state == "to-come":
        return Step(phase.name, state)
    code, on, precision, event = entry
    return Step(phase.name, state, stage(code), on, precision, event)
