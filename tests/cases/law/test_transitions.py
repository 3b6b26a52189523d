import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.events import EVENT_KINDS, UnknownEventKind
from cases.law.stages import STAGES, UnknownStage, stage
from cases.law.transitions import RESUMES, TRANSITIONS, events_possible, may_enter, transitions_from

stages = st.sampled_from(list(STAGES))
events = st.sampled_from(list(EVENT_KINDS))
# Where the procedure itself goes back, without a higher court.
BACK = {
    ("S36", "S35"), ("S65", "S50"), ("S60", "S50"), ("S80", "S50"), ("S80", "S60"), ("S35", "S30"),
    ("S15", "S10"), ("S20", "S10"), ("S21", "S10"), ("S30", "S10"), ("S35", "S10"),
}  # fmt: skip


def replay(*happenings):
    """The stages a track goes through, and the overlays left at the end; every event must be allowed."""
    current, passed, overlays = None, [], set()
    for happening in happenings:
        code, more = happening if isinstance(happening, tuple) else (happening, {})
        verdict = may_enter(current, code, **more)
        assert verdict.is_allowed, verdict.reason.en
        overlays = (overlays | {EVENT_KINDS[code].starts}) - {EVENT_KINDS[code].ends, None}
        if verdict.target:
            current = verdict.target.code
            passed.append(verdict.target.short)
    return passed, overlays


def test_every_stage_and_event_of_a_transition_exists():
    assert all({row.from_stage, row.to_stage} <= set(STAGES) for row in TRANSITIONS)
    assert all(set(row.events) <= set(EVENT_KINDS) for row in TRANSITIONS)


def test_every_stage_can_be_reached_from_the_preparation():
    reached, edge = {"S00_preparation"}, ["S00_preparation"]
    while edge:
        fresh = {row.to_stage for row in transitions_from(edge.pop())} - reached
        reached |= fresh
        edge += fresh

    assert reached == set(STAGES)


def test_every_stage_leads_to_closed():
    leads = {"S99_closed"}
    for _ in STAGES:
        leads |= {row.from_stage for row in TRANSITIONS if row.to_stage in leads}

    assert leads == set(STAGES)


def test_no_transition_stands_twice_in_the_table():
    rows = [(row.from_stage, row.to_stage, event) for row in TRANSITIONS for event in row.events]

    assert len(rows) == len(set(rows))


def test_only_listed_rows_go_back_without_a_higher_court():
    back = {(stage(row.from_stage), stage(row.to_stage)) for row in TRANSITIONS}

    assert {(one.short, other.short) for one, other in back if other.order < one.order and not one.is_end} == BACK


@pytest.mark.parametrize(
    ("leave", "event", "enter"),
    [
        ("S00", "consultation_letter_sent", "S05"),
        ("S05", "writ_served", "S10"),
        ("S05", "private_settlement_agreed", "E_private_settlement"),
        ("S05", "agreement_signed", "S80"),
        ("S10", "writ_filed", "S15"),
        ("S10", "inadmissible", "E_inadmissible"),
        ("S15", "register_entry_published", "S20"),
        ("S20", "extension_granted", "S21"),
        ("S21", "waiting_period_ended", "S35"),
        ("S20", "jurisdiction_contested", "S30"),
        ("S30", "jurisdiction_accepted", "S35"),
        ("S30", "referred_to_other_court", "S10"),
        ("S30", "jurisdiction_declined", "E_no_jurisdiction"),
        ("S35", "cure_ordered", "S36"),
        ("S36", "cure_completed", "S35"),
        ("S35", "exclusive_representative_appointed", "S40"),
        ("S35", "inadmissible", "E_inadmissible"),
        ("S40", "announcement_made", "S45"),
        ("S45", "opt_out_window_set", "S46"),
        ("S46", "opt_out_window_ended", "S50"),
        ("S46", "not_continued", "E_not_continued"),
        ("S50", "settlement_attempt_failed", "S60"),
        ("S60", "agreement_signed", "S80"),
        ("S60", "liability_judgment", "S65"),
        ("S60", "dismissed", "E_dismissed"),
        ("S65", "settlement_attempt_ordered", "S50"),
        ("S65", "scheme_proposals_ordered", "S70"),
        ("S70", "scheme_determined", "S72"),
        ("S80", "settlement_approved", "S82"),
        ("S80", "settlement_refused", "S50"),
        ("S82", "settlement_announced", "S84"),
        ("S84", "second_opt_out_window_ended", "S86"),
        ("S72", "irrevocable", "S92"),
        ("E_dismissed", "irrevocable", "S92"),
        ("E_inadmissible", "irrevocable", "S92"),
        ("S72", "final_judgment_announced", "S90"),
        ("S92", "payout_begun", "S95"),
        ("S95", "closed", "S99"),
    ],
)
def test_the_procedure_goes_on(leave, event, enter):
    verdict = may_enter(stage(leave).code, event)

    assert verdict.is_allowed
    assert verdict.target.short == enter
    assert verdict.reason.nl
    assert verdict.reason.en


