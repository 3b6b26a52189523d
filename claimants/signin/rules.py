"""How long, how often, and why a way in no longer works."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

LIFETIME = timedelta(minutes=10)
LIMIT_WINDOW = timedelta(hours=1)
PER_ADDRESS = 3
PER_NETWORK = 60
MAX_TRIES = 5
KEEP_FOR = timedelta(days=1)

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


def network_of(address: str) -> str:
    """What counts as one network for limits: an IPv4 address, or the /64 of an IPv6 address.

    >>> network_of("192.0.2.7"), network_of("2001:db8:1:2:3:4:5:6"), network_of("unix:")
    ('192.0.2.7', '2001:db8:1:2::', '')
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address):
        parsed = parsed.ipv4_mapped or IPv6Address(int(parsed) >> 64 << 64)
    return str(parsed)
