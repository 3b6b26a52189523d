from datetime import date

import pytest

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.dossier.choices import RepresentationKind
from cases.proceedings import services, state
from cases.proceedings.models import Hearing, Overlay, StageEntry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make.case()


def track_of(case, **values):
    return make.track(proceeding=make.proceeding(case=case), **values)


def record(track, kind, day, **values):
    return services.record_event(
        track.proceeding.case, kind=kind, happened_on=date.fromisoformat(day), tracks=[track], by=None, **values
    )


class TestHeadline:
    def test_without_events_it_is_unknown(self, case):
        track_of(case)
        line = state.headline(case)
        assert (line.is_known, line.stage, line.since, line.as_of, line.name) == (False, None, None, None, "")

    def test_without_representatives_the_furthest_running_track_counts(self, case):
        one, other, ended = (track_of(case) for _ in range(3))
        record(one, "writ_served", "2021-06-01")
        record(other, "jurisdiction_accepted", "2022-11-09")
        record(ended, "inadmissible", "2023-01-01")
        line = state.headline(case)
        assert (line.stage, line.since, line.tracks) == ("S35_admissibility", date(2022, 11, 9), (other,))
        assert line.as_of == date(2023, 1, 1)

    def test_the_representatives_track_counts_before_a_further_one(self, case):
        group = make.group(case=case)
        own, other = track_of(case, group=group), track_of(case, group=group)
        record(own, "exclusive_representative_appointed", "2024-01-10")
        record(other, "merits_begun", "2024-02-10")
        make.representation(group=group, foundation=own.proceeding.foundation, started_on=date(2024, 1, 10))
        assert state.headline(case).tracks == (own,)
        assert state.headline(case, date(2024, 1, 9)).stage is None

    def test_a_party_only_does_not_lead(self, case):
        group = make.group(case=case)
        track = track_of(case, group=group)
        make.representation(
            group=group,
            foundation=track.proceeding.foundation,
            kind=RepresentationKind.PARTY,
            started_on=date(2024, 1, 1),
        )
        assert not state.track_states(case)[0].leads

    def test_a_track_of_all_groups_leads_when_its_foundation_leads_any(self, case):
        track = track_of(case)
        make.representation(group=make.group(case=case), foundation=track.proceeding.foundation)
        assert state.track_states(case)[0].leads

    @pytest.mark.parametrize("is_of_one_group", [True, False])
    def test_a_track_under_the_law_before_2020_has_no_exclusive_representative(self, case, is_of_one_group):
        group, ground = make.group(case=case), make.claim_ground(case=case, regime="wca")
        track = track_of(case, claim_ground=ground, group=group if is_of_one_group else None)
        make.representation(group=group, foundation=track.proceeding.foundation)
        (found,) = state.track_states(case)
        assert (found.is_old_law, found.leads, found.representatives) == (True, False, ())

    @pytest.mark.parametrize("kinds", [["admissible"], ["jurisdiction_accepted", "admissible_on_condition"]], ids=len)
    def test_an_admission_is_known_whether_or_not_it_moved_the_stage(self, case, kinds):
        track = track_of(case)
        for kind in kinds:
            record(track, kind, "2024-03-01")
        assert state.headline(case).is_admitted
        other = track_of(case)
        record(other, "jurisdiction_accepted", "2024-03-01")
        assert not state.headline(case).is_admitted
        assert [one.is_admitted for one in state.track_states(case)] == [True, False]

    def test_when_all_ended_the_last_end_counts(self, case):
        first, last = track_of(case), track_of(case)
        record(first, "dismissed", "2024-10-09")
        record(last, "inadmissible", "2025-12-23")
        assert state.headline(case).stage == "E_inadmissible"

    def test_a_future_window_is_not_now(self, case):
        track = track_of(case)
        record(track, "announcement_made", "2024-01-10")
        record(track, "opt_out_window_set", "2099-01-01")
        assert state.headline(case).stage == "S45_announcement"
        assert state.headline(case, date(2099, 1, 1)).stage == "S46_opt_out_window"

    def test_dates_keep_their_precision(self, case):
        record(track_of(case), "writ_served", "2025-11-01", precision="month")
        line = state.headline(case)
        assert (line.precision, line.as_of_precision) == ("month", "month")

    def test_names_follow_the_language(self, case):
        record(track_of(case), "dismissed", "2024-10-09")
        assert state.headline(case).name == "afgewezen"

    @pytest.mark.parametrize("size", [1, 8])
    def test_lists_ask_a_fixed_number_of_queries(self, size, django_assert_num_queries):
        cases = [make.case() for _ in range(size)]
        for one in cases:
            for _ in range(3):
                record(track_of(one), "writ_served", "2024-03-01")
        with django_assert_num_queries(5):
            found = state.headlines(cases)
            assert {line.name for line in found.values()} == {"dagvaarding uitgebracht"}
        with django_assert_num_queries(4):
            assert [str(track_state.track) for track_state in state.track_states(cases[0])]


