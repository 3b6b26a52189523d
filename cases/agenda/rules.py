"""Entries become a calendar file (RFC 5545 and 7986), and a key becomes its hash. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration, vText, vUri

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LENGTH_OF_A_HEARING = timedelta(hours=2)
REFRESH = timedelta(hours=1)
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Entry:
    """One line of a calendar: a whole day, or from `at` when the hour is known."""

    public_id: UUID
    title: str
    on: date
    changed_at: datetime
    sequence: int
    at: time | None = None
    text: str = ""
    place: str = ""
    address: str = ""
    is_dropped: bool = False
    is_blocking: bool = False


def hashed(token: str) -> str:
    """Return how a key is stored.

    >>> hashed("abc")[:12], len(hashed("abc"))
    ('ba7816bf8f01', 64)
    """
    return hashlib.sha256(token.encode()).hexdigest()


def is_kept(on: date, today: date) -> bool:
    """Tell whether something over, or dropped, on a day still stands in the calendar: ninety days long.

    >>> is_kept(date(2026, 8, 25), date(2026, 11, 23)), is_kept(date(2026, 8, 24), date(2026, 11, 23))
    (True, False)
    """
    return on >= today - KEPT


def written(name: str, entries: Iterable[Entry]) -> bytes:
    """Return the calendar as a file, by day; without alarms, which are the reader's own business.

    >>> deadline = Entry(UUID(int=7), "Hoger beroep; 3, 4", date(2026, 12, 14), datetime(2026, 11, 1, tzinfo=UTC), 2)
    >>> [line for line in written("Mijn agenda", [deadline]).decode().split("\\r\\n") if line.startswith(("DT", "SU"))]
    ... # doctest: +NORMALIZE_WHITESPACE
    ['SUMMARY:Hoger beroep\\\\; 3\\\\, 4', 'DTSTART;VALUE=DATE:20261214', 'DTEND;VALUE=DATE:20261215',
     'DTSTAMP:20261101T000000Z']
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Achterban//Agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for entry in sorted(entries, key=lambda entry: (entry.on, entry.at or time(), entry.public_id)):
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.public_id}@achterban")
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    for name, value in _times(entry):
        event.add(name, value)
    for name, text in (("description", entry.text), ("location", entry.place)):
        if text:
            event.add(name, text)
    if entry.address:
        event.add("url", vUri(entry.address))
    event.add("status", "CANCELLED" if entry.is_dropped else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.is_blocking else "TRANSPARENT")
    return event


def _times(entry: Entry):
    """A whole day is a date, which is the same day everywhere; its end is the day after (RFC 5545, 3.6.1).

    At the very end of the calendar there is no day after: then the day stands alone, which the RFC allows.
    """
    try:
        if entry.at is None:
            return ("dtstart", entry.on), ("dtend", entry.on + timedelta(days=1))
        start = datetime.combine(entry.on, entry.at, AMSTERDAM).astimezone(UTC)
        return ("dtstart", start), ("dtend", start + LENGTH_OF_A_HEARING)
    except OverflowError:
        return (("dtstart", entry.on),)
