"""A rehearsal says what recording then does, and leaves nothing behind."""

from datetime import date

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from cases.core.errors import DomainError
from cases.deadlines.models import Deadline
from cases.dossier.choices import RelationKind
from cases.dossier.models import CaseRelation
from cases.parties.choices import Instance
from cases.preview import services
from cases.preview.picture import picture
from cases.preview.rules import changes
from cases.proceedings import services as proceedings
from cases.proceedings.models import CourtEvent
from tests import make
from tests.cases.proceedings.steps import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def lawyer():
    return make.membership()


@pytest.fixture
def track(lawyer):
    case = make.case(concern=make.concern(name="Concern Nul"))
    return make.track(proceeding=make.proceeding(case=case, foundation=lawyer.foundation), group=make.group(case=case))


def everything():
    """Every row of every table."""
    models = [
        model for app in ("cases", "claimants", "auth", "sessions") for model in apps.get_app_config(app).get_models()
    ]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def rehearsed(track, lawyer, kind, day, **values):
    case, on = track.proceeding.case, date.fromisoformat(day)
    facts = {"kind": kind, "happened_on": on, "tracks": [track], "by": lawyer.user} | values
    return services.rehearse(case, lambda: proceedings.record_event(case, **facts), foundation=lawyer.foundation, on=on)


def pictured(track, lawyer, on):
    today = timezone.localdate()
    return picture(track.proceeding.case, foundation=lawyer.foundation, today=today, on=max(today, on))


