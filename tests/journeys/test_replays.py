"""Four real cases, told by their sources, looked at on many days: stage, representative and deadlines of that day."""

from datetime import date

import pytest
from django.db import transaction

from cases.deadlines.models import Deadline
from cases.demo import loading, office, parties
from cases.demo.once import Once
from cases.demo.reading import read
from cases.dossier.models import Case, ClaimantGroup
from cases.proceedings import services as proceedings
from cases.proceedings import state
from cases.proceedings.models import CourtEvent, DocketNumber

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("replayed")]

SLUGS = ("tiktok", "apple-app-store", "oracle-salesforce", "vattenfall")
S10, S21, S30, S35, S36, S40 = (
    "S10_summons_served", "S21_waiting_extended", "S30_jurisdiction", "S35_admissibility", "S36_cure",
    "S40_eb_appointed",
)  # fmt: skip


@pytest.fixture(scope="module")
def replayed(django_db_setup, django_db_blocker):
    """The four cases, built once for all tests here by the services that staff use."""
    with django_db_blocker.unblock(), transaction.atomic():
        once = Once()
        parties.load(once)
        office.hire(once)
        for slug in SLUGS:
            loading.CaseLoader(read(slug), by=None).load()
        yield
        transaction.set_rollback(True)


def day(text: str) -> date:
    return date.fromisoformat(text)


def standing(slug: str, on: str) -> dict:
    """Foundation and ground of every track that day: its stage and conditions."""
    found = state.track_states(Case.objects.get(slug=slug), day(on))
    return {_name(one.track): (one.stage, {condition.code for condition in one.overlays}) for one in found}


def _name(track) -> tuple:
    regime = track.claim_ground.regime if track.claim_ground.code == "kw-fee" else track.claim_ground.code
    return track.proceeding.foundation.slug, regime


def stages(slug: str, on: str) -> dict:
    return {name: stage for name, (stage, _conditions) in standing(slug, on).items()}


def representatives(slug: str, on: str) -> dict:
    found = state.track_states(Case.objects.get(slug=slug), day(on))
    return {one.track.group.slug: [who.slug for who in one.representatives] for one in found if one.track.group}


def running(slug: str, on: str) -> set:
    """Foundation ("" for everybody), term and last day of what ran that day, by its own dates."""
    rows = Deadline.objects.filter(case__slug=slug, triggered_on__lte=day(on), ends_on__gte=day(on))
    rows = rows.exclude(state="superseded").select_related("foundation")
    return {(row.foundation.slug if row.foundation else "", row.term, row.ends_on.isoformat()) for row in rows}


def everybody(term: str, ends_on: str, *foundations: str) -> set:
    return {(foundation, term, ends_on) for foundation in foundations}


