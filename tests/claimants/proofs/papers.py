"""Small PDFs: one that only shows, and some that would do more."""

import zlib

PLAIN = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def with_object(text: bytes) -> bytes:
    return PLAIN.replace(b"trailer", b"3 0 obj\n" + text + b"\nendobj\ntrailer")


def with_packed_object(text: bytes) -> bytes:
    packed = zlib.compress(text)
    body = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return with_object(body + packed + b"\nendstream")


SCRIPT = with_object(b"<< /S /JavaScript /JS (app.alert(1)) >>")
ESCAPED_SCRIPT = with_object(b"<< /S /J#61vaScript >>")
PACKED_SCRIPT = with_packed_object(b"5 0 << /S /JavaScript /JS (app.alert(1)) >>")
LAUNCH = with_object(b"<< /S /Launch /F (cmd.exe) >>")
ATTACHMENT = with_object(b"<< /Type /Filespec /EF 4 0 R >> << /EmbeddedFiles 5 0 R >>")
LOCKED = PLAIN.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 9 0 R")
PICTURE_WITH_WORDS = with_object(b"<< /Subtype /Image /Length 12 >>\nstream\n /JS /Launch \nendstream")
