"""What an event presupposes: a condition that runs, or the law that governs the track."""

from datetime import date

import pytest
from django.utils.translation import override

from cases.core.errors import DomainError
from cases.deadlines.models import Deadline
from cases.proceedings import services, state
from cases.proceedings.models import CourtEvent
from tests import make
from tests.cases.proceedings.steps import recorded as record

pytestmark = pytest.mark.django_db


@pytest.fixture
def track():
    return make.track(proceeding=make.proceeding(case=make.case()))


def standing(track, on):
    return state.track_states(track.proceeding.case, date.fromisoformat(on))[0]


def stage(track, on):
    return standing(track, on).stage


def conditions(track, on):
    return [condition.code for condition in standing(track, on).overlays]


@pytest.mark.parametrize(
    ("kind", "begin", "article"),
    [
        ("cassation_rejected", "cassatie ingesteld", "art. 402 Rv"),
        ("appeal_withdrawn", "hoger beroep ingesteld", "art. 339 Rv"),
        ("appeal_interlocutory_judgment", "hoger beroep ingesteld", "art. 339 Rv"),
        ("cjeu_answered", "vraag gesteld aan het Hof van Justitie", "art. 267 VWEU"),
        ("stay_lifted", "zaak aangehouden", ""),
    ],
)
def test_what_never_began_cannot_end(track, kind, begin, article):
    record(track, "inadmissible", "2023-08-16")
    with override("nl"), pytest.raises(DomainError) as refusal:
        record(track, kind, "2025-12-23")

    assert refusal.value.field == "kind"
    assert f"Leg eerst ‘{begin}’ vast" in refusal.value.message
    assert article in refusal.value.message
    assert not CourtEvent.objects.filter(kind=kind).exists()


def test_what_begins_later_cannot_end_before(track):
    record(track, "merits_begun", "2023-01-10")
    record(track, "stay_ordered", "2025-03-01")
    with pytest.raises(DomainError):
        record(track, "stay_lifted", "2024-01-10")
    record(track, "stay_lifted", "2025-03-01")
    with pytest.raises(DomainError):
        record(track, "stay_lifted", "2025-06-01")


def test_a_begin_of_unknown_date_is_enough(track):
    record(track, "dismissed", "2024-10-09")
    services.record_event(
        track.proceeding.case, kind="appeal_lodged", happened_on=None, precision="unknown", tracks=[track], by=None
    )
    record(track, "appeal_confirmed", "2025-12-23")

    assert conditions(track, "2026-01-01") == []


def test_what_began_by_mistake_can_still_be_taken_back_and_its_end_corrected(track):
    record(track, "dismissed", "2024-10-09")
    begin = record(track, "appeal_lodged", "2024-11-01")
    end = record(track, "appeal_confirmed", "2025-12-23")
    services.withdraw_event(begin, reason="Niet ingesteld", by=None)
    right = services.correct_event(end, reason="Andere dag", happened_on=date(2025, 12, 24), by=None)
    services.withdraw_event(right, reason="Ook niet", by=None)

    assert conditions(track, "2026-01-01") == []


class TestUnderTheLawBefore2020:
    @pytest.fixture
    def old(self):
        case = make.case()
        return make.track(
            proceeding=make.proceeding(case=case), claim_ground=make.claim_ground(case=case, regime="wca")
        )

    def test_a_writ_leads_to_the_merits_a_judgment_an_appeal_and_a_settlement(self, old):
        steps = [
            ("writ_served", "2015-03-02"), ("merits_begun", "2016-01-10"), ("declaratory_judgment", "2017-05-03"),
            ("appeal_lodged", "2017-07-01"), ("private_settlement_agreed", "2018-02-01"),
        ]  # fmt: skip
        found = [(record(old, kind, day), stage(old, day))[1] for kind, day in steps]

        assert found == [
            "S10_summons_served", "S60_merits", "S65_liability_judgment", "S65_liability_judgment",
            "E_private_settlement",
        ]  # fmt: skip

    def test_only_judgments_need_be_known(self, old):
        record(old, "writ_served", "2015-03-02")
        event = record(old, "dismissed", "2017-05-03")

        assert stage(old, "2017-05-03") == "E_dismissed"
        assert event.warnings == ()

    @pytest.mark.parametrize("kind", ["merits_begun", "declaratory_judgment", "dismissed"])
    def test_a_track_under_the_new_law_has_no_such_way(self, track, kind):
        record(track, "writ_served", "2021-03-02")
        with override("nl"), pytest.raises(DomainError, match="alleen onder het oude recht"):
            record(track, kind, "2022-01-10")

    def test_a_step_of_the_new_law_is_doubted(self, old):
        record(old, "writ_served", "2015-03-02")
        with override("nl"):
            event = record(old, "writ_filed", "2015-03-05")

        assert any("titel 14A" in warning for warning in event.warnings)

    def test_no_term_of_the_new_law_starts(self, old):
        record(old, "writ_served", "2026-11-02")

        assert not Deadline.objects.filter(term="D02").exists()