class TestTikTok:
    ALL = ("somi", "stbyp", "smc")

    @pytest.mark.parametrize(
        ("on", "somi", "others"),
        [
            ("2020-12-31", None, None),
            ("2021-05-31", None, S10),  # of the other writs only the year is known
            ("2021-06-01", S10, S10),
            ("2022-11-08", S10, S10),
            ("2022-11-09", S35, S35),
            ("2023-10-24", S35, S35),
            ("2023-10-25", S35, S36),
            ("2024-01-09", S35, S36),
            ("2024-01-10", S40, S40),
            ("2025-10-07", S40, S40),
            ("2026-11-22", S40, S40),
        ],
    )
    def test_the_stage_of_each_track_on_each_day(self, on, somi, others):
        found = stages("tiktok", on)
        assert {found["somi", "gdpr"], found["somi", "other-law"]} == {somi}
        assert {found[who, ground] for who in ("stbyp", "smc") for ground in ("gdpr", "other-law")} == {others}

    def test_each_group_has_its_own_representative_from_the_judgment_on(self):
        assert representatives("tiktok", "2024-01-09") == {"minderjarigen": [], "volwassenen": []}
        assert representatives("tiktok", "2024-01-10") == {"minderjarigen": ["stbyp"], "volwassenen": ["smc"]}
        assert representatives("tiktok", "2026-11-22") == {"minderjarigen": ["stbyp"], "volwassenen": ["smc"]}

    def test_only_the_privacy_ground_waits_from_7_october_2025_on(self):
        before, after = standing("tiktok", "2025-10-06"), standing("tiktok", "2025-10-07")
        assert not any("stayed" in conditions for _stage, conditions in before.values())
        assert {name for name, (_stage, conditions) in after.items() if "stayed" in conditions} == {
            (who, "gdpr") for who in self.ALL
        }
        assert all("appeal_pending" in conditions for _stage, conditions in after.values())

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2022-11-08", set()),
            ("2022-11-09", everybody("D14", "2023-02-09", *ALL)),
            ("2023-02-09", everybody("D14", "2023-02-09", *ALL)),
            ("2023-02-10", set()),
            ("2023-10-25", everybody("D14", "2024-01-25", *ALL)),
            ("2024-01-10", everybody("D14", "2024-01-25", *ALL) | everybody("D14", "2024-04-10", *ALL)),
            ("2024-04-10", everybody("D14", "2024-04-10", *ALL)),
            ("2024-04-11", set()),
            ("2025-10-07", everybody("D16", "2026-01-07", *ALL)),
            ("2026-01-07", everybody("D16", "2026-01-07", *ALL)),
            ("2026-01-08", set()),
        ],
        ids=["before", "V36", "V36 last day", "V36 over", "admission", "V35", "V35 last day", "V35 over", "V38",
             "V38 last day", "V38 over"],
    )  # fmt: skip
    def test_the_deadlines_that_run_on_each_day(self, on, expected):
        assert running("tiktok", on) == expected


class TestApple:
    @pytest.mark.parametrize(
        ("on", "rcj", "ccc", "asc"),
        [
            ("2021-10-03", None, None, None),
            ("2021-10-04", "S20_waiting_period", None, None),
            ("2021-11-29", "S20_waiting_period", None, S21),
            ("2022-03-31", "S20_waiting_period", S10, S21),
            ("2023-08-15", "S20_waiting_period", S10, S21),
            ("2023-08-16", S30, "E_inadmissible", S30),
            ("2025-03-14", S30, "E_inadmissible", S30),
            ("2025-12-02", S30, "E_inadmissible", S30),
        ],
    )
    def test_three_foundations_each_in_its_own_stage(self, on, rcj, ccc, asc):
        found = stages("apple-app-store", on)
        assert (found["rcj", "claim"], found["ccc", "claim"], found["asc", "claim"]) == (rcj, ccc, asc)

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2021-10-04", {("rcj", "D02", "2021-10-06"), ("", "D03", "2022-01-04"), ("", "D04", "2021-11-04")}),
            ("2021-11-29", {("", "D03", "2022-01-04"), ("asc", "D05", "2022-04-04")}),
            ("2022-01-04", {("", "D03", "2022-01-04"), ("asc", "D05", "2022-04-04")}),
            ("2022-01-05", {("asc", "D05", "2022-04-04")}),
            ("2022-03-31", {("asc", "D05", "2022-04-04"), ("ccc", "D02", "2022-04-04")}),
            ("2022-04-05", set()),
            ("2023-08-16", {("ccc", "D13", "2023-11-16")}),
            ("2024-01-18", {("rcj", "D14", "2024-04-18"), ("asc", "D14", "2024-04-18")}),
            ("2025-12-02", set()),
        ],
    )
    def test_the_window_ended_for_all_and_the_extension_helped_one(self, on, expected):
        assert running("apple-app-store", on) == expected

    def test_the_questions_to_the_court_of_justice_lie_between_two_days(self):
        def asked(on):
            return {name[0] for name, (_stage, codes) in standing("apple-app-store", on).items()
                    if "preliminary_question_CJEU" in codes}  # fmt: skip

        assert asked("2024-01-17") == set()
        assert asked("2024-01-18") == asked("2025-12-01") == {"rcj", "asc"}
        assert asked("2025-12-02") == set()

    def test_an_opinion_moves_nothing_and_the_judgment_ends_the_cassation(self):
        before, opinion, after = (
            standing("apple-app-store", on)["ccc", "claim"] for on in ("2024-11-07", "2024-11-08", "2025-03-14")
        )
        assert before == opinion == ("E_inadmissible", {"cassation_pending"})
        assert after == ("E_inadmissible", set())


