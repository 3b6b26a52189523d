"""From whatever was sent to what is kept: type by content, pictures redrawn, papers that do nothing."""

from typing import NamedTuple

from django.core.files.base import File
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from claimants.proofs import pictures, rules


class TakenIn(NamedTuple):
    """A file as it will be kept."""

    kind: str
    content: bytes
    thumbnail: bytes | None


def take_in(file: File) -> TakenIn:
    """Read a file and make it safe to keep; its name plays no part. Raises DomainError."""
    content = _read(file)
    kind = rules.kind_of(content)
    if kind is None:
        raise _refused(_("We take PDF, JPEG and PNG. Make a photo or a screenshot and send that."), "kind")
    if kind == "pdf":
        _require_harmless(content)
        return TakenIn(kind, content, None)
    try:
        return TakenIn(kind, *pictures.redraw(content, kind=kind))
    except pictures.TooManyPixels as error:
        raise _refused(_("This picture is too large. Make a new photo or a smaller one."), "pixels") from error
    except pictures.Unreadable as error:
        raise _refused(_("This picture cannot be opened. Make a new photo and send that."), "unreadable") from error


def _read(file: File) -> bytes:
    content = b"" if file.size > rules.MAX_BYTES else file.read(rules.MAX_BYTES + 1)
    if file.size > rules.MAX_BYTES or len(content) > rules.MAX_BYTES:
        raise _refused(_("The file is larger than 10 MB. Make a new photo or choose a smaller file."), "too-large")
    if not content:
        raise _refused(_("The file is empty. Choose it again."), "empty")
    return content


def _require_harmless(content: bytes) -> None:
    if not rules.is_whole_pdf(content):
        raise _refused(_("This PDF is not complete. Choose it again."), "unreadable")
    names = rules.pdf_names(content)
    if b"Encrypt" in names:
        raise _refused(_("This PDF is locked with a password. Save it without one and send it again."), "locked")
    if names & rules.ACTIVE:
        raise _refused(_("This PDF holds scripts or other files. Print it to a new PDF and send that."), "active")


def _refused(sentence: str, code: str) -> DomainError:
    return DomainError(sentence, field="file", code=code)
