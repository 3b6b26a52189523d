"""A step for many registrations, by filter and by a pasted list, beside one bare UPDATE of the same rows."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import F

from cases.core.tenancy import acting_for
from claimants.bulk import rules, services
from claimants.bulk.models import BulkStep
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
from tests import make
from tests.bench.measure import Line, best_of

VERSUS = "one bare UPDATE of the same rows in one transaction"


def lines(rows: int) -> Iterator[Line]:
    """Raises AssertionError when a registration was left behind."""
    foundation, group = make.foundation(), make.group()
    fill(foundation, group, rows)
    theirs = best_of(2, lambda: undone(lambda: bare(foundation)))
    step = None

    def choose():
        nonlocal step
        step = services.propose(foundation, case=group.case, to_state="verified", by=None)
        work(step)

    name = connection.vendor
    seconds = best_of(1, choose)
    yield Line(
        "choosing by filter", round(rows / seconds), "registrations/s", round(seconds / theirs, 2), VERSUS, rows, name
    )

    def take():
        current = decided(step)
        work(current)

    seconds = best_of(1, take)
    assert standing(foundation, "verified") == rows
    yield Line(
        "step by filter", round(rows / seconds), "registrations/s", round(seconds / theirs, 2), VERSUS, rows, name
    )

    def back():
        services.undo(now(step), by=None)
        work(step)

    seconds = best_of(1, back)
    assert standing(foundation, "received") == rows
    yield Line("undoing it", round(rows / seconds), "registrations/s", round(seconds / theirs, 2), VERSUS, rows, name)
    yield from by_list(foundation, group, min(rows, rules.MOST_REFERENCES), name)


def by_list(foundation, group, count: int, name: str) -> Iterator[Line]:
    """A pasted list, from the text to the last row."""
    with acting_for(foundation):
        references = list(Claimant.objects.order_by("pk").values_list("reference", flat=True)[:count])
        keys = list(
            Registration.objects.filter(claimant__reference__in=references[:count]).values_list("pk", flat=True)
        )
    text = "\n".join(references)
    theirs = best_of(2, lambda: undone(lambda: bare(foundation, max(keys))))

    def product():
        step = services.propose(foundation, case=group.case, to_state="verified", references=text, by=None)
        work(decided(step))

    seconds = best_of(1, product)
    assert standing(foundation, "verified") == count
    yield Line(
        "step by a pasted list",
        round(count / seconds),
        "registrations/s",
        round(seconds / theirs, 2),
        VERSUS,
        count,
        name,
    )


class Undone(Exception):
    """Leaves a transaction as if nothing happened."""


def undone(action) -> None:
    try:
        with transaction.atomic():
            action()
            raise Undone
    except Undone:
        pass


def bare(foundation, last: int | None = None) -> None:
    with acting_for(foundation):
        found = Registration.objects.filter(state="received")
        found = found.filter(pk__lte=last) if last else found
        found.update(state="verified", state_reason="", version=F("version") + 1)


def work(step: BulkStep) -> None:
    while services.carry_out(step=step):
        pass


def decided(step: BulkStep) -> BulkStep:
    step = services.decide(now(step), by=None)
    return services.approve(step, by=make.user()) if step.state == "approval" else step


def now(step: BulkStep) -> BulkStep:
    with acting_for(step.foundation_id):
        return BulkStep.objects.get(pk=step.pk)


def standing(foundation, state: str) -> int:
    with acting_for(foundation):
        return Registration.objects.filter(state=state).count()


def fill(foundation, group, rows: int) -> None:
    """People with one registration each, as an import leaves them."""
    for start in range(0, rows, 20_000):
        count = min(20_000, rows - start)
        with acting_for(foundation), transaction.atomic():
            people = Claimant.objects.bulk_create(
                [Claimant(foundation=foundation, full_name=f"Proef {start + one}") for one in range(count)]
            )
            registered_at = group.created_at
            Registration.objects.bulk_create(
                Registration(foundation=foundation, claimant=person, group=group, registered_at=registered_at)
                for person in people
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