@pytest.mark.parametrize(
    ("current", "event", "article"),
    [
        ("S00", "register_entry_published", "1018d lid 1"),
        ("S05", "exclusive_representative_appointed", "1018e"),
        ("S05", "dismissed", "1018b"),
        ("S05", "appeal_lodged", "339"),
        ("S20", "announcement_made", "1018f"),
        ("S20", "irrevocable", "1018k"),
        ("S40", "jurisdiction_accepted", "1018c"),
        ("S46", "payout_begun", "1018k"),
        ("S60", "register_entry_published", "1018d"),
        ("E_inadmissible", "exclusive_representative_appointed", "1018e"),
        ("E_dismissed", "scheme_determined", "1018i"),
        ("S99", "writ_served", "1018c"),
    ],
)
def test_what_cannot_follow_is_refused_with_the_article(current, event, article):
    verdict = may_enter(stage(current).code, event)

    assert not verdict.is_allowed
    assert verdict.target is None
    assert article in verdict.article
    assert all(verdict.article in sentence for sentence in (verdict.reason.nl, verdict.reason.en))


@given(st.none() | stages, events, st.booleans(), st.booleans(), st.none() | stages)
def test_every_question_gets_an_answer_with_a_reason(current, event, after_higher_court, correction, target):
    verdict = may_enter(current, event, after_higher_court=after_higher_court, correction=correction, target=target)

    assert verdict.reason.nl.endswith(".")
    assert verdict.reason.en.endswith(".")
    assert verdict.is_allowed or (verdict.target is None and verdict.reason.nl != verdict.reason.en)


@given(stages, events)
def test_a_track_goes_back_only_by_a_row_or_a_higher_court(current, event):
    verdict = may_enter(current, event)
    went_back = verdict.target is not None and verdict.target.order < stage(current).order

    if went_back and not EVENT_KINDS[event].is_higher_court:
        assert (stage(current).short, verdict.target.short) in BACK or stage(current).is_end


@given(stages, events)
def test_an_end_is_reopened_only_by_a_higher_court(current, event):
    verdict = may_enter(current, event)

    if stage(current).is_end and verdict.target and not EVENT_KINDS[event].is_higher_court:
        assert verdict.target.short in ("S92", "S99", "E_private_settlement")


@given(st.none() | stages, st.booleans(), st.booleans())
def test_the_opinion_never_moves_a_stage(current, after_higher_court, correction):
    verdict = may_enter(current, "opinion_published", after_higher_court=after_higher_court, correction=correction)

    assert verdict.target is None


@pytest.mark.parametrize(
    "event", ["appeal_lodged", "cassation_lodged", "stay_ordered", "parked", "cjeu_question_referred"]
)
@given(current=stages)
def test_an_overlay_leaves_the_stage_as_it_is(event, current):
    assert may_enter(current, event).target is None


@given(stages, events)
def test_a_correction_may_put_any_stage_right(current, event):
    verdict = may_enter(current, event, correction=True)

    assert verdict.is_allowed


def test_a_correction_may_name_the_stage_that_should_have_stood_there():
    verdict = may_enter("S60_merits", "opt_out_window_ended", correction=True, target="S46_opt_out_window")

    assert verdict.target.short == "S46"
    assert "reden" in verdict.warnings[0].nl


