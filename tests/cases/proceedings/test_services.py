import threading
from datetime import date

import pytest
from django.db import connection

from cases.core.errors import DomainError
from cases.documents import services as documents
from cases.journal.models import Entry
from cases.proceedings import services, state
from cases.proceedings.models import CourtEvent, DocketNumber, StageEntry
from tests import make

pytestmark = pytest.mark.django_db


def test_an_event_moves_its_tracks_and_nothing_else():
    case = make.case()
    one, other = (make.track(proceeding=make.proceeding(case=case)) for _ in range(2))

    services.record_event(case, kind="writ_served", happened_on=date(2024, 3, 1), tracks=[one], by=None)

    stages = {found.track: found.stage for found in state.track_states(case)}
    assert stages == {one: "S10_summons_served", other: None}


def test_the_same_event_twice_is_refused_with_a_sentence():
    case = make.case()
    track = make.track(proceeding=make.proceeding(case=case))
    facts = {"kind": "writ_served", "happened_on": date(2024, 3, 1), "tracks": [track], "by": None}
    services.record_event(case, **facts)

    with pytest.raises(DomainError, match="1 maart 2024") as refusal:
        services.record_event(case, **facts)

    assert refusal.value.field == "kind"


@pytest.fixture
def track():
    return make.track(proceeding=make.proceeding(case=make.case()))


def record(track, kind, day, **values):
    return services.record_event(
        track.proceeding.case, kind=kind, happened_on=date.fromisoformat(day), tracks=[track], by=None, **values
    )


def stage(track, on=None):
    return state.track_states(track.proceeding.case, on and date.fromisoformat(on), with_hidden=True)[0].stage


def conditions(track, on):
    found = state.track_states(track.proceeding.case, date.fromisoformat(on))[0].overlays
    return [condition.code for condition in found]


