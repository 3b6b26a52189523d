"""F06 to F10: Redis dies, freezes, fills up, forgets, and comes and goes."""

import random
import time

from tests.faults import web, work
from tests.faults.recipes import PATIENCE, SERVERS, Outcome, fault
from tests.faults.stage import Stage


@fault("F06", SERVERS)
def redis_killed(stage: Stage, prefix: str) -> Outcome:
    """kill -9 of Redis with work under way; it comes back empty."""
    stage.ready()
    stage.misbehave("slow", seconds=0.1)
    keys = work.put(f"{prefix}a", 60)
    stage.wait_for_mails(prefix, 10)
    stage.redis.kill()
    keys += work.put(f"{prefix}b", 5)
    time.sleep(1)
    stage.redis.start()
    return Outcome(keys, work.settle(keys, PATIENCE), limit=60, may_double=set())


@fault("F07", SERVERS)
def redis_frozen(stage: Stage, prefix: str) -> Outcome:
    """Redis frozen: pages answer within a second, what people send in is kept, mails go out after the thaw."""
    stage.ensure("worker", "beat", "web")
    visitor = web.Visitor(stage)
    stage.redis.freeze()
    keys = work.put(prefix, 20)
    broken = visitor.complaints()
    stage.redis.thaw()
    return Outcome(keys, work.settle(keys, PATIENCE), limit=60, may_double=set(), broken=broken)


@fault("F08", SERVERS)
def redis_full(stage: Stage, prefix: str) -> Outcome:
    """Redis full and refusing every write for a while; the worker gives up then, and is started again."""
    stage.ready()
    stage.redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction")
    stage.redis.ask("CONFIG", "SET", "maxmemory", "1")
    keys = work.put(prefix, 40)
    time.sleep(3)
    stage.redis.ask("CONFIG", "SET", "maxmemory", "0")
    return Outcome(keys, work.settle(keys, PATIENCE, meanwhile=stage.revive), limit=60, may_double=set())


@fault("F09", SERVERS)
def redis_flushed(stage: Stage, prefix: str) -> Outcome:
    """FLUSHALL at five moments while mails go out."""
    stage.ready()
    stage.misbehave("slow", seconds=0.1)
    keys = work.put(prefix, 60)
    for _ in range(5):
        time.sleep(random.uniform(0.1, 0.8))
        stage.redis.ask("FLUSHALL")
    return Outcome(keys, work.settle(keys, PATIENCE), injected=5, limit=60, may_double=set())


@fault("F10", SERVERS)
def redis_restarted_often(stage: Stage, prefix: str) -> Outcome:
    """Redis restarted eight times, a mail put each time; a deaf worker would keep them."""
    stage.ready()
    keys = []
    for number in range(8):
        stage.redis.restart()
        keys += work.put(f"{prefix}{number}", 1)
        time.sleep(random.uniform(0.1, 1.5))
    return Outcome(keys, work.settle(keys, PATIENCE), injected=8, limit=60, may_double=set())
