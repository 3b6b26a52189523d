import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.declarations import chain, ledger, rules, services
from claimants.declarations.models import Declaration, Ledger, Window
from claimants.numbers.models import NumberEntry
from tests import make

pytestmark = pytest.mark.django_db
OPENS, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture
def window():
    return services.record_window(make.group(), kind="opt_out", opens=OPENS, closes=LAST, by=make.user())


@pytest.fixture
def noor():
    return make.claimant()


def declare(claimant, window, **values) -> Declaration:
    return services.declare(claimant, window, **{"kind": window.kind, "by": None} | values)


def rows(claimant):
    with acting_for(claimant.foundation_id):
        return list(Declaration.objects.in_order())


class TestWindows:
    def test_a_last_day_is_meant_whole(self, window):
        assert window.closes_at == datetime(2026, 3, 31, 22, tzinfo=UTC)
        assert window.opens_at == datetime(2026, 2, 28, 23, tzinfo=UTC)

    def test_r25_a_moment_without_an_offset_is_refused(self):
        with pytest.raises(DomainError, match="UTC") as refused:
            services.record_window(
                make.group(), kind="opt_out", opens=OPENS, closes=datetime.fromisoformat("2026-03-29T02:30"), by=None
            )
        assert refused.value.field == "closes"
        assert not Window.objects.exists()

    def test_a_moment_with_an_offset_is_kept_to_the_second(self):
        until = datetime.fromisoformat("2026-03-31T17:00:00+02:00")
        window = services.record_window(make.group(), kind="opt_out", opens=OPENS, closes=until, by=None)
        assert window.closes_at == until

    def test_a_window_shorter_than_the_law_allows_stands_with_a_warning(self):
        short = services.record_window(make.group(), kind="opt_out", opens=OPENS, closes=date(2026, 3, 30), by=None)
        assert [("1 april 2026" in one, "art. 1018f lid 1 Rv" in one) for one in short.warnings] == [(True, True)]
        assert short.pk

    def test_the_time_runs_from_the_announcement_it_rests_on(self, window):
        announced = make.event(case=window.group.case, kind="announcement_made", happened_on=date(2026, 2, 1))
        window = services.change_window(window, version=window.version, event=announced, by=None)
        assert window.warnings == ()

    def test_an_event_of_another_case_is_refused(self, window):
        with pytest.raises(DomainError) as refused:
            services.change_window(window, version=window.version, event=make.event(), by=None)
        assert refused.value.field == "event"

    def test_an_unused_window_can_be_corrected_and_the_journal_says_so(self, window):
        services.change_window(window, version=window.version, closes=date(2026, 4, 30), by=make.user())
        entry = Entry.objects.get(action="window.changed")
        assert (entry.data, entry.case) == ({"fields": ["closes_at"]}, window.group.case)

    def test_a_stale_form_changes_nothing(self, window):
        services.change_window(window, version=window.version, closes=date(2026, 4, 30), by=None)
        with pytest.raises(ChangedMeanwhile):
            services.change_window(window, version=window.version, closes=date(2026, 5, 30), by=None)

    def test_a_window_in_which_somebody_declared_is_not_edited(self, window, noor):
        declare(noor, window)
        with pytest.raises(DomainError):
            services.change_window(window, version=window.version, closes=date(2026, 4, 30), by=None)

    def test_it_is_replaced_by_a_row_that_says_what_it_replaces(self, window, noor):
        declare(noor, window)
        longer = services.replace_window(window, closes=date(2026, 4, 30), by=make.user())
        window.refresh_from_db()
        assert (window.is_superseded, longer.supersedes, longer.opens_at) == (True, window, window.opens_at)
        with pytest.raises(DomainError):
            services.replace_window(window, closes=date(2026, 5, 30), by=None)

    def test_a_declaration_in_a_replaced_window_lands_in_the_one_in_force(self, window, noor):
        longer = services.replace_window(window, closes=date(2036, 4, 30), by=None)
        made = declare(noor, window)
        assert (made.window, made.is_in_time) == (longer, True)


