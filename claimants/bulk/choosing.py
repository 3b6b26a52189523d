"""Which registrations a step for many is about, and of each whether it can take the step.

Run everything within acting_for.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db import connection
from django.db.models import Case, Max, Q, QuerySet, Value, When
from django.utils import timezone

from claimants.bulk import rules
from claimants.bulk.choices import LeftOut
from claimants.bulk.models import BulkRow, BulkStep
from claimants.people.models import Claimant
from claimants.registrations.models import Registration

AT_A_TIME = 20_000
REFERENCES_AT_A_TIME = 500
TO_BE_LEFT_ALONE = (
    Q(claimant__merged_into__isnull=False)
    | Q(claimant__erased_at__isnull=False)
    | Q(claimant__restricted_at__isnull=False)
)
COLUMNS = ("foundation_id", "step_id", "registration_id", "registration_version", "from_state", "reason_before", "code")


def asked(step: BulkStep) -> QuerySet:
    """The registrations that the filter of a step names."""
    found = Registration.objects.filter(group__case=step.case_id)
    exact = {"group": step.group_id, "state": step.from_state, "level": step.level}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if step.registered_from:
        found = found.filter(registered_at__gte=_midnight(step.registered_from))
    if step.registered_until:
        found = found.filter(registered_at__lt=_midnight(step.registered_until + timedelta(days=1)))
    return found


def add_next(step: BulkStep) -> int:
    """Add the next registrations that the filter names, after the last one that is in; how many were added."""
    after = BulkRow.objects.filter(step=step).aggregate(last=Max("registration_id"))["last"] or 0
    keys = asked(step).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    last = keys[AT_A_TIME - 1 : AT_A_TIME].first()
    part = asked(step).filter(pk__gt=after)
    return _add(step, part.filter(pk__lte=last) if last else part)


def add_references(step: BulkStep, references: Sequence[str]) -> list[str]:
    """Add the registrations of people with these references, as far as the filter names them; the references of others.

    A reference of another foundation's file is one that nobody has.
    """
    unknown = []
    for start in range(0, len(references), REFERENCES_AT_A_TIME):
        part = references[start : start + REFERENCES_AT_A_TIME]
        theirs = asked(step).filter(claimant__in=Claimant.objects.filter(reference__in=part).values("pk"))
        known = set(theirs.values_list("claimant__reference", flat=True))
        unknown += [reference for reference in part if reference not in known]
        _add(step, theirs)
    return unknown


def _add(step: BulkStep, registrations: QuerySet) -> int:
    """One statement for any number of rows."""
    may_follow = Q(state__in=rules.states_before(step.to_state))
    code = Case(
        When(state=step.to_state, then=Value(LeftOut.SAME)),
        When(~may_follow, then=Value(LeftOut.CANNOT)),
        When(TO_BE_LEFT_ALONE, then=Value(LeftOut.KEPT)),
        When(claimant__is_contested=True, then=Value(LeftOut.CONTESTED)),
        default=Value(""),
    )
    values = registrations.order_by("pk").values_list(
        "foundation_id", Value(step.pk), "pk", "version", "state", "state_reason", code
    )
    select, parameters = values.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {BulkRow._meta.db_table} ({', '.join(COLUMNS)}) {select}", parameters)
        return cursor.rowcount


def _midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