def test_two_events_on_one_day_are_fine(track):
    record(track, "writ_served", "2024-03-01")
    record(track, "writ_filed", "2024-03-01")

    assert stage(track) == "S15_registered"


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"kind": "abolished"}, "kind", "unknown-kind"),
        ({"kind": "opt_out_declared"}, "kind", "happens-to-person"),
        ({"happened_on": date(2999, 1, 1)}, "happened_on", "future"),
        ({"happened_on": None}, "happened_on", "missing"),
        ({"happened_on": "31-02-2024"}, "happened_on", "not-a-date"),
        ({"precision": "second"}, "precision", "precision"),
        ({"court_set_on": date(2020, 1, 1)}, "court_set_on", "court-date-before"),
        ({"tracks": []}, "tracks", "required"),
        ({"leads_to": "S77"}, "leads_to", "unknown-stage"),
        ({"source": "a\x00b"}, "source", "invalid"),
        ({"summary": "x" * 2001}, "summary", "invalid"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bad_input_names_the_field_and_leaves_nothing_behind(track, values, field, code):
    facts = {"kind": "writ_served", "happened_on": date(2024, 3, 1), "tracks": [track], "by": None}

    with pytest.raises(DomainError) as refusal:
        services.record_event(track.proceeding.case, **facts | values)

    assert (refusal.value.field, refusal.value.code) == (field, code)
    assert not CourtEvent.objects.exists()
    assert not Entry.objects.filter(action="event.recorded").exists()


def test_a_foreign_track_and_a_foreign_document_are_refused(track):
    other = make.track()
    with pytest.raises(DomainError, match="andere zaak"):
        services.record_event(
            track.proceeding.case, kind="writ_served", happened_on=date(2024, 3, 1), tracks=[track, other], by=None
        )

    paper = documents.store_document(make.case(), title="Vonnis", url="https://voorbeeld.example/v", by=None)
    with pytest.raises(DomainError) as refusal:
        record(track, "writ_served", "2024-03-01", document=paper)
    assert refusal.value.field == "document"


def test_a_refused_step_names_track_and_article(track):
    record(track, "writ_served", "2024-03-01")

    with pytest.raises(DomainError, match="1018h Rv") as refusal:
        record(track, "settlement_approved", "2024-03-02")

    assert refusal.value.field == "kind"
    assert str(track) in refusal.value.message


def test_the_journal_knows_the_event_and_no_text_of_people(track):
    event = record(track, "writ_served", "2024-03-01", note="Over mevrouw Jansen")

    entry = Entry.objects.get(action="event.recorded")
    assert entry.subject_id == event.public_id
    assert entry.data == {"kind": "writ_served", "on": "2024-03-01", "precision": "day"}


def test_an_event_backfilled_between_two_is_judged_there(track):
    record(track, "writ_served", "2024-03-01")
    record(track, "register_entry_published", "2024-03-08")
    record(track, "writ_filed", "2024-03-04")

    assert stage(track, "2024-03-05") == "S15_registered"
    assert stage(track) == "S20_waiting_period"


def test_conditions_begin_and_end(track):
    record(track, "inadmissible", "2023-08-16")
    record(track, "appeal_lodged", "2023-11-01")
    record(track, "appeal_confirmed", "2025-12-23")

    assert conditions(track, "2023-10-31") == []
    assert conditions(track, "2024-06-01") == ["appeal_pending"]
    assert conditions(track, "2025-12-23") == []


def test_a_condition_recorded_after_its_end_has_ended(track):
    record(track, "inadmissible", "2023-08-16")
    record(track, "appeal_lodged", "2023-11-15")
    record(track, "appeal_confirmed", "2025-12-23")
    record(track, "appeal_lodged", "2023-11-01")

    assert conditions(track, "2023-11-10") == ["appeal_pending"]
    assert conditions(track, "2026-01-01") == []


def test_withdrawing_the_end_lets_the_condition_run_on(track):
    record(track, "inadmissible", "2023-08-16")
    record(track, "appeal_lodged", "2023-11-01")
    end = record(track, "appeal_confirmed", "2025-12-23")
    services.withdraw_event(end, reason="Was een andere zaak", by=None)

    assert conditions(track, "2026-01-01") == ["appeal_pending"]


def test_a_correction_keeps_the_old_event_and_moves_the_stage(track):
    old = record(track, "writ_served", "2024-03-01")
    new = services.correct_event(old, reason="Verkeerde dag", happened_on=date(2024, 3, 5), by=None)

    assert stage(track, "2024-03-02") is None
    assert stage(track, "2024-03-05") == "S10_summons_served"
    assert new.corrects == old
    assert list(CourtEvent.objects.standing()) == [new]
    assert StageEntry.objects.count() == 2
    assert Entry.objects.get(action="event.corrected").data["replaces"] == str(old.public_id)


def test_a_correction_may_change_the_tracks(track):
    other = make.track(proceeding=make.proceeding(case=track.proceeding.case))
    old = record(track, "writ_served", "2024-03-01")
    services.correct_event(old, reason="Andere stichting", tracks=[other], by=None)

    assert {found.track: found.stage for found in state.track_states(track.proceeding.case)} == {
        track: None,
        other: "S10_summons_served",
    }


def test_what_was_corrected_or_withdrawn_is_done_with(track):
    old = record(track, "writ_served", "2024-03-01")
    services.correct_event(old, reason="Verkeerde dag", happened_on=date(2024, 3, 5), by=None)

    for attempt in (services.withdraw_event, services.correct_event):
        with pytest.raises(DomainError) as refusal:
            attempt(old, reason="Nog eens", by=None)
        assert refusal.value.code == "not-standing"


@pytest.mark.parametrize("reason", ["", "   "], ids=["empty", "blank"])
def test_a_correction_needs_a_reason(track, reason):
    event = record(track, "writ_served", "2024-03-01")

    with pytest.raises(DomainError) as refusal:
        services.withdraw_event(event, reason=reason, by=None)
    assert refusal.value.field == "reason"


def test_withdrawing_fills_in_what_a_later_event_leads_to(track):
    first = record(track, "jurisdiction_accepted", "2022-11-09")
    record(track, "admissible", "2023-10-25")
    assert [entry.stage for entry in track.stage_entries.all()] == ["S35_admissibility"]

    services.withdraw_event(first, reason="Was een andere zaak", by=None)

    assert stage(track, "2023-01-01") is None
    assert stage(track, "2023-10-25") == "S35_admissibility"


def test_after_a_withdrawal_the_same_event_may_be_recorded_again(track):
    event = record(track, "writ_served", "2024-03-01")
    services.withdraw_event(event, reason="Per ongeluk", by=None)
    record(track, "writ_served", "2024-03-01")

    assert stage(track) == "S10_summons_served"


def test_hidden_events_do_not_show_in_the_public_stage(track):
    record(track, "merits_begun", "2024-03-01")
    record(track, "agreement_signed", "2024-05-01", is_public=False)
    case = track.proceeding.case

    assert state.headline(case).stage == "S60_merits"
    assert state.headline(case).as_of == date(2024, 3, 1)
    assert state.headline(case, with_hidden=True).stage == "S80_settlement_submitted"


def test_skipped_stages_are_told_and_not_refused(track):
    event = record(track, "exclusive_representative_appointed", "2024-01-10")

    assert "halverwege" in event.warnings[0]


def test_a_number_is_stored_one_way_and_as_typed(track):
    number = services.add_docket_number(
        track.proceeding, number="C-09-623288-HA ZA 22-26", court=make.court("RBDHA"), by=None
    )

    assert (number.kind, number.number) == ("district", "C/09/623288 / HA ZA 22-26")
    assert number.as_entered == "C-09-623288-HA ZA 22-26"


def test_the_same_number_in_another_spelling_is_refused(track):
    services.add_docket_number(track.proceeding, number="C/13/715885 / HA ZA 22-283", by=None)

    with pytest.raises(DomainError) as refusal:
        services.add_docket_number(track.proceeding, number="C13/715885 HA ZA 22- 283", by=None)
    assert refusal.value.field == "number"


def test_one_number_may_list_two_proceedings(track):
    other = make.proceeding(case=track.proceeding.case, name="afgesplitst")
    for proceeding in (track.proceeding, other):
        services.add_docket_number(proceeding, number="C/13/716600 / HA ZA 22-332", by=None)

    assert DocketNumber.objects.count() == 2


def test_a_referral_ends_the_earlier_number_the_day_before(track):
    old = services.add_docket_number(
        track.proceeding, number="C/10/667023 / HA ZA 23-891", started_on=date(2023, 10, 1), by=None
    )
    services.add_docket_number(
        track.proceeding, number="C/13/751000 / HA ZA 24-500", started_on=date(2024, 5, 1), replaces=old, by=None
    )

    old.refresh_from_db()
    assert old.ended_on == date(2024, 4, 30)


@pytest.mark.parametrize("started_on", [None, date(2023, 9, 1)], ids=["no date", "before the old one"])
def test_a_referral_needs_a_date_after_the_old_number(track, started_on):
    old = services.add_docket_number(track.proceeding, number="23/04444", started_on=date(2023, 10, 1), by=None)

    with pytest.raises(DomainError) as refusal:
        services.add_docket_number(track.proceeding, number="24/00001", started_on=started_on, replaces=old, by=None)
    assert refusal.value.field == "started_on"
    assert DocketNumber.objects.count() == 1


def test_a_track_is_opened_once_and_within_its_case(track):
    with pytest.raises(DomainError, match="bestaat al"):
        services.open_track(track.proceeding)
    with pytest.raises(DomainError) as refusal:
        services.open_track(track.proceeding, group=make.group())
    assert refusal.value.field == "group"
    with pytest.raises(DomainError) as refusal:
        services.open_track(track.proceeding, defendant=make.defendant())
    assert refusal.value.field == "defendant"


def test_a_foundation_has_one_proceeding_unless_named(track):
    case, foundation = track.proceeding.case, track.proceeding.foundation
    with pytest.raises(DomainError):
        services.open_proceeding(case, foundation=foundation, by=None)
    services.open_proceeding(case, foundation=foundation, name="afgesplitst", by=None)

    assert case.proceedings.count() == 2


@pytest.mark.django_db(transaction=connection.vendor == "postgresql")
def test_of_two_identical_events_at_once_one_is_recorded():
    case = make.case()
    track = make.track(proceeding=make.proceeding(case=case))
    answers = []

    def attempt(start=None):
        if start:
            start.wait()
        try:
            record(track, "writ_served", "2024-03-01")
            answers.append("recorded")
        except DomainError as refusal:
            answers.append(refusal.code)

    twice_at_once(attempt)

    assert sorted(answers) == ["recorded", "recorded-already"]
    assert CourtEvent.objects.count() == 1


def twice_at_once(attempt):
    """An SQLite database in memory has one connection: there the two can only follow each other."""
    if connection.vendor == "sqlite":
        attempt()
        attempt()
        return
    start = threading.Barrier(2)
    threads = [threading.Thread(target=lambda: (attempt(start), connection.close())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
