"""The radar over many open deadlines: what a decree day would do, and doing it once two people accepted."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from django.db import connection, transaction

from cases.deadlines.models import Deadline
from cases.law.terms import TERMS, due
from cases.radar import services
from cases.radar.models import Survey
from tests import make
from tests.bench.measure import Line, best_of

FIRST = date(2026, 12, 1)
SPREAD = 600
CODES = ("D03", "D13", "D15", "D16")
READ = ("pk", "version", "term", "term_version", "triggered_on", "ends_on", "is_provisional")


class Undone(Exception):
    """Leaves a transaction as if nothing happened."""


def fill(rows: int) -> None:
    """Open deadlines as the law counts them, their triggers spread over some twenty months."""
    member = make.membership()
    case = make.case()
    count = cache(lambda code, on: due(TERMS[code], on))
    made = []
    for number in range(rows):
        code, on = CODES[number % len(CODES)], FIRST + timedelta(days=number % SPREAD)
        proof = count(code, on)
        made.append(
            Deadline(
                case=case,
                foundation=member.foundation,
                responsible=member.user,
                title=TERMS[code].nl,
                term=code,
                term_version="1",
                source="computed",
                triggered_on=on,
                raw_ends_on=proof.raw_ends_on,
                ends_on=proof.ends_on,
                is_provisional=not TERMS[code].is_confirmed,
                proof=proof.as_dict(),
            )
        )
    Deadline.objects.bulk_create(made, batch_size=500)


def undone(action) -> None:
    """Run an action in a transaction, then take it back."""
    try:
        with transaction.atomic():
            action()
            raise Undone
    except Undone:
        pass


def lines(rows: int = 10_000) -> Iterator[Line]:
    fill(rows)

    def product():
        make.decree_day()

    def bare():
        list(Deadline.objects.running().order_by("pk").values_list(*READ))

    ours, theirs = best_of(3, lambda: undone(product)), best_of(3, bare)
    versus = "reading the same rows, without counting or comparing"
    name = connection.vendor
    yield Line(
        "radar over open deadlines", round(rows / ours), "deadlines/s", round(ours / theirs, 2), versus, rows, name
    )
    yield from applying(rows, name)


def applying(rows: int, name: str) -> Iterator[Line]:
    make.decree_day()
    survey = Survey.objects.get()
    services.accept(survey, by=make.user())
    second, moved = make.user(), survey.shifts.count()
    keys = list(survey.shifts.values_list("deadline", flat=True))

    def bare():
        for key in keys:
            Deadline.objects.filter(pk=key).update(ends_on=date(2028, 5, 9))

    ours = best_of(2, lambda: undone(lambda: services.accept(survey, by=second)))
    theirs = best_of(2, lambda: undone(bare))
    versus = "one bare UPDATE for each, without proof, reminders or journal"
    yield Line("accepted changes", round(moved / ours), "deadlines/s", round(ours / theirs, 2), versus, rows, name)
