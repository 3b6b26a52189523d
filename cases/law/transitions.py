"""Which stage may follow which, and on what event: a graph, not a ladder.

`may_enter` answers for one track. A transition not in the table is refused, with the article; the track moves back only
by a decision of a higher court, as a correction, or where a row of the table says the procedure itself goes back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cases.law.events import EVENT_KINDS, EventKind, event_kind
from cases.law.stages import OVERLAYS, STAGES, Overlay, Stage, stage
from cases.law.transition_table import OLD_LAW, ONLY_OLD_LAW, RESUMES, SINCE_2020, TRANSITIONS, Transition
from cases.law.wording import Sentence

__all__ = [
    "RESUMES", "TRANSITIONS", "Transition", "Verdict", "events_possible", "may_enter", "not_running",
    "transitions_from",
]  # fmt: skip

# Before a writ is served there is no proceeding, and so no decision, appeal or stay.
_BEFORE_WRIT = ("S00_preparation", "S05_consultation")
_REMEDIES = ("appeal_pending", "cassation_pending")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one event in one track.

    `target` is the stage entered, None where the stage stays. `reason` says why, with `article`; `warnings` are for the
    person who records the event and never block.
    """

    is_allowed: bool
    target: Stage | None
    reason: Sentence
    article: str = ""
    warnings: tuple[Sentence, ...] = ()


def may_enter(
    current: str | None,
    event: str,
    *,
    after_higher_court: bool = False,
    correction: bool = False,
    target: str | None = None,
    regime: str = "",
) -> Verdict:
    """Tell whether an event may follow in a track that is in stage `current` (None: the track has no stage yet).

    `after_higher_court` says that the event follows from, or is, a decision on appeal or in cassation. `target` names
    the stage to which a higher court sends the track, where that is not the usual one; for a correction, the stage
    that should have stood there. `regime` is the law that governs the track, where known. An unknown stage or event
    raises UnknownStage or UnknownEventKind.

    >>> may_enter("S35_admissibility", "exclusive_representative_appointed").target.short
    'S40'
    >>> may_enter("S05_consultation", "irrevocable").is_allowed
    False
    >>> may_enter("E_inadmissible", "appeal_kept").target.short
    'S35'
    """
    kind = event_kind(event)
    here = stage(current) if current is not None else None
    goal = _goal(here, kind, stage(target) if target is not None else None, correction)
    if target is not None and goal != stage(target):
        return _elsewhere(kind, goal, stage(target))
    if goal is None or goal == here:
        return _staying(here, kind, goal, correction)
    if here is None:
        return _first_entry(kind, goal)
    if row := _row_for(here, kind, goal, regime):
        return _by_row(row, here, goal, regime)
    if correction:
        return Verdict(True, goal, _CORRECTED, warnings=(_GIVE_REASON,))
    if kind.returns_track or (after_higher_court and _may_follow_remittal(here, kind, goal)):
        return _by_higher_court(here, kind, goal)
    return _refused(here, kind, goal, is_old_law_only=_row_for(here, kind, goal, OLD_LAW) is not None)


def not_running(event: str, running: Collection[str]) -> Verdict | None:
    """Refuse an event that ends an overlay, or happens during one, when it is not among those that run; else None.

    >>> not_running("stay_lifted", running=()).reason.en
    '“Stay lifted” is not possible here: “stayed” does not hold on that day. First record “stay ordered”.'
    >>> not_running("stay_lifted", running={"stayed"}) is None
    True
    """
    kind = event_kind(event)
    if kind.presupposes is None or kind.presupposes in running:
        return None
    return _not_running(kind, OVERLAYS[kind.presupposes])


def transitions_from(code: str) -> tuple[Transition, ...]:
    """Return the rows that leave a stage, in table order.

    >>> [row.to_stage for row in transitions_from("S84_second_opt_out")][0]
    'S86_settlement_binding'
    """
    code = stage(code).code
    return tuple(row for row in TRANSITIONS if row.from_stage == code)


def events_possible(current: str | None) -> tuple[EventKind, ...]:
    """Return the events that may follow in a stage, in the order of the procedure: the list to choose from.

    >>> [kind.code for kind in events_possible("S84_second_opt_out") if kind.enters == "S86_settlement_binding"]
    ['second_opt_out_window_ended']
    """
    return tuple(kind for kind in EVENT_KINDS.values() if may_enter(current, kind.code).is_allowed)


def _goal(here: Stage | None, kind: EventKind, named: Stage | None, correction: bool) -> Stage | None:
    if named and (correction or kind.returns_track or named.code == kind.enters):
        return named
    if named and named.code in {row.to_stage for row in TRANSITIONS if kind.code in row.events}:
        return named
    if kind.returns_track:
        return STAGES[RESUMES[here.code]] if here and here.code in RESUMES else None
    return STAGES[kind.enters] if kind.enters else None


