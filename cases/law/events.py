"""The vocabulary of dated events: what each is called, which stage it leads to, which overlay it starts or ends.

An event is what happened in one track (or, for duties of the foundation, beside every track). Codes are stable: other
rooms store them. Which event may follow which stage is in `transitions.py`.

How to read a code: `jurisdiction_accepted` is a fact with a date, `..._set` a date fixed by the court, `..._ordered` an
order to do something, `appeal_...` and `cassation_...` the doings of a higher court.
"""

from __future__ import annotations

from dataclasses import dataclass

# What sort of ruling an event is; it decides which remedy is open against it.
RULINGS: dict[str, tuple[str, str]] = {
    "interlocutory":    ("tussenvonnis of tussenbeschikking in eerste aanleg",
    "interlocutory decision at first instance"),
    "final":            ("eindvonnis of eindbeschikking in eerste aanleg", "final decision at first instance"),
    "summary":          ("vonnis in kort geding", "judgment in interim relief proceedings"),
    "appeal":           ("arrest van het gerechtshof", "judgment of the court of appeal"),
    "summary_appeal":   ("arrest in kort geding", "appeal judgment in interim relief proceedings"),
    "cassation":        ("arrest van de Hoge Raad", "judgment of the Supreme Court"),
    "preliminary":      ("antwoord op een prejudiciële vraag", "answer to a preliminary question"),
    "docket":           ("rolbeslissing", "docket decision"),
}  # fmt: skip


class UnknownEventKind(LookupError):
    """No event kind has this code."""

    def __init__(self, code: str):
        super().__init__(f"Unknown event kind: {code!r}.")
        self.code = code


@dataclass(frozen=True, slots=True)
class EventKind:
    """One sort of event (gebeurtenis).

    `enters` is the stage it leads to, None where the stage stays. `starts` and `ends` are overlays; `during` is one
    that must run and runs on. `ruling` is a code of RULINGS, empty for what is no decision of a court. `returns_track`
    marks a higher court's decision that may send the track back to an earlier stage. `happens_to` says what the date
    belongs to: `track`, `foundation` or `person`; `person` events are never recorded with a name on a case.
    `is_public_default` is the first proposal only.
    """

    code: str
    nl: str
    en: str
    article: str = ""
    enters: str | None = None
    starts: str | None = None
    ends: str | None = None
    during: str | None = None
    ruling: str = ""
    returns_track: bool = False
    is_public_default: bool = True
    happens_to: str = "track"
    is_confirmed: bool = True
    note: str = ""

    @property
    def is_ruling(self) -> bool:
        """Tell whether a court decided something; the opinion of the Procurator-General is not a ruling.

        >>> event_kind("dismissed").is_ruling, event_kind("opinion_published").is_ruling
        (True, False)
        """
        return bool(self.ruling)

    @property
    def presupposes(self) -> str | None:
        """The overlay without which this cannot happen. Who enters a stage may end one, but does not need it.

        >>> event_kind("stay_lifted").presupposes, event_kind("appeal_kept").presupposes
        ('stayed', 'appeal_pending')
        >>> event_kind("cure_completed").presupposes is None
        True
        """
        return self.during or (None if self.enters else self.ends)

    @property
    def is_of_appellant(self) -> bool:
        """Tell whether it begins or ends an appeal or cassation, which one party lodged.

        >>> [event_kind(code).is_of_appellant for code in ("appeal_lodged", "cassation_rejected", "stay_lifted")]
        [True, True, False]
        """
        return bool({self.starts, self.ends} & {"appeal_pending", "cassation_pending"})

    @property
    def is_higher_court(self) -> bool:
        """Tell whether the decision is one of a court of appeal or the Supreme Court.

        >>> event_kind("appeal_confirmed").is_higher_court, event_kind("dismissed").is_higher_court
        (True, False)
        """
        return self.ruling in ("appeal", "summary_appeal", "cassation")


Kind = EventKind

