"""No lost updates: a row is written only over the version that was read (R22)."""

from django.utils.translation import gettext as _

from cases.core.errors import ChangedMeanwhile


def save_as_read(row) -> None:
    """Write every field of `row` in one UPDATE, if its version is still the one it was read with.

    Raises ChangedMeanwhile, and then nothing is written.
    """
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and field.name != "version"]
    values = {field.attname: field.pre_save(row, add=False) for field in fields}
    same = type(row)._base_manager.filter(pk=row.pk, version=row.version)
    if not same.update(**values, version=row.version + 1):
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Nothing was saved; load the page again."))
    row.version += 1
