"""The mails of a laptop: what lies in the mail folder, to read in the browser."""

from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

END_OF_MAIL = b"\n" + b"-" * 79 + b"\n"


class Letter(NamedTuple):
    """One mail as it was written to the folder; `name` tells which."""

    name: str
    to: str
    subject: str
    text: str


def letters(folder: str, *, limit: int = 50) -> list[Letter]:
    """The newest mails in the folder, newest first; none when there is no folder."""
    files = sorted(Path(folder).glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [letter for path in files[:limit] for letter in _letters_in(path)][:limit]


def _letters_in(path: Path) -> list[Letter]:
    """A file holds every mail of one connection, newest first."""
    mails = [part for part in path.read_bytes().split(END_OF_MAIL) if part.strip()]
    return [_read(f"{path.stem}-{number}", mail) for number, mail in reversed(list(enumerate(mails)))]


def _read(name: str, content: bytes) -> Letter:
    mail = message_from_bytes(content.lstrip(), policy=policy.default)
    body = mail.get_body(("plain",))
    return Letter(name, str(mail["To"]), str(mail["Subject"]), body.get_content() if body else "")
