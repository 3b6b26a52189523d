"""How often one calendar may be fetched, and how often one address may try keys that do not exist."""

import time

from django.core.cache import cache
from redis.exceptions import RedisError

PER_HOUR = 60
WINDOW = 3600


def seconds_to_wait(who: str) -> int:
    """Count one request; 0 when it may be answered, otherwise after how many seconds to come back.

    When the cache is away nobody is refused.
    """
    now = time.time()
    name = f"agenda:{who}:{int(now // WINDOW)}"
    try:
        cache.add(name, 0, WINDOW)
        is_over = cache.incr(name) > PER_HOUR
    except (RedisError, OSError, ValueError):
        return 0
    return WINDOW - int(now % WINDOW) if is_over else 0
