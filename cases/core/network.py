"""Where a visitor comes from, and how often they may ask."""

import time
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError


def remote_address(request) -> str:
    """The address of the other end; a header counts only as far as our own proxies wrote it."""
    proxies = settings.PROXY_COUNT
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return request.META.get("REMOTE_ADDR", "")


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


def is_too_often(request, *, scope: str, quota: int, window: int) -> bool:
    """Whether this visitor's network asked more than `quota` times in the running window of so many seconds.

    Counts this time too. When the cache is away, nobody is refused.
    """
    key = f"often:{scope}:{network_of(remote_address(request))}:{int(time.time() // window)}"
    try:
        cache.add(key, 0, window)
        return cache.incr(key) > quota
    except (RedisError, OSError, ValueError):
        return False
