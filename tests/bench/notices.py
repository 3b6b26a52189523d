"""A notice for many, range by range, beside the barest statement that writes the same rows at once."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from cases.core.tenancy import acting_for
from claimants.notices import addressing, audiences, services
from claimants.notices.models import Notice, NoticeRange, Tiding
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
from tests import make
from tests.bench.measure import Line, best_of

TIDINGS, PEOPLE = Tiding._meta.db_table, Registration._meta.db_table
AT_A_TIME = 5_000


def lines(rows: int) -> Iterator[Line]:
    field = Field(rows)
    ours, theirs = best_of(3, field.address, before=field.empty), best_of(3, field.bare, before=field.empty)
    versus = "one bare INSERT ... SELECT of the same rows"
    ratio = round(ours / theirs, 2)
    yield Line("addressing a notice", round(rows / ours), "people/s", ratio, versus, rows, connection.vendor)


class Field:
    """One foundation with so many people in one group, and a notice to all of them."""

    def __init__(self, rows: int):
        self.rows, self.foundation = rows, make.foundation()
        self.group = make.group()
        with acting_for(self.foundation):
            for start in range(0, rows, AT_A_TIME):
                self._join(range(start, min(start + AT_A_TIME, rows)))
        self.notice = make.notice(foundation=self.foundation, case=self.group.case, group=self.group)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _join(self, numbers: range) -> None:
        people = [Claimant(foundation=self.foundation, full_name=f"Proef Persoon {number}") for number in numbers]
        now = timezone.now()
        Registration.objects.bulk_create(
            Registration(foundation=self.foundation, claimant=one, group=self.group, registered_at=now)
            for one in Claimant.objects.bulk_create(people)
        )

    def empty(self) -> None:
        with acting_for(self.foundation):
            Tiding.objects.all().delete()
            NoticeRange.objects.all().delete()
            Notice.objects.update(state="draft")
            self.notice.refresh_from_db()

    def address(self) -> None:
        """Count, cut into ranges and write them all, as staff and workers do together."""
        with acting_for(self.foundation):
            people = audiences.people_of(self.notice, today=timezone.localdate()).count()
        services.approve(self.notice, count=people, by=self._approver())
        NoticeRange.objects.update(due_at=timezone.now() - timedelta(seconds=1))
        while addressing.address():
            pass
        self._require_all()

    def bare(self) -> None:
        columns = "foundation_id, claimant_id, notice_id, case_id, kind, key, words, due_at"
        values = f"foundation_id, claimant_id, {self.notice.pk}, {self.group.case_id}, 'stage', '', '{{}}'"
        with acting_for(self.foundation), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TIDINGS} ({columns}) SELECT {values}, CURRENT_TIMESTAMP FROM {PEOPLE} "  # noqa: S608
                f"WHERE group_id = {self.group.pk}"
            )
        self._require_all()

    def _approver(self):
        return make.user()

    def _require_all(self) -> None:
        with acting_for(self.foundation):
            assert Tiding.objects.count() == self.rows
