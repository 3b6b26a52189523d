"""What comes from the registry, and what goes there."""

from datetime import UTC, date, datetime

import pytest

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from claimants.declarations import reconciliation, rules, services, submissions
from claimants.declarations.models import Declaration, RegistryRow
from claimants.declarations.positions import position_of
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def window():
    return make.window(opens_at=rules.opening(date(2026, 3, 1)), closes_at=rules.closing(date(2026, 3, 31)))


@pytest.fixture
def foundation():
    return make.foundation()


@pytest.fixture
def noor(foundation):
    return make.claimant(foundation=foundation, full_name="Proef Noor")


def taken_in(foundation, window, *lines: str):
    content = "\n".join(["kenmerk;naam;datum", *lines]).encode()
    return reconciliation.take_in(foundation, window, content=content, received_on=date(2026, 4, 2), by=make.user())


def outcomes(registry_list):
    with acting_for(registry_list.foundation_id):
        return list(registry_list.rows.values_list("outcome", flat=True))


def row(registry_list, line=2):
    with acting_for(registry_list.foundation_id):
        return RegistryRow.objects.select_related("registry_list__window__group__case").get(line=line)


class TestReconciliation:
    def test_a_line_is_certain_by_reference_and_name_and_never_by_name_alone(self, foundation, window, noor):
        made = taken_in(
            foundation,
            window,
            f"{noor.reference};proef  NOOR;31-03-2026",
            ";Proef Noor;31-03-2026",
            f"{noor.reference};Proef Ander;31-03-2026",
            ";Proef Onbekend;31-03-2026",
            "AAAAAAAAAAAA;;31-03-2026",
        )
        assert outcomes(made) == ["matched", "ambiguous", "ambiguous", "unmatched", "unmatched"]

    def test_what_we_were_never_told_is_kept_with_the_day_of_the_registry(self, foundation, window, noor):
        taken_in(foundation, window, f"{noor.reference};;31-03-2026")
        position = position_of(noor, window.group, on=TODAY)
        assert (position.standing.value, position.certainty.value) == ("opted_out", "confirmed")
        assert (position.declaration.channel, position.declaration.is_in_time) == ("registry", True)

    def test_what_came_late_to_us_counts_when_the_registry_had_it_in_time(self, foundation, window, noor):
        services.declare(noor, window, kind="opt_out", by=None)
        assert position_of(noor, window.group, on=TODAY).standing.value == "bound"
        taken_in(foundation, window, f"{noor.reference};;30-03-2026")
        assert position_of(noor, window.group, on=TODAY).standing.value == "opted_out"

    def test_the_same_file_again_changes_nothing(self, foundation, window, noor):
        first = taken_in(foundation, window, f"{noor.reference};;31-03-2026")
        assert taken_in(foundation, window, f"{noor.reference};;31-03-2026") == first
        with acting_for(foundation):
            assert Declaration.objects.count() == 1

    def test_staff_settle_what_the_file_cannot(self, foundation, window, noor):
        made = taken_in(foundation, window, ";Proef Noor;31-03-2026", ";Proef Ander;31-03-2026")
        reconciliation.settle(row(made), noor, by=make.user())
        reconciliation.set_aside(row(made, 3), by=make.user())
        assert outcomes(made) == ["settled", "set_aside"]
        assert position_of(noor, window.group, on=TODAY).certainty.value == "confirmed"
        with pytest.raises(DomainError):
            reconciliation.settle(row(made, 3), noor, by=make.user())

    def test_who_is_missing_is_noted_only_when_every_line_is_settled(self, foundation, window, noor):
        told = services.declare(noor, window, kind="opt_out", received_at=datetime(2026, 3, 5, tzinfo=UTC), by=None)
        made = taken_in(foundation, window, ";Proef Ander;31-03-2026")
        with pytest.raises(DomainError):
            reconciliation.note_missing(made, by=make.user())
        reconciliation.set_aside(row(made), by=make.user())
        assert reconciliation.note_missing(made, by=make.user()) == 1
        assert reconciliation.note_missing(made, by=make.user()) == 0
        position = position_of(noor, window.group, on=TODAY)
        assert (position.declaration, position.certainty.value) == (told, "not_listed")

    @pytest.mark.parametrize(
        "content",
        [
            b"", b"naam\nx\n", b"\xff\xfe", b"kenmerk;datum\nA;31-02-2026\n", b"kenmerk;datum\nA;\n",
            b"kenmerk;datum\nA;01-01-2999\n", b"kenmerk;datum\nA\x00;01-03-2026\n", b'kenmerk;datum\n"A;01-03-2026\n',
            b"kenmerk;datum\n" + b"A" * 41 + b";01-03-2026\n",
        ],
    )  # fmt: skip
    def test_a_bad_file_is_refused_whole(self, foundation, window, content):
        with pytest.raises(DomainError) as refused:
            reconciliation.take_in(foundation, window, content=content, received_on=date(2026, 4, 2), by=make.user())
        assert refused.value.field == "file"
        with acting_for(foundation):
            assert not RegistryRow.objects.exists()

    def test_another_foundation_is_not_touched(self, window, noor):
        other = make.foundation()
        assert outcomes(taken_in(other, window, f"{noor.reference};Proef Noor;31-03-2026")) == ["unmatched"]


