"""What runs when: the whole clockwork on one page.

Every run claims rows and may run twice; a run that comes too late expires instead of piling up.
"""

from celery.schedules import crontab


def every(*, seconds: int, queue: str = "prompt") -> dict:
    return {"schedule": float(seconds), "options": {"queue": queue, "expires": seconds}}


def daily(at: str, *, queue: str = "bulk") -> dict:
    hour, minute = at.split(":")
    return {"schedule": crontab(hour=int(hour), minute=int(minute)), "options": {"queue": queue, "expires": 3600}}


SCHEDULE = {
    "health.watch": every(seconds=30),  # first, so that a sweep tells of a standstill before it ends it
    "journal.react": every(seconds=5),
    "outbox.deliver": every(seconds=5),
    "deadlines.remind": every(seconds=30),
    "deadlines.escalate": every(seconds=30),
    "deadlines.control_mail": every(seconds=30),  # once a day for each person, from seven in the morning
    "radar.carry_out": every(seconds=5, queue="bulk"),
    "radar.look": daily("06:30"),  # before the control mails of the morning
    "imports.work": every(seconds=10, queue="bulk"),
    "bulk.carry_out": every(seconds=5, queue="bulk"),
    "bulk.purge": daily("03:25"),
    "overlaps.count": every(seconds=30, queue="bulk"),
    "transfers.expire": daily("03:15"),
    "duplicates.suggest": daily("02:40"),
    "imports.purge": daily("03:20"),
    "outbox.purge": daily("03:30"),
    "notices.address": every(seconds=10, queue="bulk"),
    "notices.post": every(seconds=10, queue="bulk"),
    "declarations.publish": daily("04:10"),
    "people.come_of_age": every(
        seconds=900, queue="bulk"
    ),  # a birthday is a day, but what was missed is caught up with
    "signin.send": every(seconds=2),
    "signup.send": every(seconds=2),
    "signup.purge": daily("03:45"),
    "signin.purge": daily("03:40"),
    "proofs.scan": every(seconds=10, queue="bulk"),
    "proofs.sweep": daily("03:50"),
    "privacy.erase": every(seconds=60, queue="bulk"),
    "privacy.retain": daily("04:10"),
}

BEAT = {name: {"task": name, **when} for name, when in SCHEDULE.items()}
