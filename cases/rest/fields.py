"""Fields that read strictly and write what is known, and the two shapes of input."""

import re
from datetime import UTC, date, datetime

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from cases.core import dates, text
from cases.rest.names import camel

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
MOMENT = re.compile(r"[0-9-]{10}T[0-9:]{8}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII)


class Input(serializers.Serializer):
    """What a program may send, under its API names only; anything else is refused by name."""

    def run_validation(self, data=serializers.empty):
        names = {camel(name): name for name in self.fields}
        faults = {key: [ErrorDetail(_("This is not known here."), "unknown")] for key in data.keys() - names.keys()}
        try:
            values = super().run_validation({name: data[key] for key, name in names.items() if key in data})
        except serializers.ValidationError as fault:
            faults |= {camel(name): said for name, said in fault.detail.items()}
        if faults:
            raise serializers.ValidationError(faults)
        return values


class DayField(serializers.DateField):
    """A date as year-month-day, and no other form of ISO 8601."""

    default_error_messages = {"day": _("Give an existing day as year-month-day, such as 2026-11-23.")}

    def to_internal_value(self, value):
        if not isinstance(value, str) or not DAY.fullmatch(value):
            self.fail("day")
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail("day")


class MomentField(serializers.DateTimeField):
    """A moment with its offset from UTC, as RFC 9557 writes it."""

    default_error_messages = {
        "moment": _("Give a moment with its offset, such as 2026-11-23T09:00:00Z; write + as %2B in an address.")
    }

    def to_internal_value(self, value):
        if not isinstance(value, str) or not MOMENT.fullmatch(value):
            self.fail("moment")
        try:
            return datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail("moment")


class UtcField(serializers.DateTimeField):
    """A moment, told in UTC."""

    def __init__(self, **options):
        super().__init__(default_timezone=UTC, **options)


class WholeNumberField(serializers.IntegerField):
    """A JSON number without a fraction; a text that looks like one is refused."""

    def to_internal_value(self, data):
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class LineField(serializers.CharField):
    """One plain line; characters that cannot be stored or shown are refused."""

    def __init__(self, **options):
        super().__init__(**options)
        self.validators.append(text.validate_line)

    def to_internal_value(self, data):
        return text.normalise(super().to_internal_value(data))


@extend_schema_field({"type": ["string", "null"], "examples": ["2025-07-01", "2025-07", "2025"]})
class WrittenField(serializers.Field):
    """A date cut to what is known of it: a day, a month, a year, or null."""

    def __init__(self, precision: str, **options):
        self.precision = precision
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, instance):
        return dates.written(getattr(instance, self.field_name), getattr(instance, self.precision)) or None


class OrNullField(serializers.CharField):
    """A text that is null, not empty, when nobody wrote it down."""

    def __init__(self, **options):
        super().__init__(read_only=True, allow_null=True, **options)

    def to_representation(self, value):
        return str(value) or None


@extend_schema_field(OpenApiTypes.URI)
class AddressField(OrNullField):
    """The address of a page elsewhere, or null."""


class BilingualText(serializers.Serializer):
    """A text in Dutch and, when somebody wrote it, in English."""

    nl = serializers.CharField(help_text="In het Nederlands; null als er geen tekst is.", allow_null=True)
    en = serializers.CharField(help_text="In het Engels; null als die tekst er niet is.", allow_null=True)

    def __init__(self, *args, of: str = "", **options):
        self.of = of
        super().__init__(*args, **({"source": "*", "read_only": True} | options if of else options))

    def to_representation(self, instance):
        nl, en = (self.of, f"{self.of}_en") if self.of else ("nl", "en")
        return {"nl": getattr(instance, nl) or None, "en": getattr(instance, en) or None}
