"""What is kept of an import for some weeks: its file and its rows. Here they go."""

from django.db import transaction

from claimants.imports.models import Import


def forget(batch: Import) -> None:
    """Remove the file and the rows of an import; its numbers stay. Run it within acting_for."""
    batch.rows.all()._raw_delete("default")
    forget_file(batch)


def forget_file(batch: Import) -> None:
    """Remove the file of an import, once this is certain."""
    if name := batch.file.name:
        Import.objects.filter(pk=batch.pk).update(file="")
        transaction.on_commit(lambda: batch.file.storage.delete(name))
