"""Reads files as they come: plain text, RSS, Atom, JSON Feed. Bytes in, findings out; never the network.

Whatever is in a file, reading it never raises: what cannot be taken is a `Refusal` with a sentence.
"""

import calendar
import hashlib
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import feedparser
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.validators import URLValidator
from django.utils.html import strip_tags

from cases.core import text as floor
from cases.core.dates import Precision, parsed
from cases.core.plain_xml import Unreadable, read_xml

LARGEST_FILE = 5_000_000
LONGEST_ADDRESS = 500
MOST_ITEMS = 500
LONGEST_MARKED = 1_000_000
HERE = ZoneInfo("Europe/Amsterdam")
DATE_LINE = re.compile(r"\s*date[ \t]+(\d{4}(?:-\d{1,2}){0,2})(?![\d-])[ \t]*\n?", re.ASCII)
SCRIPT = re.compile(r"<(script|style)\b.*?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
LINE_END = re.compile(r"<(br|/p|/div|/h[1-6]|/li)\b[^<>]{0,200}>", re.IGNORECASE)
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"


class Found(NamedTuple):
    """One text, cleaned, with what the file says about it; `on` is None when it does not say."""

    body: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    on: date | None = None
    precision: str = Precision.UNKNOWN
    key: str = ""


class Refusal(NamedTuple):
    """Something that could not be taken, and the sentence why."""

    sentence: str


class Rest(NamedTuple):
    """Items that were left because a file holds more than the newest ones."""

    count: int


def read(content: bytes, *, name: str, today: date) -> Iterator[Found | Refusal | Rest]:
    """What a file holds, newest first. `name` decides between text and feed where its content does not."""
    try:
        yield from _read(content, name, today)
    except Unreadable as error:
        yield Refusal(str(error))


def _read(content: bytes, name: str, today: date) -> Iterator[Found | Refusal | Rest]:
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"The file is larger than {LARGEST_FILE // 1_000_000} MB.")
    if content.startswith((GZIP, ZIP)):
        raise Unreadable("The file is compressed; unpack it first.")
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\x00", b"")[:5].lower()
    if not start:
        raise Unreadable("The file is empty.")
    if name.lower().endswith(".txt"):
        return iter([_plain(content, today)])
    if start.startswith(b"{") or name.lower().endswith(".json"):
        return _newest(_json_items(content, today))
    if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff<")):
        return _newest(_xml_items(content, today))
    return iter([_plain(content, today)])


def _plain(content: bytes, today: date) -> Found:
    text = _clean(_decoded(content)[:LONGEST_MARKED])
    on, precision = None, Precision.UNKNOWN
    if match := DATE_LINE.match(text):
        try:
            on, precision = parsed(match[1])
        except ValueError:
            raise Unreadable(f"The date {match[1]} does not exist.") from None
        text = text[match.end() :]
    if not text.strip():
        raise Unreadable("The file holds no text.")
    return Found(text.strip(), on=_past(on, today), precision=precision if _past(on, today) else Precision.UNKNOWN)


def _decoded(content: bytes) -> str:
    text = _as_text(content)
    strange = sum(1 for char in text[:10_000] if char == "\ufffd" or (ord(char) < 32 and char not in "\t\n\r\f"))
    if strange > max(5, len(text[:10_000]) // 50):
        raise Unreadable("This is not a text.")
    return text


def _as_text(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _newest(items: list[Found | Refusal]) -> Iterator[Found | Refusal | Rest]:
    items.sort(key=lambda item: getattr(item, "on", None) or date.min, reverse=True)
    yield from islice(items, MOST_ITEMS)
    if len(items) > MOST_ITEMS:
        yield Rest(len(items) - MOST_ITEMS)


def _xml_items(content: bytes, today: date) -> list[Found | Refusal]:
    read_xml(content)
    feed = feedparser.parse(io.BytesIO(content))
    if not feed.version:
        raise Unreadable("This is neither RSS nor Atom.")
    publisher = _line(feed.feed.get("title", ""), 120)
    return [_entry(entry, publisher, feed.feed.get("link", "") or publisher, today) for entry in feed.entries]


def _entry(entry, publisher: str, feed_name: str, today: date) -> Found | Refusal:
    texts = [part.get("value", "") for part in entry.get("content", [])] + [entry.get("summary", "")]
    moment = next(
        (entry[name] for name in ("published_parsed", "updated_parsed") if name in entry and entry[name]), None
    )
    return _found(
        body=max(texts, key=len),
        title=entry.get("title", ""),
        url=entry.get("link", ""),
        publisher=publisher,
        at=_utc(moment) if moment else None,
        key=f"{feed_name}\n{entry.id}" if entry.get("id") else "",
        today=today,
    )


def _utc(moment) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _json_items(content: bytes, today: date) -> list[Found | Refusal]:
    try:
        feed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable("This is not valid JSON.") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise Unreadable("This is JSON, but not a JSON Feed.")
    publisher = _line(_text(feed.get("title")), 120)
    feed_name = _text(feed.get("feed_url")) or publisher
    return [_json_item(item, publisher, feed_name, today) for item in feed["items"]]


def _json_item(item, publisher: str, feed_name: str, today: date) -> Found | Refusal:
    if not isinstance(item, dict):
        return Refusal("An item is not an object.")
    return _found(
        body=_text(item.get("content_text")) or _text(item.get("content_html")) or _text(item.get("summary")),
        title=_text(item.get("title")),
        url=_text(item.get("url")),
        publisher=publisher,
        at=_moment(_text(item.get("date_published"))),
        key=f"{feed_name}\n{item['id']}" if item.get("id") else "",
        today=today,
    )


def _found(*, body, title, url, publisher, at: datetime | None, key, today: date) -> Found | Refusal:
    body, title = _unmarked(body), _line(title, 300)
    if not body and not title:
        return Refusal("An item has neither a title nor a text.")
    on = _past(_day(at), today)
    hashed = hashlib.sha256(key.encode()).hexdigest() if key else ""
    return Found(body or title, title, _address(url), publisher, on, Precision.DAY if on else Precision.UNKNOWN, hashed)


def _text(value) -> str:
    return value if isinstance(value, str) else ""


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=HERE)


def _day(at: datetime | None) -> date | None:
    try:
        return at.astimezone(HERE).date() if at else None
    except OverflowError:
        return None


def _past(on: date | None, today: date) -> date | None:
    """A date of publication in the future is not one."""
    return on if on and on <= today else None


def _unmarked(text: str) -> str:
    """HTML as plain text."""
    lines = LINE_END.sub("\n", SCRIPT.sub(" ", text[:LONGEST_MARKED]))
    try:
        bare = strip_tags(lines)
    except SuspiciousOperation:
        bare = re.sub(r"[<>]", " ", lines)
    return re.sub(r"\n{3,}", "\n\n", _clean(unescape(bare))).strip()


def _line(text: str, length: int) -> str:
    line = " ".join(_unmarked(text[: length * 20]).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _clean(text: str) -> str:
    """The text without characters that cannot be stored or that hide what is written."""
    if floor.forbidden_in(text, may_break=True) is None:
        return floor.normalise(text)
    kept = (char if floor.forbidden_in(char, may_break=True) is None else " " for char in text)
    return floor.normalise("".join(kept))


def _address(url: str) -> str:
    """The address when it is an ordinary web address; anything else is dropped."""
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return ""
    return url if len(url) <= LONGEST_ADDRESS and not urlsplit(url).username else ""
