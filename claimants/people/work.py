"""Work that waits in the files of the foundations: rows that no worker sees without acting for their foundation."""

from collections.abc import Callable, Iterator

from django.db.models import QuerySet

from cases.core import claims
from cases.core.tenancy import acting_for
from cases.parties.models import Foundation


def claimed_in_files(rows: Callable[[], QuerySet], *, limit: int) -> Iterator[tuple[int, int, str]]:
    """Claim due rows file by file: foundation, primary key and token.

    Each claim is a short transaction of its own, so that none stays open while the row is worked on; `rows` is asked
    again within each.
    """
    for foundation_id in Foundation.objects.values_list("pk", flat=True):
        with acting_for(foundation_id):
            due = claims.oldest_due(rows(), limit=limit)
        for pk in due:
            with acting_for(foundation_id):
                token = claims.claim(rows(), pk)
            if token:
                yield foundation_id, pk, token