@pytest.mark.parametrize(("ended", "resumed"), RESUMES.items())
@pytest.mark.parametrize("event", ["appeal_quashed_decided", "appeal_quashed_remitted", "appeal_kept"])
def test_quashing_an_end_resumes_where_it_ended(ended, resumed, event):
    assert may_enter(ended, event).target.code == resumed


def test_a_higher_court_may_send_a_track_to_any_stage_it_names():
    assert may_enter("S60_merits", "appeal_quashed_decided", target="E_inadmissible").target.short == "E_inadmissible"
    assert may_enter("S72_scheme_determined", "cassation_quashed_remitted", target="S60").target.short == "S60"


def test_a_quashed_judgment_without_a_named_stage_asks_for_one():
    verdict = may_enter("S60_merits", "appeal_quashed_remitted")

    assert (verdict.is_allowed, verdict.target) == (True, None)
    assert "stage" in verdict.warnings[0].en


def test_confirming_on_appeal_moves_nothing():
    assert may_enter("E_inadmissible", "appeal_confirmed").target is None


def test_after_a_higher_court_the_first_instance_may_go_back():
    assert not may_enter("S60_merits", "announcement_made").is_allowed
    assert may_enter("S60_merits", "announcement_made", after_higher_court=True).target.short == "S45"
    assert not may_enter("S20_waiting_period", "irrevocable", after_higher_court=True).is_allowed


@pytest.mark.parametrize(
    ("current", "event", "target"),
    [
        ("S20_waiting_period", "announcement_made", None),
        ("E_dismissed", "payout_begun", None),
        ("S05_consultation", "appeal_kept", "S35_admissibility"),
        ("S05_consultation", "dismissed", None),
    ],
)
def test_a_higher_court_lets_no_track_run_ahead(current, event, target):
    assert not may_enter(current, event, after_higher_court=True, target=target).is_allowed


def test_a_stage_the_event_does_not_lead_to_is_refused():
    verdict = may_enter("S35_admissibility", "exclusive_representative_appointed", target="S72_scheme_determined")

    assert not verdict.is_allowed
    assert may_enter("S80_settlement_submitted", "settlement_refused", target="S60").target.short == "S60"


def test_a_track_may_begin_late_but_is_asked_for_evidence():
    verdict = may_enter(None, "dismissed")

    assert verdict.target.short == "E_dismissed"
    assert "evidence" in verdict.warnings[0].en


def test_a_judgment_that_skips_stages_names_them():
    verdict = may_enter("S10_summons_served", "exclusive_representative_appointed")

    assert "standstill" in verdict.warnings[0].en


def test_a_writ_soon_after_the_letter_is_warned_about_not_blocked():
    verdict = may_enter("S05_consultation", "writ_served")

    assert verdict.is_allowed
    assert "3:305a" in verdict.warnings[0].nl


def test_interim_relief_may_come_before_the_writ():
    assert may_enter("S05_consultation", "summary_judgment").is_allowed


def test_the_events_to_choose_from_are_those_allowed():
    offered = {kind.code for kind in events_possible("S46_opt_out_window")}

    assert {"opt_out_window_ended", "not_continued", "opt_out_declared"} <= offered
    assert not {"writ_filed", "payout_begun"} & offered


@pytest.mark.parametrize(("current", "event", "error"), [
    ("S47_nothing", "closed", UnknownStage),
    ("", "closed", UnknownStage),
    ("S10_summons_served", "nothing", UnknownEventKind),
])  # fmt: skip
def test_unknown_codes_are_refused(current, event, error):
    with pytest.raises(error):
        may_enter(current, event)


def test_tiktok_goes_from_jurisdiction_by_a_cure_to_the_representative_and_waits_on_appeal():
    start = ("writ_served", "writ_filed", "register_entry_published", "jurisdiction_contested", "jurisdiction_accepted")
    chosen = (*start, "cure_ordered", "cure_completed", "admissible", "exclusive_representative_appointed")
    appeal = ("appeal_lodged", "appeal_kept", "parked")

    passed, overlays = replay(*chosen, *appeal)

    assert passed == ["S10", "S15", "S20", "S30", "S35", "S36", "S35", "S40"]
    assert overlays == {"appeal_pending", "parked"}