def _row_for(here: Stage, kind: EventKind, goal: Stage, regime: str) -> Transition | None:
    rows = (row for row in TRANSITIONS if row.from_stage == here.code and row.to_stage == goal.code)
    return next((row for row in rows if kind.code in row.events and row.regime in ("", regime)), None)


def _is_decided_by_court(kind: EventKind) -> bool:
    return kind.is_ruling and kind.ruling not in ("docket", "preliminary")


def _may_follow_remittal(here: Stage, kind: EventKind, goal: Stage) -> bool:
    if _is_decided_by_court(kind):
        return True
    return goal.order < min(here.order, STAGES["S90_final_judgment_announced"].order)


def _by_higher_court(here: Stage, kind: EventKind, goal: Stage) -> Verdict:
    if here.code in _BEFORE_WRIT:
        return _refused(here, kind, goal)
    return Verdict(True, goal, _sent_back(here, goal), kind.article or "art. 339 en 402 Rv")


def _elsewhere(kind: EventKind, goal: Stage | None, named: Stage) -> Verdict:
    nl, en = (goal.nl, goal.en) if goal else ("geen andere fase", "no other stage")
    reason = Sentence(
        f"‘{_capital(kind.nl)}’ leidt tot ‘{nl}’, niet tot ‘{named.nl}’ ({named.article or 'Rv'}).",
        f"“{_capital(kind.en)}” leads to “{en}”, not to “{named.en}” ({named.article or 'Rv'}).",
    )
    return Verdict(False, None, reason, named.article)


def _staying(here: Stage | None, kind: EventKind, goal: Stage | None, correction: bool) -> Verdict:
    if here and here.code in _BEFORE_WRIT and _needs_writ(kind) and not correction:
        return _refused(here, kind, goal)
    warnings = []
    if goal is not None and not kind.is_ruling:
        warnings.append(_already(goal))
    if kind.returns_track and here and not goal:
        warnings.append(_NAME_STAGE)
    if kind.starts in _REMEDIES and here and here.order < STAGES["S30_jurisdiction"].order:
        warnings.append(_NO_DECISION_YET)
    return Verdict(True, None, _stays(here, kind), kind.article, tuple(warnings))


def _needs_writ(kind: EventKind) -> bool:
    elsewhere = kind.happens_to != "track" or kind.ruling.startswith("summary") or kind.code == "competing_writ_served"
    return not elsewhere and (_is_decided_by_court(kind) or kind.starts is not None or kind.ends is not None)


def _first_entry(kind: EventKind, goal: Stage) -> Verdict:
    late = goal.order > STAGES["S10_summons_served"].order
    return Verdict(True, goal, _enters(kind, goal), kind.article, (_TRACK_BEGINS_LATE,) if late else ())


def _by_row(row: Transition, here: Stage, goal: Stage, regime: str) -> Verdict:
    is_old_law = regime == OLD_LAW
    warnings = [row.warning] if row.warning and not (is_old_law and row.warning == ONLY_OLD_LAW) else []
    if is_old_law and goal.code in SINCE_2020:
        warnings.append(_NOT_OLD_LAW)
    if skipped := _skipped(here, goal, row, _OPTIONAL | SINCE_2020 if is_old_law else _OPTIONAL):
        warnings.append(_skips(skipped))
    return Verdict(True, goal, _follows(here, goal), row.article, tuple(warnings))


def _skipped(here: Stage, goal: Stage, row: Transition, optional: frozenset[str]) -> tuple[Stage, ...]:
    if not row.is_skip or goal.is_end:
        return ()
    return tuple(step for step in STAGES.values() if here.order < step.order < goal.order and step.code not in optional)


# Stages a procedure may well pass by: nothing is missing when they are.
_OPTIONAL = frozenset({"S21_waiting_extended", "S30_jurisdiction", "S36_cure", "S70_scheme_proposals"})


def _not_running(kind: EventKind, overlay: Overlay) -> Verdict:
    article = overlay.article or kind.article
    basis = f" ({article})" if article else ""
    begin = next(other for other in EVENT_KINDS.values() if other.starts == overlay.code)
    reason = Sentence(
        f"‘{_capital(kind.nl)}’ kan hier niet: ‘{overlay.nl}’ geldt op die dag niet{basis}. "
        f"Leg eerst ‘{begin.nl}’ vast.",
        f"“{_capital(kind.en)}” is not possible here: “{overlay.en}” does not hold on that day{basis}. "
        f"First record “{begin.en}”.",
    )
    return Verdict(False, None, reason, article)


