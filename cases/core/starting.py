"""The first seconds of a process, in which the clocks it looks for may not have run yet."""

from datetime import timedelta
from time import monotonic

from django.apps import apps

GRACE = timedelta(seconds=60)


def is_starting() -> bool:
    """Whether this process began so short a time ago that a clock not seen yet is no alarm."""
    return monotonic() - apps.get_app_config("cases").ready_at < GRACE.total_seconds()
