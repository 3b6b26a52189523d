"""How many registrations fit a group: `membership` as one statement over any number of rows.

The same answer as the pure rule, which a test holds it to. Dates are compared as numbers of eight digits, because
29 February plus eighteen years is then 1 March in every year that lacks the day, as `people.rules` has it.
"""

from datetime import date

from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from claimants.registrations.membership import FIRST_DAY, Demands, Fit
from claimants.registrations.models import UsePeriod

YEARS = 10_000
YES, NO, UNKNOWN = (Value(fit.value) for fit in (Fit.YES, Fit.NO, Fit.UNKNOWN))


class DayNumber(Func):
    """A date as a number: 23 November 2026 is 20261123."""

    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(
            compiler, connection, template="CAST(REPLACE(%(expressions)s, '-', '') AS INTEGER)", **context
        )

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(
            compiler, connection, template="CAST(TO_CHAR(%(expressions)s, 'YYYYMMDD') AS INTEGER)", **context
        )


def fits(rows: QuerySet, demands: Demands, *, today: date) -> dict[Fit, int]:
    """How many of these registrations fit, do not fit, and how many of which nobody can tell."""
    counted = with_fit(rows, demands, today=today).order_by().values("fit").annotate(total=Count("pk"))
    found = {Fit(one["fit"]): one["total"] for one in counted}
    return {fit: found.get(fit, 0) for fit in Fit}


def with_fit(rows: QuerySet, demands: Demands, *, today: date) -> QuerySet:
    """The registrations with what `membership` would say of each, as `fit`."""
    rows = rows.annotate(born_number=DayNumber("claimant__born_on"))
    rows = rows.annotate(use_fit=_use(demands, today), residence_fit=_residence(demands))
    parts = ("use_fit", "residence_fit")
    is_no, is_open = (_either(parts, value) for value in (Fit.NO.value, Fit.UNKNOWN.value))
    return rows.annotate(fit=Case(When(is_no, then=NO), When(is_open, then=UNKNOWN), default=YES))


def _either(names, value) -> Q:
    found = Q()
    for name in names:
        found |= Q(**{name: value})
    return found


def _use(demands: Demands, today: date):
    if not demands.asks_period and not demands.asks_age:
        return YES
    first_day, last_day = demands.used_from or FIRST_DAY, min(demands.used_until or today, today)
    uses = UsePeriod.objects.filter(registration=OuterRef("pk"))
    lasts = Q(used_until=None) | Q(used_until__gte=first_day)
    within = uses.filter(lasts, used_from__lte=last_day) if first_day <= last_day else uses.none()
    unknown = Exists(uses.filter(lasts, used_from=None))
    answers = [When(Exists(within), claimant__born_on=None, then=UNKNOWN)] if demands.asks_age else []
    answers += [When(Exists(_aged(within, demands, first_day, last_day)), then=YES)]
    answers += [When(unknown | ~Exists(uses), then=UNKNOWN)]
    return Case(*answers, default=NO)


def _aged(within: QuerySet, demands: Demands, first_day: date, last_day: date) -> QuerySet:
    """Of the uses within the period those on a day of which somebody had the age that is asked."""
    if demands.age_from:
        within = within.annotate(came=_turning(demands.age_from), last=DayNumber("used_until"))
        within = within.filter(Q(used_until=None) | Q(last__gte=F("came")), came__lte=_number(last_day))
    if demands.age_until is not None:
        within = within.annotate(went=_turning(demands.age_until + 1), first=DayNumber("used_from"))
        within = within.filter(first__lt=F("went"), went__gt=_number(first_day))
    return within


def _turning(years: int) -> ExpressionWrapper:
    """The number of the day on which the person of the outer row reaches an age."""
    return ExpressionWrapper(OuterRef("born_number") + Value(years * YEARS), output_field=IntegerField())


def _residence(demands: Demands):
    if demands.residence == "any":
        return YES
    now, before = (_lives(demands, f"claimant__{name}") for name in ("country", "country_before"))
    if demands.residence_on is None:
        return Case(When(now, then=YES), default=NO)
    moved_later = Q(claimant__resident_from__gt=demands.residence_on)
    return Case(
        When(now & Q(claimant__resident_from=None), then=YES),
        When(Q(claimant__resident_from=None), then=UNKNOWN),
        When(moved_later & Q(claimant__country_before=""), then=UNKNOWN),
        When((moved_later & before) | (~moved_later & now), then=YES),
        default=NO,
    )


def _lives(demands: Demands, field: str) -> Q:
    here = Q(**{field: "NL"})
    return here if demands.residence == "nl" else ~here


def _number(day: date) -> int:
    return day.year * YEARS + day.month * 100 + day.day