class TestConditions:
    def codes(self, case, day):
        (found,) = state.track_states(case, date.fromisoformat(day))
        return [condition.code for condition in found.overlays]

    def test_an_appeal_on_an_unknown_day_follows_the_judgment_recorded_before_it(self, case):
        track = track_of(case)
        record(track, "writ_served", "2021-06-01")
        record(track, "inadmissible", "2023-09-20")
        services.record_event(
            case, kind="appeal_lodged", happened_on=None, precision="unknown", tracks=[track], by=None
        )
        assert self.codes(case, "2022-01-01") == []
        assert self.codes(case, "2023-09-19") == []
        assert self.codes(case, "2023-09-20") == ["appeal_pending"]

    def test_an_appeal_of_a_year_waits_for_the_judgment_of_that_year_though_it_moved_no_stage(self, case):
        track = track_of(case)
        record(track, "admissible", "2022-11-09")
        record(track, "interlocutory_judgment", "2024-01-10")
        record(track, "appeal_lodged", "2024-01-01", precision="year")
        assert self.codes(case, "2024-01-09") == []
        assert self.codes(case, "2024-01-10") == ["appeal_pending"]

    @pytest.mark.parametrize(
        ("appeal", "judgment", "is_overtaken"),
        [
            (("2024-10-09", "day"), ("2026-03-04", "day"), True),
            (("2024-01-01", "year"), ("2026-03-04", "day"), True),
            (("2024-10-09", "day"), ("2024-01-01", "year"), True),
            (("2024-01-01", "year"), ("2024-01-01", "year"), True),
            (("2026-03-04", "day"), ("2026-03-04", "day"), False),
            (("2026-03-04", "day"), ("2024-10-09", "day"), False),
        ],
        ids=["later", "after a vague appeal", "vague itself", "both vague", "the same day", "earlier"],
    )
    def test_an_appeal_is_overtaken_by_a_stage_entered_later(self, case, appeal, judgment, is_overtaken):
        track = track_of(case)
        record(track, "exclusive_representative_appointed", "2024-01-10")
        appealed = make.event(
            track, kind="appeal_lodged", happened_on=date.fromisoformat(appeal[0]), precision=appeal[1]
        )
        Overlay.objects.create(track=track, code="appeal_pending", started_on=appealed.happened_on, event=appealed)
        on = date.fromisoformat(judgment[0])
        judged = make.event(track, kind="liability_judgment", happened_on=on, precision=judgment[1])
        StageEntry.objects.create(track=track, stage="S65_liability_judgment", entered_on=on, event=judged)
        (found,) = state.track_states(case)
        assert found.stage == "S65_liability_judgment"
        assert [condition.is_overtaken for condition in found.overlays] == [is_overtaken]

    def test_what_ended_in_a_month_ends_in_line_too(self, case):
        track = track_of(case)
        record(track, "writ_served", "2024-01-10")
        record(track, "stay_ordered", "2024-02-10")
        record(track, "stay_lifted", "2024-05-01", precision="month")
        assert self.codes(case, "2024-04-30") == ["stayed"]
        assert self.codes(case, "2024-05-01") == []


class TestHearings:
    def plan(self, case, **values):
        values = {"subject": "Regiezitting", "planned_on": date(2026, 12, 15)} | values
        proceedings = values.pop("proceedings", None) or [make.proceeding(case=case)]
        return services.plan_hearing(case, proceedings=proceedings, **values, by=None)

    def test_a_moved_hearing_remembers_every_day(self, case):
        hearing = self.plan(case)
        for day in (date(2027, 1, 20), date(2027, 1, 6)):
            services.move_hearing(hearing, to_on=day, reason="Rol vol", by=None)
        assert [(move.from_on, move.to_on) for move in hearing.moves.all()] == [
            (date(2026, 12, 15), date(2027, 1, 20)),
            (date(2027, 1, 20), date(2027, 1, 6)),
        ]
        assert Hearing.objects.get().planned_on == date(2027, 1, 6)

    def test_a_move_over_a_newer_version_is_refused(self, case):
        hearing = self.plan(case)
        stale = Hearing.objects.get()
        services.move_hearing(hearing, to_on=date(2027, 1, 20), reason="Rol vol", by=None)
        with pytest.raises(ChangedMeanwhile):
            services.move_hearing(stale, to_on=date(2027, 2, 20), reason="Rol vol", by=None)
        assert hearing.moves.count() == 1

    def test_what_is_over_does_not_move(self, case):
        hearing = self.plan(case)
        services.cancel_hearing(hearing, reason="Schikking", by=None)
        for attempt in (
            lambda: services.move_hearing(hearing, to_on=date(2027, 1, 20), reason="x", by=None),
            lambda: services.cancel_hearing(hearing, reason="x", by=None),
            lambda: services.mark_hearing_held(hearing, by=None),
        ):
            with pytest.raises(DomainError) as refusal:
                attempt()
            assert refusal.value.code == "not-planned"

    def test_a_hearing_is_not_held_before_its_day(self, case):
        hearing = self.plan(case, planned_on=date(2099, 1, 1))
        with pytest.raises(DomainError):
            services.mark_hearing_held(hearing, by=None)

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"planned_on": "soon"}, "planned_on"),
            ({"subject": ""}, "subject"),
            ({"proceedings": "foreign"}, "proceedings"),
        ],
        ids=str,
    )
    def test_bad_input_names_the_field(self, case, values, field):
        if values.get("proceedings"):
            values = {"proceedings": [make.proceeding()]}
        with pytest.raises(DomainError) as refusal:
            self.plan(case, **values)
        assert refusal.value.field == field
        assert not Hearing.objects.exists()