@pytest.mark.parametrize(
    ("earlier", "kind", "day", "values"),
    [
        ([], "writ_served", "2026-11-02", {}),
        ([("writ_served", "2026-11-02")], "register_entry_published", "2026-11-06", {}),
        ([("writ_served", "2026-06-02")], "register_entry_published", "2026-08-31", {"is_public": False}),
        ([("exclusive_representative_appointed", "2026-09-01")], "announcement_made", "2026-11-05",
         {"court_set_on": date(2027, 1, 31)}),
        ([("exclusive_representative_appointed", "2026-09-01")], "announcement_made", "2026-11-05", {}),
        ([("announcement_made", "2026-09-01")], "opt_out_window_set", "2027-03-01", {}),
        ([("merits_begun", "2026-09-01")], "dismissed", "2026-10-31", {}),
        ([("inadmissible", "2021-12-29"), ("appeal_lodged", "2022-03-28")],
         "appeal_quashed_remitted", "2026-11-03", {}),
        ([("exclusive_representative_appointed", "2024-01-10"), ("dismissed", "2024-10-09")],
         "merits_begun", "2024-03-01", {}),
        ([("merits_begun", "2024-03-01")], "stay_ordered", "2026-11-03", {}),
        ([("merits_begun", "2024-03-01"), ("stay_ordered", "2025-11-03")], "stay_lifted", "2026-11-03", {}),
        ([("merits_begun", "2024-03-01")], "hearing_held", "2026-11-03", {}),
        ([], "admissible", "2026-11-01", {"precision": "month"}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_recording_does_what_the_rehearsal_said(track, lawyer, earlier, kind, day, values):
    for what, when in earlier:
        recorded(track, what, when)
    on = date.fromisoformat(day)
    before = pictured(track, lawyer, on)

    said = rehearsed(track, lawyer, kind, day, **values)
    assert pictured(track, lawyer, on) == before
    case = track.proceeding.case
    event = proceedings.record_event(case, kind=kind, happened_on=on, tracks=[track], by=lawyer.user, **values)

    assert said.changes == changes(before, pictured(track, lawyer, on), tracks=frozenset([track.pk]))
    assert said.warnings == event.warnings


def test_it_says_the_deadlines_with_the_day_the_count_and_what_moves_it(track, lawyer):
    recorded(track, "merits_begun", "2026-01-05")
    (line,) = rehearsed(track, lawyer, "dismissed", "2026-07-31").changes.made
    assert (line.term, line.ends_on) == ("D13", date(2026, 11, 2))
    assert (line.counted, line.article) == ("3 maanden", "art. 339 lid 1 Rv")
    assert any("zaterdag" in day for day in line.skipped)
    assert line.responsible == str(lawyer.user)
    assert str(track) == line.concerns


def test_it_says_which_dates_somebody_must_fill_in(track, lawyer):
    recorded(track, "exclusive_representative_appointed", "2026-09-01")
    said = rehearsed(track, lawyer, "announcement_made", "2026-11-05")
    assert [term.code for term in said.wanted] == ["D06", "D07"]
    assert said.changes.made == ()
    filled = rehearsed(track, lawyer, "announcement_made", "2026-11-05", court_set_on=date(2027, 1, 31))
    assert filled.wanted == ()
    assert {line.ends_on for line in filled.changes.made} == {date(2027, 1, 31)}


def test_it_says_where_each_track_goes_and_what_the_public_reads(track, lawyer):
    recorded(track, "merits_begun", "2026-01-05")
    found = rehearsed(track, lawyer, "dismissed", "2026-07-31").changes
    (change,) = found.tracks
    assert (change.old.code, change.new.code) == ("S60_merits", "E_dismissed")
    assert found.is_told_otherwise
    assert {told.language for told in found.told} == {"nl", "en"}
    assert len({told.heading for told in found.told}) == 2


def test_a_hidden_event_changes_nothing_for_the_public(track, lawyer):
    recorded(track, "merits_begun", "2026-01-05")
    found = rehearsed(track, lawyer, "dismissed", "2026-07-31", is_public=False).changes
    assert found.tracks[0].has_other_stage
    assert not found.is_told_otherwise


def test_it_says_who_is_reminded_and_that_no_mail_goes_out(track, lawyer):
    found = rehearsed(track, lawyer, "writ_served", "2026-11-20").changes
    assert found.message_count == 0
    assert set(found.people) <= {str(lawyer.user)}


class TestNothingStays:
    def test_not_one_row_of_any_table(self, track, lawyer):
        recorded(track, "merits_begun", "2026-01-05")
        before = everything()
        rehearsed(track, lawyer, "dismissed", "2026-07-31")
        assert everything() == before

    def test_nor_of_a_correction(self, track, lawyer):
        event = recorded(track, "merits_begun", "2026-01-05")
        before = everything()
        services.rehearse(
            event.case,
            lambda: proceedings.correct_event(event, reason="Dag", happened_on=date(2026, 1, 6), by=lawyer.user),
            foundation=lawyer.foundation,
            on=date(2026, 1, 6),
        )
        assert everything() == before

    @pytest.mark.parametrize("fault", [DomainError("nee"), RuntimeError("stuk")], ids=["refused", "broken"])
    def test_nor_of_one_that_fails_halfway(self, track, lawyer, fault):
        case = track.proceeding.case
        before = everything()

        def act():
            recorded(track)
            raise fault

        with pytest.raises(type(fault)):
            services.rehearse(case, act, foundation=lawyer.foundation, on=date(2024, 3, 1))
        assert everything() == before

    @pytest.mark.django_db(transaction=True)
    def test_nor_outside_a_transaction_or_within_one(self, track, lawyer):
        before = everything()
        rehearsed(track, lawyer, "writ_served", "2026-11-02")
        assert everything() == before
        with transaction.atomic():
            rehearsed(track, lawyer, "writ_served", "2026-11-02")
            make.case(slug="blijft")
        assert not CourtEvent.objects.exists()
        assert apps.get_model("cases", "Case").objects.filter(slug="blijft").exists()


class TestRefusals:
    def test_the_law_says_no_with_its_article(self, track, lawyer):
        recorded(track, "inadmissible", "2021-12-29")
        with pytest.raises(DomainError, match="art.") as refusal:
            rehearsed(track, lawyer, "admissible", "2024-06-18")
        assert refusal.value.field == "kind"

    def test_a_date_below_the_minimum(self, track, lawyer):
        recorded(track, "exclusive_representative_appointed", "2026-09-01")
        with pytest.raises(DomainError, match="art. 1018f") as refusal:
            rehearsed(track, lawyer, "announcement_made", "2026-11-05", court_set_on=date(2026, 11, 10))
        assert refusal.value.field == "court_set_on"


class TestCorrections:
    def corrected(self, event, lawyer, **values):
        return services.rehearse(
            event.case,
            lambda: proceedings.correct_event(event, reason="Verkeerd", by=lawyer.user, **values),
            foundation=lawyer.foundation,
            on=values.get("happened_on", event.happened_on),
        ).changes

    def test_show_the_old_day_and_the_new_one(self, track, lawyer):
        recorded(track, "merits_begun", "2026-01-05")
        event = recorded(track, "dismissed", "2026-11-02")
        found = self.corrected(event, lawyer, happened_on=date(2026, 11, 9))
        (moved,) = found.moved
        assert (moved.old.ends_on, moved.new.ends_on) == (date(2027, 2, 2), date(2027, 2, 9))
        assert moved.has_other_day
        assert (found.made, found.closed) == ((), ())
        assert found.tracks[0].has_other_day

    def test_show_what_no_longer_follows(self, track, lawyer):
        recorded(track, "merits_begun", "2026-01-05")
        event = recorded(track, "dismissed", "2026-11-02")
        found = self.corrected(event, lawyer, kind="hearing_held")
        (closed,) = found.closed
        assert (closed.old.term, closed.new.state) == ("D13", "superseded")
        assert (found.tracks[0].old.code, found.tracks[0].new.code) == ("E_dismissed", "S60_merits")

    def test_show_conditions_that_no_longer_count_or_go_on(self, track, lawyer):
        recorded(track, "merits_begun", "2026-01-05")
        stay = recorded(track, "stay_ordered", "2026-02-02")
        assert [one.name for one in self.corrected(stay, lawyer, kind="hearing_held").undone] != []
        lifted = recorded(track, "stay_lifted", "2026-03-02")
        assert len(self.corrected(lifted, lawyer, kind="hearing_held").reopened) == 1


def test_deadlines_of_another_foundation_are_not_shown(track, lawyer):
    case = track.proceeding.case
    other = make.membership(foundation=make.foundation(short_name="Ander"))
    their = make.track(proceeding=make.proceeding(case=case, foundation=other.foundation), group=make.group(case=case))
    for one in (track, their):
        recorded(one, "merits_begun", "2026-01-05")
    found = rehearsed(track, lawyer, "dismissed", "2026-11-02", tracks=[track, their]).changes
    assert [line.place[0] for line in found.made] == [lawyer.foundation.pk]
    assert str(other.user) not in found.people
    recorded(their, "dismissed", "2026-11-02")
    theirs = Deadline.objects.get(foundation=other.foundation)
    assert theirs.pk not in pictured(track, lawyer, timezone.localdate()).deadlines


def test_a_higher_court_moves_it_back(track, lawyer):
    recorded(track, "inadmissible", "2021-12-29")
    recorded(track, "appeal_lodged", "2022-03-01")
    hof = make.court("GHAMS", name="Gerechtshof Amsterdam", instance=Instance.APPEAL)
    found = rehearsed(track, lawyer, "appeal_kept", "2024-06-18", court=hof).changes
    assert (found.tracks[0].old.code, found.tracks[0].new.code) == ("E_inadmissible", "S35_admissibility")


def test_it_names_the_cases_that_wait_for_the_answer(track, lawyer):
    waiting = make.case(title="TikTok")
    CaseRelation.objects.create(case=waiting, other=track.proceeding.case, kind=RelationKind.WAITS_FOR)
    recorded(track, "merits_begun", "2026-01-05")
    assert rehearsed(track, lawyer, "hearing_held", "2026-02-02").waiting == ()
    assert rehearsed(track, lawyer, "dismissed", "2026-11-02").waiting == ("TikTok",)
