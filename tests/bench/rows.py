"""A database full of reminders, written by the database itself, and put back after each run."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from cases.deadlines.models import Deadline, Reminder
from cases.outbox.models import Message
from tests import make

PEOPLE, RUNGS = 10, 10


class Field:
    """`rows` reminders of which `due` are due now; of the others half are done, half fall due in a year."""

    def __init__(self, rows: int, *, due: int):
        self.rows, self.due = rows, due
        self.foundation = make.foundation()
        case = make.case()
        people = [make.user() for _ in range(PEOPLE)]
        for person in people:
            make.membership(user=person, foundation=self.foundation)
        ends_on = timezone.localdate() + timedelta(days=60)
        Deadline.objects.bulk_create(
            [
                Deadline(
                    case=case,
                    foundation=self.foundation,
                    title=f"Termijn {number}",
                    ends_on=ends_on,
                    source="manual",
                    responsible=people[number % PEOPLE],
                )
                for number in range(rows // (PEOPLE * RUNGS))
            ],
            batch_size=500,
        )
        self._fill([person.pk for person in people])

    def _fill(self, people: list[int]) -> None:
        now = timezone.now()
        last_year, next_year = (self._moment(now + timedelta(days=days)) for days in (-365, 365))
        values = {
            "state": "CASE WHEN rung.i % 2 = 0 THEN 'done' ELSE 'waiting' END",
            "due_at": f"CASE WHEN rung.i % 2 = 0 THEN {last_year} ELSE {next_year} END",
            "deadline_id": "deadline.id",
            "deadline_version": "1",
            "days_before": "rung.i",
            "recipient_id": "person.id",
            "lease_token": "''",
            "last_error": "''",
            "attempt_count": "0",
            "death_count": "0",
            "has_begun": "false",
            "is_possible_duplicate": "false",
            "is_escalation": "false",
        }
        users = Reminder._meta.get_field("recipient").related_model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH RECURSIVE rung(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM rung WHERE i < {RUNGS - 1}) "  # noqa: S608
                f"INSERT INTO {Reminder._meta.db_table} ({', '.join(values)}) SELECT {', '.join(values.values())} "
                f"FROM {Deadline._meta.db_table} deadline CROSS JOIN {users} person CROSS JOIN rung "
                f"WHERE person.id IN ({', '.join(map(str, people))})"
            )
        waiting = Reminder.objects.filter(state="waiting").order_by("pk").values_list("pk", flat=True)
        # An odd step, so that the due rows are of everybody.
        self.keys = list(waiting)[:: max(1, self.rows // self.due // 2 - 1 | 1)][: self.due]
        self.put_back()
        self._analyse()

    def _moment(self, moment) -> str:
        value = f"'{connection.ops.adapt_datetimefield_value(moment)}'"
        return value if connection.vendor == "sqlite" else f"{value}::timestamptz"

    def _analyse(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def due_rows(self):
        """The reminders that fall due, spread evenly, in parts that SQLite accepts."""
        for start in range(0, len(self.keys), 500):
            yield Reminder.objects.filter(pk__in=self.keys[start : start + 500])

    def put_back(self) -> None:
        """Nothing sent, everything that is due due again."""
        long_ago = timezone.now() - timedelta(hours=1)
        for rows in self.due_rows():
            rows.update(
                state="waiting",
                due_at=long_ago,
                lease_token="",
                lease_until=None,
                attempt_count=0,
                done_at=None,
                message=None,
            )
        Message.objects.all().delete()
