"""What may be refused, when a message is mailed, what goes together in one mail, and what its words must be; pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from claimants.notices.choices import NoticeKind, Rhythm

OPTIONAL = (NoticeKind.STAGE, NoticeKind.RULING, NoticeKind.NEWSLETTER)
WEIGHT = tuple(NoticeKind)

DELAY = timedelta(minutes=10)
MERGE_WINDOW = timedelta(minutes=5)
APPROVE_ABOVE = 1_000
WEEKLY_DAY, WEEKLY_TIME = 0, time(9)

PARTS = ("subject", "news", "now", "next", "you", "when")
MUST_SAY = ("subject", "news")
LONGEST = {"subject": 100} | dict.fromkeys(PARTS[1:], 1_000)


def may_refuse(kind: str) -> bool:
    """Whether people may switch this news off; what the law or their own position demands is always mailed.

    >>> may_refuse("newsletter"), may_refuse("choice")
    (True, False)
    """
    return kind in OPTIONAL


def is_for_themselves(kind: str) -> bool:
    """Whether also a minor reads this, and not who acts for them.

    >>> is_for_themselves("majority"), is_for_themselves("registration")
    (True, False)
    """
    return kind == NoticeKind.MAJORITY


def is_refusable(kinds: Iterable[str]) -> bool:
    """Whether one click may end all that a mail is about: then, and only then, it carries that button (RFC 8058).

    >>> is_refusable(["stage", "ruling"]), is_refusable(["stage", "choice"])
    (True, False)
    """
    return all(map(may_refuse, kinds))


def next_weekly(now: datetime) -> datetime:
    """The next Monday at nine on the clock of `now`, later than `now`.

    >>> next_weekly(datetime(2026, 11, 23, 8, 59)), next_weekly(datetime(2026, 11, 23, 9, 0))
    (datetime.datetime(2026, 11, 23, 9, 0), datetime.datetime(2026, 11, 30, 9, 0))
    """
    monday = now.date() + timedelta(days=(WEEKLY_DAY - now.weekday()) % 7)
    at = datetime.combine(monday, WEEKLY_TIME, tzinfo=now.tzinfo)
    return at if at > now else datetime.combine(monday + timedelta(days=7), WEEKLY_TIME, tzinfo=now.tzinfo)


def due_at(rhythm: str, now: datetime) -> datetime:
    """When news written now is mailed: soon, so that what comes together goes together, or with the week's.

    >>> due_at("at_once", datetime(2026, 11, 23, 12, 0))
    datetime.datetime(2026, 11, 23, 12, 5)
    """
    return next_weekly(now) if rhythm == Rhythm.WEEKLY else now + MERGE_WINDOW


def weight(kind: str) -> int:
    """Low first: what somebody must act on leads a mail about several things.

    >>> sorted(["newsletter", "choice", "stage"], key=weight)
    ['choice', 'stage', 'newsletter']
    """
    return WEIGHT.index(NoticeKind(kind))


def wanting(words: Mapping[str, str]) -> str | None:
    """The first part that a mail cannot do without, or None.

    >>> wanting({"subject": "Nieuws"}), wanting({"subject": "Nieuws", "news": "Er is een zitting."})
    ('news', None)
    """
    return next((part for part in MUST_SAY if not words.get(part, "").strip()), None)


def too_long(words: Mapping[str, str]) -> str | None:
    """The first part that is longer than it may be, or None.

    >>> too_long({"subject": "a" * 101})
    'subject'
    """
    return next((part for part in PARTS if len(words.get(part, "")) > LONGEST[part]), None)


def in_language(words: Mapping[str, Mapping[str, str]], language: str) -> tuple[Mapping[str, str], str]:
    """The words in a language, else in Dutch; and the language they are in.

    >>> in_language({"nl": {"subject": "Nieuws"}}, "en")
    ({'subject': 'Nieuws'}, 'nl')
    """
    found = words.get(language)
    return (found, language) if found and not wanting(found) else (words["nl"], "nl")
