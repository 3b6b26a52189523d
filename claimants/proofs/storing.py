"""Where the files lie, and how they go away."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

FOLDER = "proofs"
GRACE = timedelta(days=1)


def content_of(proof) -> bytes:
    """The file as it is kept; raises OSError when it is gone."""
    with proof.file.open("rb") as file:
        return file.read()


def forget_files(proofs: Iterable) -> int:
    """Take the files of these proofs away once the transaction that says so is final; how many files."""
    names = [name for proof in proofs for name in (proof.file.name, proof.thumbnail.name) if name]
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])
    return len(names)


def forget_unnamed(foundation_id: int, named: set[str]) -> int:
    """Take away the files of a foundation that are a day old and that no row names."""
    folder = f"{FOLDER}/{foundation_id}"
    try:
        files = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except OSError:
        return 0
    old = timezone.now() - GRACE
    loose = [name for name in files if name not in named and default_storage.get_modified_time(name) < old]
    for name in loose:
        default_storage.delete(name)
    return len(loose)
