"""The strict house: no network, no cache between tests, a fixed day on request, nothing left out in CI."""

import os
import socket
from datetime import date

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import translation

ALLOWED_HOSTS = {"127.0.0.1", "::1", "localhost"}
TODAY = date(2026, 11, 23)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("REQUIRE_ALL"):
        report.outcome = "failed"
        report.longrepr = f"left out although everything is required: {report.longrepr}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, which can be dropped although a thread of a live server left a connection behind."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in ALLOWED_HOSTS:
            raise RuntimeError(f"a test reached for the network: {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _forget_between_tests():
    cache.clear()
    with translation.override("nl"):
        yield


@pytest.fixture(autouse=True, scope="session")
def _started_long_ago():
    """The first minute of a process is something of its own; a test that means it says so."""
    apps.get_app_config("cases").ready_at -= 3600


@pytest.fixture
def today() -> date:
    """Monday 23 November 2026."""
    return TODAY


@pytest.fixture(autouse=True, scope="session")
def _flush_lifts_the_triggers():
    """Emptying the tables between tests is the one deletion that the append-only triggers of SQLite must let pass."""
    operations = DatabaseWrapper.ops_class
    flush = operations.execute_sql_flush

    def lifted(self, sql_list):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            flush(self, sql_list)
            for _name, sql in triggers:
                cursor.execute(sql)

    operations.execute_sql_flush = lifted
    yield
    operations.execute_sql_flush = flush
