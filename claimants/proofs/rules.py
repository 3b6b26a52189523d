"""What may be sent in, judged by its content; how far a proof is; what may still be done with it."""

import re
import zlib

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 10
MAX_PIXELS = 60_000_000
MAX_SIDE = 20_000
MAX_INFLATED = 40 * 1024 * 1024
DICTIONARY = 512

MAGIC = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
ACTIVE = frozenset(
    [b"JavaScript", b"JS", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia", b"SubmitForm", b"ImportData",
     b"GoToR", b"GoToE", b"XFA"]
)  # fmt: skip
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
NAME = re.compile(rb"/([^\s/<>\[\](){}%]{1,64})")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")

SENT, SCANNED, REVIEWED, REMOVED, INFECTED = "sent", "scanned", "reviewed", "removed", "infected"


def kind_of(content: bytes) -> str | None:
    """What a file is by its first bytes; None for everything that is not taken.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"<html>%PDF-1.7"), kind_of(b"PK..."), kind_of(b"")
    ('pdf', None, None, None)
    """
    return next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), None)


def is_whole_pdf(content: bytes) -> bool:
    """Whether the end mark of a PDF is where it belongs.

    >>> is_whole_pdf(b"%PDF-1.7 ... %%EOF"), is_whole_pdf(b"%PDF-1.7 cut off")
    (True, False)
    """
    return b"%%EOF" in content[-2048:]


def pdf_names(content: bytes) -> set[bytes]:
    """The names that the structure of a PDF uses, also spelled with escapes, also in compressed objects.

    What stands in pictures and pages is left alone: there a name means nothing.

    >>> sorted(pdf_names(b"%PDF-1.7 << /S /J#61vaScript >> stream\\n /Launch endstream"))
    [b'JavaScript', b'S']
    """
    packed = [
        found.group(1)
        for found in STREAM.finditer(content)
        if b"ObjStm" in content[max(0, found.start() - DICTIONARY) : found.start()]
    ]
    structure = [STREAM.sub(b" ", content), *(_inflated(one) for one in packed)]
    return {ESCAPED.sub(_plain, name) for part in structure for name in NAME.findall(part)}


def _inflated(packed: bytes) -> bytes:
    """What was packed, as far as it can be read and no further than is sensible."""
    try:
        return zlib.decompressobj().decompress(packed, MAX_INFLATED)
    except zlib.error:
        return packed


def _plain(escape: re.Match) -> bytes:
    return bytes([int(escape.group(1), 16)])


def step_of(*, scan: str, verdict: str, is_removed: bool) -> str:
    """How far a proof is, as the person reads it: sent, scanned, reviewed; or removed, or infected.

    >>> step_of(scan="none", verdict="none", is_removed=False)
    'sent'
    >>> step_of(scan="clean", verdict="refused", is_removed=False)
    'reviewed'
    >>> step_of(scan="infected", verdict="none", is_removed=True)
    'removed'
    """
    if is_removed:
        return REMOVED
    if scan == "infected":
        return INFECTED
    if verdict != "none":
        return REVIEWED
    return SENT if scan == "none" else SCANNED


def may_remove(step: str) -> bool:
    """Whether somebody may take their file back: until it was looked at.

    >>> may_remove("scanned"), may_remove("reviewed")
    (True, False)
    """
    return step in (SENT, SCANNED, INFECTED)


def may_review(step: str) -> bool:
    """Whether staff may give a verdict: after the scan, and never on a file with a virus."""
    return step in (SCANNED, REVIEWED)


def may_download(step: str) -> bool:
    """Whether the file may leave: not when a virus was found, and not when it is gone."""
    return step in (SENT, SCANNED, REVIEWED)