# One event a row, in the order of a procedure.
# fmt: off
EVENT_ROWS: tuple[EventKind, ...] = (
    # Before the writ
    Kind("preparation_begun", "voorbereiding begonnen", "preparation begun", enters="S00_preparation"),
    Kind("consultation_letter_sent", "verzoek tot overleg verstuurd", "consultation letter sent",
         "art. 3:305a lid 3 onder c BW", enters="S05_consultation"),
    Kind("consultation_letter_received", "verzoek tot overleg ontvangen", "consultation letter received",
         "art. 3:305a lid 3 onder c BW", enters="S05_consultation",
         note="The day the defendant received it starts the two weeks."),
    Kind("private_settlement_agreed", "schikking buiten de rechter gesloten", "private settlement agreed",
         enters="E_private_settlement"),

    # Writ, register, standstill
    Kind("writ_served", "dagvaarding uitgebracht", "writ served", "art. 1018c lid 1 Rv", enters="S10_summons_served",
         note="The day the bailiff served it, not the day it was filed."),
    Kind("writ_filed", "dagvaarding aangebracht", "writ filed", "art. 1018c lid 2 Rv", enters="S15_registered",
         note="Filed at the registry and entered in the register."),
    Kind("register_entry_published", "inschrijving in het register gepubliceerd", "register entry published",
         "art. 1018c lid 2 en 1018d lid 1 Rv", enters="S20_waiting_period",
         note="First writ on the event: the publication date starts the three months and the one month."),
    Kind("later_register_entry_published", "latere dagvaarding in het register gepubliceerd",
         "later writ published in the register", "art. 1018d Rv", enters="S20_waiting_period", is_confirmed=False,
         note="A later foundation's writ on the same event; taken to open no window of its own."),
    Kind("competing_writ_served", "concurrerende dagvaarding uitgebracht", "competing writ served",
         "art. 1018d lid 1 Rv",
         note="Another foundation sued over the same event; recorded in the tracks of the others."),
    Kind("extension_asked", "verlenging gevraagd", "extension asked", "art. 1018d lid 2 Rv"),
    Kind("extension_granted", "verlenging verleend", "extension granted", "art. 1018d lid 2 Rv",
         enters="S21_waiting_extended", ruling="docket",
         note="Helps only the foundation that asked: HR 14 March 2025, ECLI:NL:HR:2025:388."),
    Kind("extension_refused", "verlenging geweigerd", "extension refused", "art. 1018d lid 2 Rv", ruling="docket"),
    Kind("waiting_period_ended", "wachttermijn verstreken", "standstill ended", "art. 1018d Rv",
         enters="S35_admissibility",
         note="The last running window of the matter. Where jurisdiction is contested, S30 comes first."),

    # Jurisdiction
    Kind("jurisdiction_contested", "bevoegdheid betwist", "jurisdiction contested", "Brussel I bis; Rv",
         enters="S30_jurisdiction"),
    Kind("jurisdiction_accepted", "rechter bevoegd", "jurisdiction accepted", "Brussel I bis; Rv",
         enters="S35_admissibility", ruling="interlocutory"),
    Kind("jurisdiction_declined", "rechter onbevoegd", "jurisdiction declined", "Brussel I bis; Rv",
         enters="E_no_jurisdiction", ruling="final"),
    Kind("referred_to_other_court", "verwezen naar een andere rechtbank", "referred to another court", "art. 110 Rv",
         enters="S10_summons_served", ruling="interlocutory", is_confirmed=False,
         note="The proceeding gets a new number there."),
    Kind("joined_on_docket", "zaken gevoegd op de rol", "cases handled together", "art. 222 Rv", ruling="docket",
         is_confirmed=False, note="The proceedings stay separate."),
    Kind("joinder_refused", "voeging of tussenkomst geweigerd", "joinder refused", "art. 217 Rv",
         ruling="interlocutory", is_confirmed=False),

    # Admissibility and the exclusive representative
    Kind("admissible", "ontvankelijk", "admissible", "art. 3:305a BW; art. 1018c lid 5 Rv",
         enters="S35_admissibility", ruling="interlocutory", is_confirmed=False,
         note="The track stays in S35 until a representative is appointed."),
    Kind("admissible_on_condition", "ontvankelijk onder voorwaarde", "admissible on a condition", "art. 3:305a BW",
         enters="S35_admissibility", starts="conditional", ruling="interlocutory"),
    Kind("cure_ordered", "gelegenheid tot herstel gegeven", "chance to cure given", "rechtspraak", enters="S36_cure",
         ruling="interlocutory"),
    Kind("cure_completed", "gebrek hersteld", "defect cured", "rechtspraak", enters="S35_admissibility",
         ends="conditional"),
    Kind("inadmissible", "niet-ontvankelijk", "inadmissible", "art. 1018c lid 2 en 5 Rv", enters="E_inadmissible",
         ruling="final"),
    Kind("exclusive_representative_appointed", "exclusieve belangenbehartiger aangewezen",
         "exclusive representative appointed", "art. 1018e lid 1 Rv", enters="S40_eb_appointed", ends="conditional",
         ruling="interlocutory", note="Also recorded for a foundation that was not chosen: it stays party."),

    # Announcement and opt-out
    Kind("announcement_made", "aankondiging gedaan", "announcement made", "art. 1018f lid 2-3 Rv",
         enters="S45_announcement",
         note="The first announcement; the court's last day of the opt-out belongs to it."),
    Kind("further_announcement_made", "nog een aankondiging gedaan", "further announcement made",
         "art. 1018f lid 2-3 Rv", note="By another channel, after the first; moves nothing and starts no term."),
    Kind("opt_out_window_set", "opt-outtermijn begonnen", "opt-out window opened", "art. 1018f lid 1 Rv",
         enters="S46_opt_out_window"),
    Kind("opt_out_window_ended", "opt-outtermijn verstreken", "opt-out window ended", "art. 1018f lid 1 Rv",
         enters="S50_settlement_attempt"),
    Kind("opt_out_declared", "opt-out verklaard", "opt-out declared", "art. 1018f lid 1 Rv", is_public_default=False,
         happens_to="person"),
    Kind("opt_out_list_received", "lijst van opt-outs ontvangen van de griffie",
         "list of opt-outs received from the registry", "art. 1018f lid 1 Rv", is_public_default=False),
    Kind("foreign_opt_out_allowed", "opt-out ook voor het buitenland", "opt-out extended to persons abroad",
         "art. 1018f lid 5 Rv", ruling="interlocutory", is_confirmed=False),
    Kind("foreign_opt_out_refused", "opt-in blijft gelden voor het buitenland", "opt-in kept for persons abroad",
         "art. 1018f lid 5 Rv", ruling="interlocutory", is_confirmed=False),
    Kind("not_continued", "voortzetting geweigerd na opt-outs", "not continued after opt-outs", "art. 1018f lid 1 Rv",
         enters="E_not_continued", ruling="final"),

    # Settlement
    Kind("settlement_attempt_ordered", "schikking beproeven bevolen", "settlement attempt ordered", "art. 1018g Rv",
         enters="S50_settlement_attempt", ruling="docket"),
    Kind("settlement_attempt_failed", "geen schikking bereikt", "settlement attempt failed", "art. 1018g Rv",
         enters="S60_merits"),
    Kind("agreement_signed", "vaststellingsovereenkomst getekend", "settlement agreement signed", "art. 1018h Rv",
         enters="S80_settlement_submitted"),
    Kind("settlement_submitted", "schikking ter goedkeuring voorgelegd", "settlement submitted", "art. 1018h Rv",
         enters="S80_settlement_submitted"),
    Kind("settlement_approved", "schikking goedgekeurd", "settlement approved", "art. 1018h Rv",
         enters="S82_settlement_approved", ruling="final", is_confirmed=False,
         note="Whether and how long appeal is open is to be checked; no term hangs on it."),
    Kind("settlement_refused", "schikking niet goedgekeurd", "settlement refused", "art. 1018h Rv",
         enters="S50_settlement_attempt", ruling="interlocutory", is_confirmed=False),
    Kind("settlement_announced", "goedgekeurde schikking aangekondigd", "approved settlement announced",
         "art. 1018h Rv", enters="S84_second_opt_out", is_confirmed=False),
    Kind("second_opt_out_window_set", "tweede opt-outtermijn begonnen", "second opt-out window opened",
         "art. 1018h Rv", enters="S84_second_opt_out", is_confirmed=False),
    Kind("second_opt_out_window_ended", "tweede opt-outtermijn verstreken", "second opt-out window ended",
         "art. 1018h Rv", enters="S86_settlement_binding", is_confirmed=False),

    # Merits and damages scheme
    Kind("merits_begun", "inhoudelijke behandeling begonnen", "merits begun", "art. 1018b lid 2 Rv",
         enters="S60_merits"),
    Kind("statement_filed", "processtuk ingediend", "statement filed", is_public_default=False),
    Kind("hearing_held", "mondelinge behandeling gehouden", "hearing held"),
    Kind("case_management_hearing_held", "regiezitting gehouden", "case-management hearing held"),
    Kind("interlocutory_judgment", "tussenvonnis", "interlocutory judgment", ruling="interlocutory",
         note="A judgment that leaves the stage as it is; several are normal."),
    Kind("liability_judgment", "tussenvonnis over aansprakelijkheid", "judgment on liability",
         enters="S65_liability_judgment", ruling="interlocutory"),
    Kind("declaratory_judgment", "eindvonnis met verklaring voor recht", "final declaratory judgment",
         enters="S65_liability_judgment", ruling="final",
         note="Final judgment without damages: old law, or an idealistic claim."),
    Kind("dismissed", "vorderingen afgewezen", "claims dismissed", enters="E_dismissed", ruling="final"),
    Kind("scheme_proposals_ordered", "voorstellen voor schadeafwikkeling bevolen", "scheme proposals ordered",
         "art. 1018i Rv", enters="S70_scheme_proposals", ruling="interlocutory", is_confirmed=False),
    Kind("scheme_determined", "collectieve schadeafwikkeling vastgesteld", "damages scheme determined",
         "art. 1018i Rv", enters="S72_scheme_determined", ruling="final", is_confirmed=False),
    Kind("final_judgment_announced", "einduitspraak aangekondigd", "final judgment announced", "art. 1018j Rv",
         enters="S90_final_judgment_announced", is_confirmed=False),
    Kind("declared_provisionally_enforceable", "uitvoerbaar bij voorraad verklaard",
         "declared provisionally enforceable", "art. 1018k lid 1 Rv", starts="provisionally_enforceable"),

    # Interim relief
    Kind("summary_judgment", "vonnis in kort geding", "judgment in interim relief", "art. 254 Rv", ruling="summary",
         is_confirmed=False),
    Kind("summary_appeal_judgment", "arrest in kort geding", "appeal judgment in interim relief",
         ruling="summary_appeal"),

    # Appeal and cassation
    Kind("leave_to_appeal_granted", "tussentijds hoger beroep opengesteld", "leave to appeal granted",
         "art. 337 lid 2 Rv", ruling="docket", is_confirmed=False,
         note="Starts no term: the three months run from the judgment itself."),
    Kind("appeal_lodged", "hoger beroep ingesteld", "appeal lodged", "art. 339 Rv", starts="appeal_pending"),
    Kind("appeal_withdrawn", "hoger beroep ingetrokken", "appeal withdrawn", ends="appeal_pending"),
    Kind("appeal_interlocutory_judgment", "tussenarrest", "interlocutory appeal judgment", during="appeal_pending",
         ruling="appeal", note="The appeal goes on; the stage stays."),
    Kind("appeal_confirmed", "bekrachtigd in hoger beroep", "confirmed on appeal", ends="appeal_pending",
         ruling="appeal"),
    Kind("appeal_quashed_decided", "vernietigd; hof beslist zelf", "quashed; appeal court decides itself",
         ends="appeal_pending", ruling="appeal", returns_track=True),
    Kind("appeal_quashed_remitted", "vernietigd en teruggewezen", "quashed and remitted", ends="appeal_pending",
         ruling="appeal", returns_track=True),
    Kind("appeal_kept", "hof houdt de zaak aan zich", "appeal court keeps the case", during="appeal_pending",
         ruling="appeal", returns_track=True,
         note="The appeal court quashes and goes on itself; the appeal stays pending."),
    Kind("cassation_lodged", "cassatie ingesteld", "cassation lodged", "art. 402 Rv", starts="cassation_pending",
         is_confirmed=False, note="Also leapfrog cassation straight from the first instance."),
    Kind("cassation_withdrawn", "cassatie ingetrokken", "cassation withdrawn", ends="cassation_pending"),
    Kind("opinion_published", "conclusie van de procureur-generaal", "opinion of the Procurator-General",
         note="Has an ECLI but decides nothing: never moves a stage."),
    Kind("cassation_rejected", "cassatie verworpen", "cassation rejected", ends="cassation_pending",
         ruling="cassation"),
    Kind("cassation_quashed_decided", "vernietigd in cassatie; Hoge Raad doet zelf af",
         "quashed; Supreme Court decides itself", ends="cassation_pending", ruling="cassation", returns_track=True),
    Kind("cassation_quashed_remitted", "vernietigd in cassatie en verwezen", "quashed in cassation and referred",
         ends="cassation_pending", ruling="cassation", returns_track=True),

    # Questions to another court, rest
    Kind("cjeu_question_referred", "vraag gesteld aan het Hof van Justitie", "question referred to the CJEU",
         "art. 267 VWEU", starts="preliminary_question_CJEU", ruling="interlocutory"),
    Kind("cjeu_answered", "antwoord van het Hof van Justitie", "answer of the CJEU", "art. 267 VWEU",
         ends="preliminary_question_CJEU", ruling="preliminary"),
    Kind("hr_question_referred", "vraag gesteld aan de Hoge Raad", "question referred to the Supreme Court",
         "art. 392 Rv", starts="preliminary_question_HR", ruling="interlocutory", is_confirmed=False),
    Kind("hr_answered", "antwoord van de Hoge Raad", "answer of the Supreme Court", "art. 392 Rv",
         ends="preliminary_question_HR", ruling="preliminary", is_confirmed=False),
    Kind("stay_ordered", "zaak aangehouden", "stay ordered", starts="stayed", ruling="docket"),
    Kind("stay_lifted", "zaak hervat", "stay lifted", ends="stayed", ruling="docket"),
    Kind("parked", "op de parkeerrol geplaatst", "parked", starts="parked", ruling="docket"),
    Kind("unparked", "van de parkeerrol gehaald", "taken off the parking docket", ends="parked", ruling="docket"),

    # The end
    Kind("struck", "doorgehaald", "struck from the docket", enters="E_struck", ruling="docket"),
    Kind("withdrawn", "vordering ingetrokken", "claim withdrawn", enters="E_withdrawn"),
    Kind("irrevocable", "onherroepelijk geworden", "became irrevocable", "art. 1018k lid 1 Rv",
         enters="S92_irrevocable"),
    Kind("payout_begun", "uitkering begonnen", "payout begun", "art. 1018k Rv; art. 7:907 BW",
         enters="S95_claims_handling"),
    Kind("closed", "afgedaan", "closed", enters="S99_closed"),

    # Duties beside the procedure
    Kind("annual_papers_adopted", "jaarstukken vastgesteld", "annual papers adopted", "art. 3:305a lid 5 BW",
         is_public_default=False, happens_to="foundation", is_confirmed=False),
    Kind("breach_discovered", "datalek ontdekt", "data breach discovered", "art. 33 AVG", is_public_default=False,
         happens_to="foundation"),
    Kind("data_subject_request_received", "verzoek van betrokkene ontvangen", "data-subject request received",
         "art. 12 lid 3 AVG", is_public_default=False, happens_to="person"),
    Kind("late_damage_notice_received", "aanzegging aan later bekende gedupeerde",
         "notice to a person with late-known damage", "art. 1018k lid 2 Rv", is_public_default=False,
         happens_to="person"),
    Kind("damage_known", "schade en aansprakelijke bekend", "damage and liable person known", "art. 3:310 BW",
         is_public_default=False, happens_to="person", is_confirmed=False),
)
# fmt: on

EVENT_KINDS: dict[str, EventKind] = {row.code: row for row in EVENT_ROWS}


def event_kind(code: str) -> EventKind:
    """Return the event kind with this code; otherwise raise UnknownEventKind.

    >>> event_kind("writ_served").enters
    'S10_summons_served'
    """
    try:
        return EVENT_KINDS[code]
    except (KeyError, TypeError):
        raise UnknownEventKind(code) from None
