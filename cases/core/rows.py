"""Change a row only if it is still the one that was read (R22); read what many rows point to."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import ChangedMeanwhile
from cases.core.models import Base
from cases.core.saving import require_clean

Row = TypeVar("Row", bound=Base)


def change(row: Row, **values) -> Row:
    """Save these fields of a row in one conditional update.

    Raises DomainError for a wrong value and ChangedMeanwhile when somebody saved a newer version
    since `row` was read; then nothing is saved.
    """
    for name, value in values.items():
        setattr(row, name, value)
    require_clean(row)
    fields = {name: getattr(row, name) for name in values}
    return _write_over(row, fields | {"changed_at": timezone.now()})


def save_as_read(row: Row) -> Row:
    """Write every field of `row` in one UPDATE, as a form that checked it already does.

    Raises ChangedMeanwhile, and then nothing is written.
    """
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and field.name != "version"]
    return _write_over(row, {field.attname: field.pre_save(row, add=False) for field in fields})


def _write_over(row: Row, fields: dict) -> Row:
    same = type(row)._base_manager.filter(pk=row.pk, version=row.version)
    if not same.update(**fields, version=row.version + 1):
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Nothing was saved; load the page again."))
    row.version += 1
    return row


def read_along(rows: Sequence[Model], name: str, related: QuerySet) -> list[Model]:
    """Give many rows what their foreign key `name` points to, each read once; what was read.

    Django's prefetch asks SQLite for each with an OR of its own, and SQLite takes no thousand of them.
    """
    keys = {getattr(row, f"{name}_id") for row in rows} - {None}
    found = related.in_bulk(keys)
    for row in rows:
        if (key := getattr(row, f"{name}_id")) is not None:
            setattr(row, name, found[key])
    return list(found.values())
