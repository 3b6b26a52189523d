"""A row told to the person it is about, and a row of which everything is forgotten that nobody named to be kept.

Both take every field there is, so that a field added later is told and forgotten without anybody thinking of it.
"""

from datetime import date, datetime

from django.db import models
from django.utils import timezone

from cases.core.models import Base, Waiting

TECHNICAL = {field.name for field in Base._meta.get_fields()} | {"id", "foundation"}
WORK = {field.name for field in Waiting._meta.get_fields()}


def told_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields of a table that say something: all but keys, versions and how far a worker is."""
    silent = TECHNICAL | (WORK if issubclass(model, Waiting) else set())
    return [field for field in model._meta.concrete_fields if field.name not in silent]


def described(row: models.Model, *, leave_out: frozenset[str] = frozenset()) -> dict:
    """Every field of a row by name, with its value as JSON; a choice in words, another row by its name."""
    return {field.name: _value(row, field) for field in told_fields(type(row)) if field.name not in leave_out}


def _value(row: models.Model, field: models.Field):
    value = getattr(row, field.name)
    if value is None or isinstance(value, (bool, int, float, dict, list)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(getattr(row, f"get_{field.name}_display")() if field.choices else value)


def forgotten(model: type[models.Model], *, keep: frozenset[str]) -> dict:
    """What an UPDATE must write to forget every field but the kept ones and links to other rows."""
    fields = [field for field in told_fields(model) if field.name not in keep and not field.is_relation]
    return {field.name: _nothing(field) for field in fields} | {
        "changed_at": timezone.now(),
        "version": models.F("version") + 1,
    }


def _nothing(field: models.Field):
    if field.null:
        return None
    return field.get_default() if field.has_default() else field.to_python("")
