"""A filter of a staff list between two days: it never reads the whole table to find out which years there are."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from unfold.contrib.filters.admin import RangeDateFilter

ENDS = ("from", "to")
ONE = timedelta(days=1)
SENSIBLE = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))]
DAY = forms.DateField(required=False, validators=SENSIBLE)


class DaysFilter(RangeDateFilter):
    """Moments on or between two days on the clock of the court; either may be left out."""

    @classmethod
    def names_of(cls, item) -> tuple[str, ...]:
        """What this item of a `list_filter` asks of the address bar; nothing when it is another filter."""
        is_ours = isinstance(item, tuple) and item[1] is cls
        return tuple(f"{item[0]}_{end}" for end in ENDS) if is_ours else ()

    def queryset(self, request, queryset):
        first, last = (self._day(self.used_parameters.get(name)) for name in self.expected_parameters())
        wanted = {f"{self.parameter_name}__gte": _midnight(first)} if first else {}
        wanted |= {f"{self.parameter_name}__lt": _midnight(last + ONE)} if last else {}
        return queryset.filter(**wanted)

    def _day(self, typed: str | None) -> date | None:
        try:
            return DAY.clean(typed)
        except ValidationError as error:
            raise IncorrectLookupParameters from error


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
