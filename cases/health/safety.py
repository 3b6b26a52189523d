"""What must be true before anything is served: on the internet the system refuses to run otherwise (R40, R55).

The same checks are Django's system checks (`manage.py check --deploy --database default`) and part of the doctor.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from cases.core.tenancy import OwnedByFoundation

HERE = {None, "", "localhost", "127.0.0.1", "::1"}
ROLE = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
OPEN_TABLES = """
SELECT relname FROM pg_class
WHERE oid = ANY (%s::text[]::regclass[]) AND NOT (
    relrowsecurity
    AND (relforcerowsecurity OR NOT pg_has_role(relowner, 'USAGE'))
    AND EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid)
) ORDER BY relname
"""


class Finding(NamedTuple):
    """One check: whether it passed, and a sentence that says what was seen."""

    name: str
    is_ok: bool
    sentence: str


def database_settings() -> Finding:
    """SQLite takes its write lock at once; the role of PostgreSQL is held by row level security."""
    if connection.vendor == "sqlite":
        mode = settings.DATABASES["default"].get("OPTIONS", {}).get("transaction_mode")
        return Finding("database-settings", mode == "IMMEDIATE", f"SQLite begins its transactions {mode}.")
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        is_superuser, passes_by = cursor.fetchone()
    if is_superuser or passes_by:
        what = "is a superuser" if is_superuser else "has BYPASSRLS"
        return Finding("database-settings", False, f"The database role {what}: use an ordinary role.")
    return Finding("database-settings", True, "The database role is held by row level security.")


def walls() -> Finding:
    """Each table of people has row level security that holds for this role, also where it owns the table."""
    if connection.vendor != "postgresql":
        return Finding("walls", True, "Foundations are kept apart by the code and by triggers.")
    present = set(connection.introspection.table_names())
    tables = sorted(model._meta.db_table for model in _owned() if model._meta.db_table in present)
    with connection.cursor() as cursor:
        cursor.execute(OPEN_TABLES, [tables])
        unsafe = [name for (name,) in cursor.fetchall()]
    if unsafe:
        return Finding("walls", False, f"Row level security does not hold this role on: {', '.join(unsafe)}.")
    return Finding("walls", True, f"Row level security holds this role on all {len(tables)} tables of people.")


def _owned() -> list:
    return [model for model in OwnedByFoundation.__subclasses__() if not model._meta.abstract]


def hosts() -> Finding:
    """The names of the site are named one by one."""
    wide = [name for name in settings.ALLOWED_HOSTS if name == "*" or name.startswith(".")]
    if wide or not settings.ALLOWED_HOSTS:
        return Finding("hosts", False, "ALLOWED_HOSTS must name each host, without * and without a leading dot.")
    return Finding("hosts", True, f"The site answers to {len(settings.ALLOWED_HOSTS)} names.")


def mail_transport() -> Finding:
    """Mail to another machine goes over TLS."""
    leaves = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") and settings.EMAIL_HOST not in HERE
    if leaves and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        return Finding("mail-transport", False, "EMAIL_URL sends mail unencrypted: use smtp+tls:// or smtp+ssl://.")
    return Finding("mail-transport", True, "Mail leaves encrypted, or does not leave this machine.")


def broker_access() -> Finding:
    """Redis on another machine asks for a password."""
    broker = urlsplit(settings.CELERY_BROKER_URL)
    if broker.scheme.startswith("redis") and broker.hostname not in HERE and not broker.password:
        return Finding("broker-access", False, "REDIS_URL names another machine without a password.")
    return Finding("broker-access", True, "Nobody else reaches the broker without a password.")


def signed_cookies() -> Finding:
    """A signed cookie counts only for what it was signed for."""
    is_ok = not getattr(settings, "SIGNED_COOKIE_LEGACY_SALT_FALLBACK", False)
    sentence = "are taken only for what they were signed for" if is_ok else "fall back on the old salt"
    return Finding("signed-cookies", is_ok, f"Signed cookies {sentence}.")


OF_DATABASE: tuple[Callable[[], Finding], ...] = (database_settings, walls)
OF_SETTINGS: tuple[Callable[[], Finding], ...] = (hosts, mail_transport, broker_access, signed_cookies)
EVERYTHING = (*OF_DATABASE, *OF_SETTINGS)


def refuse_unsafe() -> None:
    """Let this process start only where people's data is safe; raises ImproperlyConfigured with every fault.

    A laptop and the tests may run with settings that a server may not: there it lets everything pass.
    """
    if not settings.REFUSES_UNSAFE:
        return
    try:
        faults = [finding.sentence for finding in _faults(EVERYTHING)]
    except OperationalError as error:
        raise ImproperlyConfigured("Not started: the database does not answer.") from error
    finally:
        connection.close()
    if faults:
        raise ImproperlyConfigured(f"Not started, because people's data would not be safe. {' '.join(faults)}")


def check_settings(app_configs, **kwargs) -> list[Error]:
    """The settings, as a system check of `manage.py check --deploy`."""
    return _as_errors(OF_SETTINGS)


def check_database(app_configs, databases=None, **kwargs) -> list[Error]:
    """Role and walls, as a system check of `manage.py check --database default` and of `migrate`."""
    return _as_errors(OF_DATABASE) if "default" in (databases or ()) and settings.REFUSES_UNSAFE else []


def _as_errors(checks) -> list[Error]:
    return [Error(finding.sentence, id=f"achterban.{finding.name}") for finding in _faults(checks)]


def _faults(checks) -> Iterator[Finding]:
    return (finding for finding in (check() for check in checks) if not finding.is_ok)