def _refused(here: Stage, kind: EventKind, goal: Stage | None, *, is_old_law_only: bool = False) -> Verdict:
    article = (goal.article if goal else "") or kind.article or "art. 1018b lid 2 Rv"
    why = _OLD_LAW_ONLY if is_old_law_only else _why_refused(here, goal)
    reason = Sentence(
        f"‘{_capital(kind.nl)}’ kan niet volgen op ‘{here.nl}’: {why.nl} ({article}).",
        f"“{_capital(kind.en)}” cannot follow “{here.en}”: {why.en} ({article}).",
    )
    return Verdict(False, None, reason, article)


def _why_refused(here: Stage, goal: Stage | None) -> Sentence:
    if here.is_end:
        return _IS_AN_END
    if goal is not None and goal.order < here.order:
        return _NOT_BACK
    return _NOT_YET


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _follows(here: Stage, goal: Stage) -> Sentence:
    return Sentence(f"Van ‘{here.nl}’ naar ‘{goal.nl}’.", f"From “{here.en}” to “{goal.en}”.")


def _enters(kind: EventKind, goal: Stage) -> Sentence:
    return Sentence(
        f"Met ‘{kind.nl}’ begint het spoor in ‘{goal.nl}’.", f"With “{kind.en}” the track begins in “{goal.en}”."
    )


def _sent_back(here: Stage, goal: Stage) -> Sentence:
    return Sentence(
        f"Door de beslissing van een hogere rechter van ‘{here.nl}’ naar ‘{goal.nl}’.",
        f"By the decision of a higher court from “{here.en}” to “{goal.en}”.",
    )


def _stays(here: Stage | None, kind: EventKind) -> Sentence:
    if here is None:
        return Sentence("Het spoor krijgt hierdoor geen fase.", "This gives the track no stage.")
    overlay = OVERLAYS[kind.starts or kind.ends] if kind.starts or kind.ends else None
    if overlay is None:
        return Sentence(f"De fase blijft ‘{here.nl}’.", f"The stage stays “{here.en}”.")
    begins = bool(kind.starts)
    return Sentence(
        f"De fase blijft ‘{here.nl}’; ‘{overlay.nl}’ {'begint' if begins else 'eindigt'}.",
        f"The stage stays “{here.en}”; “{overlay.en}” {'begins' if begins else 'ends'}.",
    )


def _already(goal: Stage) -> Sentence:
    return Sentence(f"Het spoor staat al in ‘{goal.nl}’.", f"The track is in “{goal.en}” already.")


def _skips(skipped: tuple[Stage, ...]) -> Sentence:
    return Sentence(
        "Zonder vastgelegde fase: " + ", ".join(one.nl for one in skipped) + ".",
        "No stage was recorded for: " + ", ".join(one.en for one in skipped) + ".",
    )


_IS_AN_END = Sentence(
    "die fase is een einde; alleen een hogere rechter of een correctie opent het",
    "that stage is an end; only a higher court or a correction reopens it",
)
_NOT_BACK = Sentence(
    "terug kan alleen door een hogere rechter of als correctie",
    "the track moves back only by a higher court or as a correction",
)
_OLD_LAW_ONLY = Sentence(
    "zonder ontvankelijkheidsfase kan dat alleen onder het oude recht (WCA), en dat staat niet bij de grondslag",
    "without an admissibility phase that is possible only under the old law (WCA), which the claim ground does not say",
)
_NOT_OLD_LAW = Sentence(
    "Onder het oude recht (WCA) bestaat deze fase niet: titel 14A Rv geldt niet. Laat een jurist dat nagaan.",
    "Under the old law (WCA) this stage does not exist: title 14A Rv does not apply. Have a lawyer check this.",
)
_NOT_YET = Sentence("daarvoor moet eerst iets anders gebeuren", "something else must come first")
_CORRECTED = Sentence("Een correctie: de eerdere regel blijft staan.", "A correction: the earlier row is kept.")
_GIVE_REASON = Sentence("Geef de reden van de correctie.", "Give the reason for the correction.")
_NAME_STAGE = Sentence(
    "Noem de fase waarin de zaak verdergaat, als die verandert.",
    "Name the stage in which the case goes on, if it changes.",
)
_NO_DECISION_YET = Sentence(
    "In deze fase is nog geen beslissing te verwachten.", "No decision is to be expected yet in this stage."
)
_TRACK_BEGINS_LATE = Sentence(
    "Het spoor begint halverwege: leg het bewijs van deze fase vast.",
    "The track begins halfway: record the evidence for this stage.",
)
