"""Counting every open deadline anew and proposing what differs, beside reading the same rows."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection

from cases.deadlines.choices import DateSource
from cases.deadlines.models import Deadline
from cases.law.terms import TERMS, due
from cases.radar import services
from cases.radar.models import Shift, Survey
from tests import make
from tests.bench.measure import Line, best_of

CODES = ("D03", "D13", "D15", "D17")


def lines(rows: int = 10_000) -> Iterator[Line]:
    """One deadline in a hundred is a day off."""
    deadlines = Deadline.objects.filter(source=DateSource.COMPUTED).exclude(triggered_on=None)
    fill(rows)
    assert deadlines.count() == rows

    def forget():
        Shift.objects.all().delete()
        Survey.objects.all().delete()

    ours = best_of(3, services.look, before=forget)
    assert Shift.objects.count() == rows // 100
    theirs = best_of(3, lambda: list(deadlines.values_list(*services.READ)))
    forget()
    deadlines.update(state="lapsed")
    value, ratio = round(ours, 3), round(ours / theirs, 2)
    yield Line("radar over open deadlines", value, "s", ratio, "reading the same rows", rows, connection.vendor)


def fill(rows: int) -> None:
    case = make.case()
    Deadline.objects.bulk_create([deadline(case, number) for number in range(rows)], batch_size=500)


def deadline(case, number: int) -> Deadline:
    term = TERMS[CODES[number % len(CODES)]]
    triggered_on = date(2026, 1, 5) + timedelta(days=number % 600)
    proof = due(term, triggered_on)
    return Deadline(
        case=case,
        title=f"Termijn {number}",
        term=term.code,
        term_version=str(term.version),
        triggered_on=triggered_on,
        ends_on=proof.ends_on + timedelta(days=number % 100 == 0),
        is_provisional=proof.is_provisional or not term.is_confirmed,
        source=DateSource.COMPUTED,
    )
