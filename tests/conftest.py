"""The strict house: no network, no cache between tests, a fixed day on request."""

import socket
from datetime import date

import pytest
from django.core.cache import cache
from django.utils import translation

ALLOWED_HOSTS = {"127.0.0.1", "::1", "localhost"}
TODAY = date(2026, 11, 23)


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


@pytest.fixture
def today() -> date:
    """Monday 23 November 2026."""
    return TODAY
