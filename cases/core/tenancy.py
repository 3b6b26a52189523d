"""The acting foundation, and managers that refuse to answer without one.

Three walls stand around personal data: these managers, composite foreign keys, and row level
security on PostgreSQL (migration `walls`). Each holds when another is forgotten.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from cases.core.errors import NoFoundation

_acting: ContextVar[int | None] = ContextVar("acting_foundation", default=None)


def acting_foundation_id() -> int | None:
    """The primary key of the foundation this code acts for, or None."""
    return _acting.get()


def require_foundation_id() -> int:
    """The primary key of the acting foundation; raises NoFoundation."""
    foundation_id = _acting.get()
    if foundation_id is None:
        raise NoFoundation("Say for which foundation: `with acting_for(foundation):`")
    return foundation_id


@contextmanager
def acting_for(foundation) -> Iterator[None]:
    """Act for one foundation (a row or its primary key): only its people can be seen or written.

    On PostgreSQL the block is a transaction, because the database is told with SET LOCAL: a
    pooled connection then cannot carry one foundation into the next request. On SQLite it is
    not, because there every transaction would lock out all other writers.
    """
    foundation_id = getattr(foundation, "pk", foundation)
    with _transaction():
        before = _acting.get()
        token = _acting.set(foundation_id)
        try:
            _tell_database(foundation_id)
            yield
            _tell_database(before)
        finally:
            _acting.reset(token)


def _transaction():
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


def _tell_database(foundation_id: int | None) -> None:
    if connection.vendor == "postgresql" and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.foundation', %s, true)", [str(foundation_id or "")])


class FoundationManager(models.Manager):
    """Rows of the acting foundation only; raises NoFoundation when nobody acts.

    Give it adjectives with `FoundationManager.from_queryset(SomeQuerySet)()`.
    """

    def get_queryset(self):
        return super().get_queryset().filter(foundation_id=require_foundation_id())

    def none(self):
        """No rows at all: the one answer that needs no foundation."""
        return super().get_queryset().none()


class UnscopedManager(models.Manager):
    """All rows. Only the modules named in `tests/house/test_tenancy.py` may use it.

    On PostgreSQL row level security still hides what the acting foundation may not see.
    """


class OwnedByFoundation(models.Model):
    """A row of one foundation's file on people; never seen by another foundation."""

    objects = FoundationManager()
    unscoped = UnscopedManager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "objects"


def whose_file(related_name: str, *, help_text=None, **options) -> models.ForeignKey:
    """The foundation of a row that is `OwnedByFoundation`; it never goes while the row is there."""
    return models.ForeignKey(
        "cases.Foundation",
        models.PROTECT,
        related_name=related_name,
        verbose_name=_("foundation"),
        help_text=help_text or _("Whose file this is."),
        **options,
    )
