"""How often one address may ask; said on every answer (RateLimit headers, draft 11)."""

import time

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.throttling import BaseThrottle


class RateLimit(BaseThrottle):
    """Counts per window of time in the cache; when the cache is away, nobody is refused."""

    scope = "public"

    def allow_request(self, request, view) -> bool:
        who, now = self.get_ident(request), time.time()
        left = {name: self._left(name, policy, who, now) for name, policy in settings.API_LIMITS.items()}
        tightest = min(left, key=lambda name: left[name])
        self.seconds = _seconds_left(settings.API_LIMITS[tightest][1], now)
        request._request.limit_headers = {
            "RateLimit-Policy": ",".join(f'"{name}";q={q};w={w}' for name, (q, w) in settings.API_LIMITS.items()),
            "RateLimit": f'"{tightest}";r={max(left[tightest], 0)};t={self.seconds}',
        }
        return left[tightest] >= 0

    def wait(self) -> int:
        return self.seconds

    def _left(self, name, policy, who, now) -> int:
        quota, window = policy
        key = f"limit:{self.scope}:{name}:{who}:{int(now // window)}"
        try:
            cache.add(key, 0, window)
            return quota - cache.incr(key)
        except (RedisError, OSError, ValueError):
            return quota


def _seconds_left(window: int, now: float) -> int:
    return window - int(now % window)
