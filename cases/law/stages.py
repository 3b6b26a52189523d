"""The stages of the procedure (title 14A Rv), the ends it can come to, and the overlays that lie beside a stage.

A stage belongs to a track, never to a case as a whole. Codes are stable: other rooms store them.
"""

from __future__ import annotations

from dataclasses import dataclass


class UnknownStage(LookupError):
    """No stage or overlay has this code."""

    def __init__(self, code: str):
        super().__init__(f"Unknown stage: {code!r}.")
        self.code = code


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage (fase) of a track: names, article, to what it belongs, and its place in the usual order.

    `level` says what the stage is a stage of (matter, proceeding, defendant, group, claim). `is_confirmed` is False
    where the article or its content still has to be checked by a lawyer.
    """

    code: str
    nl: str
    en: str
    article: str
    level: str
    order: int
    is_end: bool = False
    is_confirmed: bool = True
    note: str = ""

    @property
    def short(self) -> str:
        """The short code, as in S46; ends keep their whole code.

        >>> stage("S46_opt_out_window").short, stage("E_dismissed").short
        ('S46', 'E_dismissed')
        """
        return self.code if self.is_end else self.code.partition("_")[0]


@dataclass(frozen=True, slots=True)
class Overlay:
    """A flag beside a stage, with a start, an end and a reason; the stage underneath stays what it is."""

    code: str
    nl: str
    en: str
    article: str = ""
    is_confirmed: bool = True
    note: str = ""


def _row(code: str, nl: str, en: str, article: str, level: str, **more) -> Stage:
    return Stage(code, nl, en, article, level, int(code[1:3]), **more)


# fmt: off
_STAGES: tuple[Stage, ...] = (
    _row("S00_preparation", "voorbereiding", "preparation", "", "matter",
         note="Registration often opens before any letter or writ."),
    _row("S05_consultation", "overlegfase", "preliminary consultation", "art. 3:305a lid 3 onder c BW",
         "proceeding x defendant", note="Two weeks after receipt of the request are in any case enough."),
    _row("S10_summons_served", "dagvaarding uitgebracht", "writ of summons served", "art. 1018c lid 1 Rv",
         "proceeding", note="The full list of what the writ must hold is to be checked."),
    _row("S15_registered", "aangebracht en ingeschreven in het centraal register",
         "filed and entered in the register", "art. 1018c lid 2 Rv", "proceeding",
         note="Within two days after service. Since 25 June 2023 an extract is published."),
    _row("S20_waiting_period", "wachttermijn voor concurrerende vorderingen", "standstill for competing claims",
         "art. 1018d lid 1 Rv", "matter",
         note="Three months from publication. That the case rests meanwhile (art. 1018c lid 3 Rv) is to be checked."),
    _row("S21_waiting_extended", "verlengde wachttermijn", "extended standstill", "art. 1018d lid 2 Rv", "proceeding",
         note="At most three months more, and only for the foundation that asked."),
    _row("S30_jurisdiction", "bevoegdheid", "jurisdiction", "Brussel I bis; Rv", "proceeding x defendant",
         note="International and relative; often decided in its own interlocutory judgment."),
    _row("S35_admissibility", "ontvankelijkheid", "admissibility", "art. 1018c lid 5 Rv", "proceeding x claim",
         is_confirmed=False,
         note="The three tests are seen in judgments; the lettering of the paragraph is to be checked."),
    _row("S36_cure", "gelegenheid tot herstel", "chance to cure a defect", "rechtspraak", "proceeding",
         note="Case law, such as a change of the funding agreement."),
    _row("S40_eb_appointed", "exclusieve belangenbehartiger aangewezen", "exclusive representative appointed",
         "art. 1018e lid 1-4 Rv", "matter x group", is_confirmed=False,
         note="Several may be appointed, each for a group or jointly; the paragraphs on that are to be checked."),
    _row("S45_announcement", "aankondiging", "notice to the group", "art. 1018f lid 2-3 Rv", "group",
         note="Letter and newspaper as channels are to be checked; the court decides."),
    _row("S46_opt_out_window", "opt-outtermijn", "opt-out window", "art. 1018f lid 1 en 5 Rv", "group",
         note="At least one month after the notice, set by the court. The opt-in paragraph (lid 5) is to be checked."),
    _row("S50_settlement_attempt", "beproeven van een schikking", "settlement attempt", "art. 1018g Rv", "group"),
    _row("S60_merits", "inhoudelijke behandeling", "merits", "art. 1018b lid 2 Rv", "group"),
    _row("S65_liability_judgment", "vonnis over aansprakelijkheid", "judgment on liability", "", "claim x defendant"),
    _row("S70_scheme_proposals", "voorstellen voor een collectieve schadeafwikkeling",
         "proposals for the damages scheme", "art. 1018i Rv", "claim", is_confirmed=False),
    _row("S72_scheme_determined", "collectieve schadeafwikkeling vastgesteld", "damages scheme determined",
         "art. 1018i Rv", "claim", is_confirmed=False),
    _row("S80_settlement_submitted", "schikking ter goedkeuring voorgelegd", "settlement filed for approval",
         "art. 1018h Rv", "group x defendant", note="Can come at any stage."),
    _row("S82_settlement_approved", "schikking goedgekeurd", "settlement approved", "art. 1018h Rv",
         "group x defendant"),
    _row("S84_second_opt_out", "tweede opt-out", "second opt-out", "art. 1018h Rv", "group x defendant",
         is_confirmed=False, note="At least one month after the announcement; the length is to be checked."),
    _row("S86_settlement_binding", "verbindende schikking", "binding settlement", "art. 1018h Rv",
         "group x defendant", is_confirmed=False),
    _row("S90_final_judgment_announced", "einduitspraak aangekondigd", "final judgment announced", "art. 1018j Rv",
         "group", is_confirmed=False),
    _row("S92_irrevocable", "onherroepelijk", "final and unappealable", "art. 1018k lid 1 Rv", "claim"),
    _row("S95_claims_handling", "uitkering", "payout", "art. 1018k Rv; art. 7:907 BW", "group"),
    _row("S99_closed", "afgedaan", "closed", "", "matter"),

    Stage("E_inadmissible", "niet-ontvankelijk", "inadmissible", "art. 1018c lid 2 en 5 Rv", "proceeding x claim",
          110, True, note="Appeal is possible."),
    Stage("E_no_jurisdiction", "onbevoegd", "no jurisdiction", "Brussel I bis; Rv", "proceeding x defendant", 111,
          True),
    Stage("E_dismissed", "afgewezen", "dismissed", "", "claim", 112, True, note="Appeal is possible."),
    Stage("E_not_continued", "niet voortgezet", "not continued", "art. 1018f lid 1 Rv", "group", 113, True,
          note="Too many opted out."),
    Stage("E_withdrawn", "ingetrokken", "withdrawn", "", "proceeding", 114, True),
    Stage("E_struck", "doorgehaald", "struck from the docket", "", "proceeding", 115, True),
    Stage("E_private_settlement", "schikking buiten de rechter", "private settlement", "", "matter", 116, True),
)

_OVERLAYS: tuple[Overlay, ...] = (
    Overlay("stayed", "aangehouden", "stayed"),
    Overlay("parked", "op de parkeerrol", "on the parking docket"),
    Overlay("preliminary_question_CJEU", "vraag aan het Hof van Justitie",
            "question to the Court of Justice of the EU", "art. 267 VWEU"),
    Overlay("preliminary_question_HR", "vraag aan de Hoge Raad", "question to the Supreme Court", "art. 392 Rv",
            is_confirmed=False),
    Overlay("appeal_pending", "hoger beroep loopt", "appeal pending", "art. 339 Rv"),
    Overlay("cassation_pending", "cassatie loopt", "cassation pending", "art. 402 Rv", is_confirmed=False),
    Overlay("conditional", "onder voorwaarde", "conditional",
            note="Such as admissible only if the funding agreement changes."),
    Overlay("provisionally_enforceable", "uitvoerbaar bij voorraad", "provisionally enforceable",
            "art. 1018k lid 1 Rv"),
)
# fmt: on

STAGES: dict[str, Stage] = {row.code: row for row in _STAGES}
OVERLAYS: dict[str, Overlay] = {row.code: row for row in _OVERLAYS}
_BY_SHORT = {row.short: row for row in _STAGES}


def stage(code: str) -> Stage:
    """Return the stage with this code, whole or short; otherwise raise UnknownStage.

    >>> stage("S46").code, stage("E_dismissed").is_end
    ('S46_opt_out_window', True)
    """
    try:
        return STAGES.get(code) or _BY_SHORT[code]
    except (KeyError, TypeError):
        raise UnknownStage(code) from None


def overlay(code: str) -> Overlay:
    """Return the overlay with this code; otherwise raise UnknownStage.

    >>> overlay("parked").en
    'on the parking docket'
    """
    try:
        return OVERLAYS[code]
    except (KeyError, TypeError):
        raise UnknownStage(code) from None