class TestOracleAndSalesforce:
    def test_inadmissible_then_admissible_by_the_appeal_court(self):
        found = [stages("oracle-salesforce", on)["tpc", "claim"] for on in
                 ("2021-12-28", "2021-12-29", "2024-06-17", "2024-06-18", "2026-11-22")]  # fmt: skip
        assert found == [None, "E_inadmissible", "E_inadmissible", S35, S35]

    def test_the_end_stays_in_the_history(self):
        case = Case.objects.get(slug="oracle-salesforce")
        track = case.proceedings.get().tracks.get()
        assert [(row.stage, row.is_superseded) for row in track.stage_entries.all()] == [
            ("E_inadmissible", False), (S35, False),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2021-12-29", {("tpc", "D13", "2022-03-29")}),
            ("2022-03-30", set()),
            ("2024-06-18", {("tpc", "D16", "2024-09-18")}),
            ("2024-09-19", set()),
        ],
    )
    def test_appeal_and_cassation_each_have_three_months(self, on, expected):
        assert running("oracle-salesforce", on) == expected


class TestVattenfall:
    @pytest.mark.parametrize(
        ("on", "wamca", "wca"),
        [
            ("2022-03-29", None, None),
            ("2022-03-30", S10, S10),
            ("2023-10-24", S10, S10),
            ("2023-10-25", S40, S10),
            ("2024-10-09", "E_dismissed", "E_dismissed"),
        ],
    )
    def test_one_writ_two_regimes(self, on, wamca, wca):
        found = stages("vattenfall", on)
        assert (found["nuon-claim", "wamca"], found["nuon-claim", "wca"]) == (wamca, wca)

    def test_only_the_new_law_knows_a_representative(self):
        assert representatives("vattenfall", "2023-10-24") == {"zakelijke-klanten": []}
        assert representatives("vattenfall", "2023-10-25") == {"zakelijke-klanten": ["nuon-claim"]}
        without = ClaimantGroup.objects.filter(case__slug="vattenfall", tracks__claim_ground__regime="wca")
        assert not without.exists()

    def test_both_numbers_find_the_one_proceeding(self):
        numbers = ("C/13/716600 / HA ZA 22-332", "C/13/739929 / HA ZA 23-873")
        rows = DocketNumber.objects.filter(number__in=numbers)
        assert len(rows) == 2
        assert len({row.proceeding_id for row in rows}) == 1

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2022-03-30", {("nuon-claim", "D02", "2022-04-01")}),
            ("2022-10-26", {("nuon-claim", "D14", "2023-01-26")}),
            ("2023-02-01", {("nuon-claim", "D14", "2023-05-01")}),
            ("2023-10-25", {("nuon-claim", "D14", "2024-01-25")}),
            ("2024-10-09", {("nuon-claim", "D13", "2025-01-09")}),
            ("2025-01-09", {("nuon-claim", "D13", "2025-01-09")}),
            ("2025-01-10", set()),
        ],
        ids=["writ", "first judgment", "two regimes", "representative", "V37", "V37 last day", "V37 over"],
    )
    def test_the_deadlines_that_run_on_each_day(self, on, expected):
        assert running("vattenfall", on) == expected


def test_a_correction_moves_the_past_as_well_and_can_be_taken_back():
    """The day looked at never decides: a judgment dated a day later moves what was true between."""
    event = CourtEvent.objects.standing().get(case__slug="vattenfall", kind="dismissed")
    with transaction.atomic():
        later = proceedings.correct_event(event, reason="Een dag later", happened_on=day("2024-10-10"), by=None)
        assert stages("vattenfall", "2024-10-09")["nuon-claim", "wamca"] == S40
        assert running("vattenfall", "2025-01-10") == {("nuon-claim", "D13", "2025-01-10")}
        proceedings.undo_event(later, by=None)
        assert stages("vattenfall", "2024-10-09")["nuon-claim", "wamca"] == "E_dismissed"
        assert running("vattenfall", "2025-01-10") == set()
        transaction.set_rollback(True)
