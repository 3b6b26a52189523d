"""Shorter leases and waits, set where the functions keep them; and a barrier between claim and effect."""

import os
import time
from datetime import timedelta
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class FaultsConfig(AppConfig):
    """The product under test, in a hurry."""

    name = "tests.faults"
    label = "faults"

    def ready(self):
        from cases.core import claims

        if settings.LEASE:
            claims.LEASE = timedelta(seconds=settings.LEASE)
            claims.FIRST_RETRY = timedelta(seconds=0.5)
            claims.LAST_RETRY = timedelta(seconds=4)
        if deaths := os.environ.get("FAULTS_DEATHS"):
            claims.MOST_DEATHS = int(deaths)
        claims.begin = _held_back(claims.begin)


def _held_back(begin):
    """While the file FAULTS_HOLD exists, a worker waits just before the fence and says so in FAULTS_HOLD.waiting."""
    hold = Path(os.environ["FAULTS_HOLD"])

    def begin_when_free(*args, **kwargs):
        while hold.exists():
            hold.with_suffix(".waiting").touch()
            time.sleep(0.05)
        return begin(*args, **kwargs)

    return begin_when_free
