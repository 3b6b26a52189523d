"""The rows of the graph: from which stage, to which, on what event, at what level, under which article.

A row may list several stages to leave from; they are written out one by one in TRANSITIONS. `is_skip` marks a row by
which a decision passes stages that were not recorded, as happens where only the judgments of a case are known. A row
with a `regime` holds only for tracks under that law: before 2020 there was no register, no standstill, no
representative and no window, so a writ led straight to the merits.
"""

from __future__ import annotations

from dataclasses import dataclass

from cases.law.stages import STAGES
from cases.law.wording import Sentence


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted step: both stages, the events that bring it about, the level it holds for, and the article.

    `is_repeatable` says whether a track may take it more than once; `warning` is shown and never blocks.
    """

    from_stage: str
    to_stage: str
    events: tuple[str, ...]
    level: str
    article: str = ""
    is_repeatable: bool = False
    is_skip: bool = False
    is_confirmed: bool = True
    warning: Sentence | None = None
    regime: str = ""


OLD_LAW = "wca"
# What title 14A brought (art. 1018c to 1018k Rv): no track under the old law comes here.
SINCE_2020 = frozenset(
    {
        "S15_registered", "S20_waiting_period", "S21_waiting_extended", "S40_eb_appointed", "S45_announcement",
        "S46_opt_out_window", "S70_scheme_proposals", "S72_scheme_determined", "S90_final_judgment_announced",
    }
)  # fmt: skip

_CODES = {row.short: row.code for row in STAGES.values()}


def _rows(leave: str, enter: str, events: str, level: str, article: str = "", **more) -> tuple[Transition, ...]:
    return tuple(
        Transition(_CODES[one], _CODES[enter], tuple(events.split()), level, article, **more) for one in leave.split()
    )


_TWO_WEEKS = Sentence(
    "Twee weken na ontvangst van het verzoek tot overleg zijn in elk geval genoeg (art. 3:305a lid 3 onder c BW).",
    "Two weeks after receipt of the request for consultation are in any case enough (art. 3:305a lid 3 onder c BW).",
)
_NO_CONSULTATION = Sentence(
    "Er is geen verzoek tot overleg vastgelegd (art. 3:305a lid 3 onder c BW).",
    "No request for consultation is recorded (art. 3:305a lid 3 onder c BW).",
)
_NO_OWN_WINDOW = Sentence(
    "Een latere dagvaarding opent geen eigen termijn; laat een jurist dat nagaan.",
    "A later writ opens no window of its own; have a lawyer check this.",
)
ONLY_OLD_LAW = Sentence(
    "Zonder exclusieve belangenbehartiger kan dit alleen onder het oude recht (WCA).",
    "Without an exclusive representative this is possible only under the old law (WCA).",
)
_NEW_NUMBER = Sentence("Leg het nieuwe zaaknummer vast.", "Record the new case number.")
_ENFORCEABLE = Sentence(
    "Alleen als het vonnis uitvoerbaar bij voorraad is (art. 1018k lid 1 Rv).",
    "Only if the judgment is provisionally enforceable (art. 1018k lid 1 Rv).",
)
_LAST_WINDOW = Sentence(
    "Alleen als de laatste lopende termijn van de zaak voorbij is (art. 1018d Rv).",
    "Only if the last running window of the matter has ended (art. 1018d Rv).",
)

_WHILE_APPEAL = Sentence(
    "Dit ligt alleen voor de hand zolang een hoger beroep openstaat.",
    "This is to be expected only while an appeal is open.",
)

_BEFORE_2020 = "art. 3:305a BW (oud)"
_WINDOWS = "S20 S21"
_EARLY = "S10 S15 S20 S21"
_WITH_EB = "S40 S45 S46 S50"

# fmt: off
TRANSITIONS: tuple[Transition, ...] = (
    # Before the writ
    *_rows("S00", "S05", "consultation_letter_sent consultation_letter_received", "proceeding x defendant",
           "art. 3:305a lid 3 onder c BW"),
    *_rows("S05", "S10", "writ_served", "proceeding", "art. 1018c lid 1 Rv", is_repeatable=True, warning=_TWO_WEEKS),
    *_rows("S00", "S10", "writ_served", "proceeding", "art. 1018c lid 1 Rv", warning=_NO_CONSULTATION),
    *_rows("S05", "E_private_settlement", "private_settlement_agreed", "matter"),
    *_rows("S05", "S80", "agreement_signed settlement_submitted", "matter", "art. 1018h Rv"),

    # Register and standstill
    *_rows("S10", "S15", "writ_filed", "proceeding", "art. 1018c lid 2 Rv"),
    *_rows("S10", "E_inadmissible", "inadmissible", "proceeding", "art. 1018c lid 2 Rv"),
    *_rows("S15", "S20", "register_entry_published", "matter", "art. 1018d lid 1 Rv"),
    *_rows("S10", "S20", "register_entry_published", "matter", "art. 1018d lid 1 Rv", is_skip=True),
    *_rows("S10 S15", "S20", "later_register_entry_published", "proceeding", "art. 1018d lid 1 Rv",
           is_confirmed=False, warning=_NO_OWN_WINDOW),
    *_rows("S20", "S21", "extension_granted", "proceeding", "art. 1018d lid 2 Rv"),
    *_rows("S15", "S21", "extension_granted", "proceeding", "art. 1018d lid 2 Rv", is_skip=True),

    # Jurisdiction
    *_rows(_WINDOWS, "S30", "jurisdiction_contested", "matter", "art. 1018d Rv", warning=_LAST_WINDOW),
    *_rows(_WINDOWS, "S35", "waiting_period_ended", "matter", "art. 1018d Rv", warning=_LAST_WINDOW),
    *_rows("S10 S15", "S30", "jurisdiction_contested", "proceeding x defendant", "Brussel I bis; Rv", is_skip=True),
    *_rows("S35", "S30", "jurisdiction_contested", "proceeding x defendant", "Brussel I bis; Rv"),
    *_rows("S30", "S35", "jurisdiction_accepted", "proceeding x defendant", "Brussel I bis; Rv"),
    *_rows(_EARLY, "S35", "jurisdiction_accepted", "proceeding x defendant", "Brussel I bis; Rv", is_skip=True),
    *_rows("S30", "E_no_jurisdiction", "jurisdiction_declined", "proceeding x defendant", "Brussel I bis; Rv"),
    *_rows(_EARLY + " S35", "E_no_jurisdiction", "jurisdiction_declined", "proceeding x defendant",
           "Brussel I bis; Rv", is_skip=True),
    *_rows("S15 S20 S21 S30 S35", "S10", "referred_to_other_court", "proceeding", "art. 110 Rv", is_repeatable=True,
           is_confirmed=False, warning=_NEW_NUMBER),

    # Admissibility and the exclusive representative
    *_rows("S35", "S36", "cure_ordered", "proceeding", "rechtspraak", is_repeatable=True),
    *_rows("S36", "S35", "cure_completed admissible admissible_on_condition", "proceeding", "art. 3:305a BW",
           is_repeatable=True),
    *_rows(_EARLY + " S30", "S36", "cure_ordered", "proceeding", "rechtspraak", is_skip=True),
    *_rows(_EARLY + " S30", "S35", "admissible admissible_on_condition", "proceeding x claim", "art. 3:305a BW",
           is_skip=True),
    *_rows("S35", "S40", "exclusive_representative_appointed", "matter x group", "art. 1018e lid 1 Rv"),
    *_rows(_EARLY + " S30 S36", "S40", "exclusive_representative_appointed", "matter x group", "art. 1018e lid 1 Rv",
           is_skip=True),
    *_rows("S35", "E_inadmissible", "inadmissible", "proceeding x claim", "art. 3:305a BW; art. 1018c lid 5 Rv"),
    *_rows("S15 S20 S21 S30 S36", "E_inadmissible", "inadmissible", "proceeding x claim",
           "art. 1018c lid 5 en 1018d Rv", is_skip=True),

    # Announcement and opt-out
    *_rows("S40", "S45", "announcement_made", "group", "art. 1018f lid 2 Rv"),
    *_rows("S45", "S46", "opt_out_window_set", "group", "art. 1018f lid 1 Rv"),
    *_rows("S40", "S46", "opt_out_window_set", "group", "art. 1018f lid 1 Rv", is_skip=True),
    *_rows("S46", "S50", "opt_out_window_ended", "group", "art. 1018f en 1018g Rv"),
    *_rows("S45", "S50", "opt_out_window_ended", "group", "art. 1018f en 1018g Rv", is_skip=True),
    *_rows("S46", "E_not_continued", "not_continued", "group", "art. 1018f lid 1 Rv"),

    # Settlement attempt and merits
    *_rows("S46 S65", "S50", "settlement_attempt_ordered", "group", "art. 1018g Rv", is_repeatable=True),
    *_rows("S40 S45 S60", "S50", "settlement_attempt_ordered", "group", "art. 1018g Rv", is_repeatable=True,
           is_skip=True),
    *_rows("S50", "S60", "settlement_attempt_failed merits_begun", "group", "art. 1018g Rv", is_repeatable=True),
    *_rows("S40 S45 S46", "S60", "merits_begun", "group", "art. 1018b lid 2 Rv", is_skip=True),
    *_rows("S35", "S60", "merits_begun", "claim", "art. 1018b lid 2 Rv", warning=ONLY_OLD_LAW),
    *_rows("S60", "S65", "liability_judgment declaratory_judgment", "claim x defendant", "art. 1018b lid 2 Rv",
           is_repeatable=True),
    *_rows(_WITH_EB, "S65", "liability_judgment declaratory_judgment", "claim x defendant", "art. 1018b lid 2 Rv",
           is_skip=True),
    *_rows("S35", "S65", "liability_judgment declaratory_judgment", "claim x defendant", "art. 1018b lid 2 Rv",
           is_skip=True, warning=ONLY_OLD_LAW),
    *_rows("S60", "E_dismissed", "dismissed", "claim x defendant", "art. 1018b lid 2 Rv"),
    *_rows(_WITH_EB + " S65 S70", "E_dismissed", "dismissed", "claim x defendant", "art. 1018b lid 2 Rv",
           is_skip=True),
    *_rows("S35", "E_dismissed", "dismissed", "claim x defendant", "art. 1018b lid 2 Rv", is_skip=True,
           warning=ONLY_OLD_LAW),

    # Under the law before 2020
    *_rows("S10 S30", "S60", "merits_begun", "claim", _BEFORE_2020, regime=OLD_LAW),
    *_rows("S10 S30", "S65", "liability_judgment declaratory_judgment", "claim x defendant", _BEFORE_2020,
           is_skip=True, regime=OLD_LAW),
    *_rows("S10 S30", "E_dismissed", "dismissed", "claim x defendant", _BEFORE_2020, is_skip=True, regime=OLD_LAW),

    # Damages scheme
    *_rows("S65", "S70", "scheme_proposals_ordered", "group", "art. 1018i Rv", is_confirmed=False),
    *_rows("S50 S60", "S70", "scheme_proposals_ordered", "group", "art. 1018i Rv", is_confirmed=False, is_skip=True),
    *_rows("S70", "S72", "scheme_determined", "claim", "art. 1018i Rv", is_confirmed=False),
    *_rows("S60 S65", "S72", "scheme_determined", "claim", "art. 1018i Rv", is_confirmed=False, is_skip=True),
    *_rows("S72", "S90", "final_judgment_announced", "group", "art. 1018j Rv", is_confirmed=False),

    # Settlement put to the court
    *_rows("S50 S60 S65 S70", "S80", "agreement_signed settlement_submitted", "group x defendant", "art. 1018h Rv",
           is_repeatable=True),
    *_rows(_EARLY + " S30 S35 S36 S40 S45 S46 S72", "S80", "agreement_signed settlement_submitted",
           "group x defendant", "art. 1018h Rv", is_repeatable=True, is_skip=True),
    *_rows("S80", "S82", "settlement_approved", "group x defendant", "art. 1018h Rv"),
    *_rows("S80", "S50", "settlement_refused", "group x defendant", "art. 1018h Rv", is_repeatable=True),
    *_rows("S80", "S60", "settlement_refused merits_begun", "group x defendant", "art. 1018h Rv", is_repeatable=True),
    *_rows("S82", "S84", "settlement_announced second_opt_out_window_set", "group x defendant", "art. 1018h Rv",
           is_confirmed=False),
    *_rows("S84", "S86", "second_opt_out_window_ended", "group x defendant", "art. 1018h Rv", is_confirmed=False),

    # Irrevocable, payout, closed
    *_rows("S72 S90 E_dismissed E_inadmissible", "S92", "irrevocable", "claim", "art. 1018k lid 1 Rv"),
    *_rows("S65 E_no_jurisdiction E_not_continued", "S92", "irrevocable", "claim", "art. 1018k lid 1 Rv",
           is_confirmed=False),
    *_rows("S92 S86", "S95", "payout_begun", "group", "art. 1018k Rv; art. 7:907 BW"),
    *_rows("S72 S90", "S95", "payout_begun", "group", "art. 1018k lid 1 Rv", warning=_ENFORCEABLE),
    *_rows("S95 S92 S86 E_inadmissible E_no_jurisdiction E_dismissed E_not_continued E_withdrawn E_struck", "S99",
           "closed", "group"),
    *_rows("E_private_settlement", "S99", "closed", "group"),

    # Ends by the parties' own choice
    *_rows("S00 S05 S10 S15 S20 S21 S30 S35 S36 S40 S45 S46 S50 S60 S65 S70 S72 S80", "E_withdrawn", "withdrawn",
           "proceeding"),
    *_rows("S10 S15 S20 S21 S30 S35 S36 S40 S45 S46 S50 S60 S65 S70 S72 S80", "E_struck", "struck", "proceeding"),
    *_rows("S00 S10 S15 S20 S21 S30 S35 S36 S40 S45 S46 S50 S60 S65 S70 S72", "E_private_settlement",
           "private_settlement_agreed", "matter"),
    *_rows("E_inadmissible E_no_jurisdiction E_dismissed", "E_private_settlement", "private_settlement_agreed",
           "matter", warning=_WHILE_APPEAL),
)
# fmt: on

# Where a track goes on when a higher court quashes the decision that ended it and names no other stage.
RESUMES: dict[str, str] = {
    "E_inadmissible": "S35_admissibility",
    "E_no_jurisdiction": "S30_jurisdiction",
    "E_dismissed": "S60_merits",
    "E_not_continued": "S46_opt_out_window",
}