def test_tiktok_foundation_admissible_at_once_reaches_the_same_stage():
    passed, _ = replay("jurisdiction_accepted", "admissible", "exclusive_representative_appointed")

    assert passed == ["S35", "S40"]


def test_tiktok_claim_for_immaterial_damage_ends_and_is_revived_on_appeal():
    passed, _ = replay("jurisdiction_accepted", "inadmissible", "appeal_lodged", "appeal_kept")

    assert passed == ["S35", "E_inadmissible", "S35"]


def test_oracle_and_salesforce_come_back_from_inadmissible():
    passed, overlays = replay(
        "writ_served", "inadmissible", "appeal_lodged", "appeal_kept", "case_management_hearing_held"
    )

    assert passed == ["S10", "E_inadmissible", "S35"]
    assert overlays == {"appeal_pending"}


def test_apple_late_foundation_stays_out_through_leapfrog_cassation():
    passed, overlays = replay(
        "writ_served", "later_register_entry_published", "inadmissible",
        "cassation_lodged", "opinion_published", "cassation_rejected",
    )  # fmt: skip

    assert passed == ["S10", "S20", "E_inadmissible"]
    assert overlays == set()


def test_apple_first_foundation_waits_for_the_cjeu_in_the_jurisdiction_phase():
    passed, overlays = replay(
        "writ_served", "register_entry_published", "competing_writ_served", "jurisdiction_contested",
        "interlocutory_judgment", "cjeu_question_referred", "cjeu_answered",
    )  # fmt: skip

    assert passed == ["S10", "S20", "S30"]
    assert overlays == set()


def test_apple_extension_helps_the_one_who_asked():
    passed, _ = replay("register_entry_published", "extension_asked", "extension_granted", "jurisdiction_contested")

    assert passed == ["S20", "S21", "S30"]


def test_vattenfall_is_dismissed_and_appealed():
    passed, overlays = replay(
        "writ_served", "interlocutory_judgment", "hearing_held", "interlocutory_judgment",
        "exclusive_representative_appointed", "announcement_made", "dismissed", "appeal_lodged",
    )  # fmt: skip

    assert passed == ["S10", "S40", "S45", "E_dismissed"]
    assert overlays == {"appeal_pending"}


def test_twitter_starts_again_at_the_other_court():
    passed, _ = replay("writ_served", "jurisdiction_contested", "referred_to_other_court", "jurisdiction_accepted")

    assert passed == ["S10", "S30", "S10", "S35"]


def test_airbus_stays_out_after_appeal():
    passed, overlays = replay(
        "writ_served", "inadmissible", "appeal_lodged", "appeal_confirmed", "irrevocable", "closed"
    )

    assert passed == ["S10", "E_inadmissible", "S92", "S99"]
    assert overlays == set()


def test_a_whole_procedure_runs_to_payout():
    passed, _ = replay(
        "preparation_begun", "consultation_letter_sent", "consultation_letter_received", "writ_served", "writ_filed",
        "register_entry_published", "waiting_period_ended", "admissible", "exclusive_representative_appointed",
        "announcement_made", "further_announcement_made", "opt_out_window_set", "opt_out_window_ended",
        "settlement_attempt_failed", "liability_judgment", "settlement_attempt_ordered", "settlement_attempt_failed",
        "liability_judgment", "scheme_proposals_ordered", "scheme_determined", "final_judgment_announced",
        "irrevocable", "payout_begun", "closed",
    )  # fmt: skip

    assert " ".join(passed) == ("S00 S05 S10 S15 S20 S35 S40 S45 S46 S50 S60 S65 S50 S60 S65 S70 S72 S90 S92 S95 S99")


def test_a_settlement_becomes_binding_and_is_paid():
    passed, _ = replay(
        "settlement_attempt_ordered", "agreement_signed", "settlement_submitted", "settlement_refused",
        "agreement_signed", "settlement_approved", "settlement_announced", "second_opt_out_window_ended",
        "payout_begun", "closed",
    )  # fmt: skip

    assert passed == ["S50", "S80", "S50", "S80", "S82", "S84", "S86", "S95", "S99"]


def test_all_pairs_are_answered_quickly_enough_to_build_a_form():
    assert sum(may_enter(*pair).is_allowed for pair in itertools.product(STAGES, EVENT_KINDS)) > len(STAGES)
