"""The mails of a laptop: what lies in the mail folder, to read in the browser."""

from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple


class Letter(NamedTuple):
    """One mail as it was written to the folder."""

    name: str
    to: str
    subject: str
    text: str


def letters(folder: str, *, limit: int = 50) -> list[Letter]:
    """The newest mails in the folder, newest first; none when there is no folder."""
    files = sorted(Path(folder).glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [_read(path) for path in files[:limit]]


def _read(path: Path) -> Letter:
    mail = message_from_bytes(path.read_bytes().split(b"\n" + b"-" * 79)[0], policy=policy.default)
    body = mail.get_body(("plain",))
    return Letter(path.stem, str(mail["To"]), str(mail["Subject"]), body.get_content() if body else "")
