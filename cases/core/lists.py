"""Lists of any length: counting stops early, and no query string breaks the page (A06, A07)."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.text import smart_split

COUNT_AT_MOST = 10_000
TERMS_AT_MOST = 20
QUERY_AT_MOST = 2_000


class CappedPaginator(Paginator):
    """Counts no further than ten thousand rows: who has more must search, not leaf."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if not hasattr(rows, "order_by"):
            return len(rows)
        return min(rows.order_by()[: COUNT_AT_MOST + 1].count(), COUNT_AT_MOST)


def is_readable(query: str, values) -> bool:
    """Whether a query string is short and plain enough to be looked at."""
    return len(query) <= QUERY_AT_MOST and not any(
        not char.isprintable() for value in values for char in value.replace("\t", " ")
    )


def has_too_many_terms(term: str) -> bool:
    """Whether a search would become a statement too large for the database."""
    return sum(1 for _word in smart_split(term)) > TERMS_AT_MOST