class TestDeclare:
    @pytest.mark.parametrize(
        ("moment", "is_in_time"),
        [
            ("2026-02-28T23:59:59.999999+01:00", False),
            ("2026-03-01T00:00:00+01:00", True),
            ("2026-03-29T02:00:00+01:00", True),
            ("2026-03-31T23:59:59.999999+02:00", True),
            ("2026-03-31T22:00:00+00:00", False),
            ("2026-04-01T00:00:00+02:00", False),
        ],
    )
    def test_to_the_second_at_both_edges(self, window, noor, moment, is_in_time):
        made = declare(noor, window, received_at=datetime.fromisoformat(moment))
        assert made.is_in_time is is_in_time

    def test_autumn_has_an_hour_twice_and_both_count(self, noor):
        window = services.record_window(
            make.group(), kind="opt_out", opens=date(2025, 10, 1), closes=date(2025, 10, 26), by=None
        )
        for moment in ("2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00"):
            assert declare(make.claimant(), window, received_at=datetime.fromisoformat(moment)).is_in_time

    def test_a_second_one_gives_the_first(self, noor):
        window = make.window()
        first = declare(noor, window)
        assert declare(noor, window, channel="letter", by=make.user()) == first
        assert len(rows(noor)) == 1

    def test_a_late_one_is_kept_marked_and_given_again(self, window, noor):
        late = declare(noor, window)
        assert (late.is_in_time, declare(noor, window)) == (False, late)

    def test_after_a_late_one_a_letter_that_came_in_time_still_counts(self, window, noor):
        declare(noor, window)
        letter = declare(noor, window, channel="letter", received_at=datetime(2026, 3, 5, tzinfo=UTC), by=make.user())
        assert (letter.is_in_time, letter.turn, len(rows(noor))) == (True, 2, 2)

    def test_an_extension_saves_a_late_one_without_touching_it(self, window, noor):
        late = declare(noor, window, received_at=datetime(2026, 4, 2, tzinfo=UTC))
        longer = services.replace_window(window, closes=date(2026, 4, 30), by=None)
        assert declare(noor, longer) == late
        with acting_for(noor.foundation_id):
            assert Declaration.objects.counting().get() == late
            assert Declaration.objects.get().is_in_time is False

    def test_a_shorter_window_takes_nothing_away(self, noor):
        window = make.window()
        declare(noor, window)
        services.replace_window(window, closes=timezone.now() - timedelta(days=1), by=None)
        with acting_for(noor.foundation_id):
            assert Declaration.objects.counting().count() == 1

    def test_what_does_not_belong_in_the_window_is_refused(self, window, noor):
        with pytest.raises(DomainError) as refused:
            declare(noor, window, kind="opt_in")
        assert refused.value.field == "kind"
        assert rows(noor) == []

    @pytest.mark.parametrize("moment", [datetime.fromisoformat("2026-03-05"), datetime(2999, 1, 1, tzinfo=UTC)])
    def test_a_naive_or_future_moment_is_refused(self, window, noor, moment):
        with pytest.raises(DomainError) as refused:
            declare(noor, window, received_at=moment)
        assert refused.value.field == "received_at"

    def test_an_opt_in_after_an_opt_out_needs_a_reversal_first(self, noor):
        out = make.window()
        abroad = make.window(group=out.group, kind="opt_in")
        first = declare(noor, out)
        with pytest.raises(DomainError):
            declare(noor, abroad)
        services.reverse(first, reason="Vergissing", by=make.user())
        assert declare(noor, abroad).is_in_time

    def test_only_the_checksum_of_the_letter_is_kept(self, noor):
        made = declare(noor, make.window(), evidence=b"brief")
        assert made.evidence_sha256 == hashlib.sha256(b"brief").hexdigest()

    def test_the_journal_names_nobody(self, noor):
        declare(noor, make.window())
        entry = Entry.objects.get(action="declaration.received")
        assert entry.data == {"kind": "opt_out", "channel": "portal", "is_in_time": True}


class TestReverse:
    def test_it_adds_a_row_and_keeps_the_first(self, noor):
        first = declare(noor, make.window())
        back = services.reverse(first, reason="De verkeerde persoon", by=make.user())
        assert (back.kind, back.reverses, [row.pk for row in rows(noor)]) == ("reversal", first, [first.pk, back.pk])
        with acting_for(noor.foundation_id):
            assert not Declaration.objects.standing().exists()

    def test_after_it_the_person_can_declare_again(self, noor):
        window = make.window()
        services.reverse(declare(noor, window), reason="Vergissing", by=make.user())
        assert declare(noor, window).turn == 2

    def test_the_numbers_count_it_and_count_it_no_longer(self, noor):
        window = make.window()
        services.reverse(declare(noor, window), reason="Vergissing", by=make.user())
        with acting_for(noor.foundation_id):
            counted = NumberEntry.objects.order_by("pk").values_list("measure", "delta")
            assert list(counted) == [("opted_out", 1), ("opted_out", -1)]

    def test_once_and_never_a_reversal_and_never_without_a_reason(self, noor):
        first = declare(noor, make.window())
        with pytest.raises(DomainError) as refused:
            services.reverse(first, reason=" ", by=make.user())
        assert refused.value.field == "reason"
        back = services.reverse(first, reason="Vergissing", by=make.user())
        for row in (first, back):
            with pytest.raises(DomainError):
                services.reverse(row, reason="Nog eens", by=make.user())


class TestChain:
    def test_rows_follow_each_other_and_the_ledger_knows_the_last(self, noor):
        window = make.window()
        people = [noor, *(make.claimant(foundation=noor.foundation) for _ in range(3))]
        made = [declare(person, window) for person in people]
        services.reverse(made[1], reason="Vergissing", by=make.user())
        with acting_for(noor.foundation_id):
            head = Ledger.objects.get()
            assert ledger.require_whole(chain.links()) == (head.length, head.head_hash) == (5, rows(noor)[-1].hash)

    def test_every_foundation_has_a_chain_of_its_own(self, noor):
        window = make.window()
        assert [declare(person, window).chain_position for person in (noor, make.claimant())] == [1, 1]

    @pytest.mark.parametrize(
        ("field", "value"),
        [("is_in_time", False), ("kind", "opt_in"), ("evidence_sha256", "0" * 64), ("channel", "phone"), ("turn", 2)],
    )
    def test_every_fact_is_bound(self, noor, field, value):
        first = declare(noor, make.window())
        setattr(first, field, value)
        with pytest.raises(ledger.Broken, match="place 1"):
            ledger.require_whole([chain.link_of(first)])

    def test_the_person_is_bound_but_not_told(self, noor):
        made = declare(noor, make.window())
        assert made.person == ledger.commitment(made.salt, noor.reference)
        assert noor.reference not in str(chain.body_of(made))


def test_the_own_interruption_is_counted_from_the_law_and_never_rolled():
    proof = rules.own_interruption(date(2026, 10, 25))
    assert (proof.ends_on.isoformat(), proof.ends_on.weekday()) == ("2027-04-25", 6)
    assert any(step.rule == "excluded" for step in proof.steps)