class TestSubmission:
    def test_it_says_who_is_in_and_who_is_late(self, foundation, window, noor):
        services.declare(noor, window, kind="opt_out", received_at=datetime(2026, 3, 5, tzinfo=UTC), by=None)
        services.declare(make.claimant(foundation=foundation), window, kind="opt_out", by=None)
        made = submissions.make(foundation, window, by=make.user())
        assert (made.in_time_count, made.late_count, made.up_to) == (1, 1, 2)
        lines = bytes(made.content).decode("utf-8-sig").splitlines()
        assert lines[1] == f"1;{noor.reference};Proef Noor;opt_out;2026-03-05 01:00:00 +0100;ja;gemeld;1"
        assert ";nee;" in lines[2]

    def test_each_person_stands_on_it_once_and_what_was_reversed_does_not(self, foundation, window, noor):
        services.declare(noor, window, kind="opt_out", by=None)
        services.declare(noor, window, kind="opt_out", received_at=datetime(2026, 3, 5, tzinfo=UTC), by=None)
        gone = services.declare(make.claimant(foundation=foundation), window, kind="opt_out", by=None)
        services.reverse(gone, reason="Vergissing", by=make.user())
        made = submissions.make(foundation, window, by=make.user())
        assert (made.in_time_count, made.late_count) == (1, 0)

    def test_the_same_list_again_is_the_same_bytes_and_the_same_row(self, foundation, window, noor):
        services.declare(noor, window, kind="opt_out", by=None)
        first = submissions.make(foundation, window, by=make.user())
        assert submissions.make(foundation, window, by=make.user()) == first

    def test_a_name_is_never_a_formula(self, foundation, window):
        person = make.claimant(foundation=foundation, full_name='=HYPERLINK("x")')
        services.declare(person, window, kind="opt_out", by=None)
        assert b"'=HYPERLINK" in bytes(submissions.make(foundation, window, by=make.user()).content)

    def test_a_second_person_approves_it(self, foundation, window, noor):
        maker = make.user()
        made = submissions.make(foundation, window, by=maker)
        with pytest.raises(DomainError) as refused:
            submissions.approve(made, by=maker)
        assert refused.value.code == "four-eyes"
        assert submissions.approve(made, by=make.user()).approved_at

    def test_not_while_the_window_is_open(self, foundation):
        made = submissions.make(foundation, make.window(), by=make.user())
        with pytest.raises(DomainError):
            submissions.approve(made, by=make.user())

    def test_not_with_unsettled_lines_or_after_something_changed(self, foundation, window, noor):
        made = submissions.make(foundation, window, by=make.user())
        registry_list = taken_in(foundation, window, ";Proef Ander;31-03-2026")
        services.declare(noor, window, kind="opt_out", by=None)
        with acting_for(foundation):
            made.refresh_from_db()
            assert len(submissions.obstacles(made)) == 2
        reconciliation.set_aside(row(registry_list), by=make.user())
        with pytest.raises(DomainError):
            submissions.approve(made, by=make.user())
