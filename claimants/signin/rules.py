"""How long, how often, and why a way in no longer works."""

from datetime import datetime, timedelta

LIFETIME = timedelta(minutes=10)
LIMIT_WINDOW = timedelta(hours=1)
PER_ADDRESS = 3
PER_NETWORK = 60
MAX_TRIES = 5
KEEP_FOR = timedelta(days=1)
FRESH_FOR = timedelta(minutes=15)
OLD_ADDRESS_WORKS_FOR = timedelta(hours=72)

USED, REPLACED, EXPIRED, TRIES, UNKNOWN = "used", "replaced", "expired", "tries", "unknown"


def why_closed(*, used_at: datetime | None, is_replaced: bool, try_count: int, is_expired: bool) -> str | None:
    """Why a mailed link no longer opens, or None while it does; the first reason counts."""
    reasons = {
        USED: used_at is not None,
        REPLACED: is_replaced,
        TRIES: try_count >= MAX_TRIES,
        EXPIRED: is_expired,
    }
    return next((why for why, holds in reasons.items() if holds), None)
