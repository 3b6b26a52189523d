"""Notices reach people: one claimed range at a time, one statement a range."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Case, DateTimeField, IntegerField, TextField, Value, When
from django.utils import timezone

from cases.core import claims
from cases.core.tenancy import acting_for
from claimants.notices import rules
from claimants.notices.audiences import people_of
from claimants.notices.choices import Rhythm
from claimants.notices.models import Notice, NoticeRange, Preference

COLUMNS = ("foundation_id", "claimant_id", "notice_id", "case_id", "kind", "key", "words", "due_at")
INSERT = f"INSERT INTO claimants_tiding ({', '.join(COLUMNS)}) %s ON CONFLICT DO NOTHING"


def address(*, limit: int = 100) -> int:
    """Address the ranges whose moment has come; the number of people told.

    A range is written in one transaction with its mark, so that a worker killed on the way leaves nothing half done.
    """
    return sum(_address(pk, token) for pk, token in claims.claimed(NoticeRange.objects.all(), limit=limit))


def _address(pk: int, token: str) -> int:
    rows = NoticeRange.objects.all()
    stretch = rows.get(pk=pk)
    try:
        with transaction.atomic(), acting_for(stretch.foundation_id):
            told = write_range(stretch, now=timezone.localtime())
            if not claims.finish(rows, pk, token, told_count=told):
                transaction.set_rollback(True)
                return 0
    except Exception as error:
        claims.retry(rows, pk, token, error=type(error).__name__, attempt=stretch.attempt_count)
        return 0
    return told


def write_range(stretch: NoticeRange, *, now: datetime) -> int:
    """Write what everybody of the range is to be told, in one statement; who was told already is not told twice."""
    notice = Notice.objects.get(pk=stretch.notice_id)
    people = people_of(notice, today=now.date()).filter(pk__range=(stretch.first_id, stretch.last_id)).order_by()
    weekly = Preference.objects.filter(kind=notice.kind, rhythm=Rhythm.WEEKLY).order_by().values("claimant")
    values = {
        "of_file": Value(notice.foundation_id, IntegerField()),
        "of_notice": Value(notice.pk, IntegerField()),
        "of_case": Value(notice.case_id, IntegerField()),
        "of_kind": Value(notice.kind),
        "without_key": Value(""),
        "own_words": Value("{}", TextField()),
        "mailed_at": Case(
            When(pk__in=weekly, then=Value(rules.due_at(Rhythm.WEEKLY, now), DateTimeField())),
            default=Value(rules.due_at(Rhythm.AT_ONCE, now), DateTimeField()),
        ),
    }
    chosen = people.annotate(**values).values_list("of_file", "pk", *list(values)[1:])
    sql, parameters = chosen.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(INSERT % sql, parameters)
        return cursor.rowcount
