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
LATER = date(2040, 1, 3)
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
    Deadline.objects.filter(shifts__isnull=True).update(term_version="0")
    yield from accepting(survey, "accepted changes", name)
    yield from accepting(services.look(), "accepted change of a rule", name)


def accepting(survey: Survey, what: str, name: str) -> Iterator[Line]:
    """Carry out one proposal, in portions as the worker does, beside one bare UPDATE for each of its deadlines."""
    for _person in range(2):
        services.accept(survey, by=make.user())
    keys = list(survey.shifts.values_list("deadline", flat=True))

    def product():
        while services.carry_out():
            pass

    def bare():
        for key in keys:
            Deadline.objects.filter(pk=key).update(ends_on=LATER)

    theirs = best_of(2, lambda: undone(bare))
    ours = best_of(1, product)
    versus = "one bare UPDATE for each, without proof, reminders or journal"
    moved = len(keys)
    yield Line(what, round(moved / ours), "deadlines/s", round(ours / theirs, 2), versus, moved, name)
