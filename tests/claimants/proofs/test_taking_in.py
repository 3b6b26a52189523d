"""U01 to U05 and U08: what may be sent in, and what is kept of it."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from cases.core.errors import DomainError
from claimants.proofs import rules
from claimants.proofs.taking_in import take_in
from tests import make_papers
from tests.claimants.proofs import papers

JPEG = make_papers.picture().read()


def png(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds almost nothing."""

    def chunk(kind, content):
        return struct.pack("!L", len(content)) + kind + content + struct.pack("!L", zlib.crc32(kind + content))

    head = struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def zipped(**entries) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


REFUSED = {
    "U01 a page named as a PDF": (b"<html><script>alert(1)</script>", "kind"),
    "U01 a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "kind"),
    "U01 a program": (b"MZ\x90\x00" + b"\0" * 100, "kind"),
    "U01 a GIF that is a script": (b"GIF89a/*" + b"\0" * 50 + b"*/=alert(1)", "kind"),
    "U01 a PDF with a page in front": (b"<html>" + papers.PLAIN, "kind"),
    "U01 a PDF with a script": (papers.SCRIPT, "active"),
    "U01 a script under an escaped name": (papers.ESCAPED_SCRIPT, "active"),
    "U01 a script in compressed objects": (papers.PACKED_SCRIPT, "active"),
    "U01 a PDF that starts a program": (papers.LAUNCH, "active"),
    "U01 a PDF with files in it": (papers.ATTACHMENT, "active"),
    "U03 nothing at all": (b"", "empty"),
    "U03 one byte too many": (papers.PLAIN + b"\0" * (rules.MAX_BYTES + 1 - len(papers.PLAIN)), "too-large"),
    "U03 51 MB": (b"\xff\xd8\xff" + b"\0" * (51 * 1024 * 1024), "too-large"),
    "U04 50,000 by 50,000": (png(50_000, 50_000), "pixels"),
    "U04 one line of 60,000": (png(60_000, 1), "pixels"),
    "U04 a broken JPEG": (JPEG[: len(JPEG) // 2], "unreadable"),
    "U04 a JPEG in name only": (b"\xff\xd8\xff\xe0" + b"\0" * 200, "unreadable"),
    "U04 a PNG with too little in it": (png(2_000, 2_000), "unreadable"),
    "U04 a PNG that is a JPEG": (b"\x89PNG\r\n\x1a\n" + JPEG, "unreadable"),
    "U05 a zip": (zipped(foto="x"), "kind"),
    "U05 a zip that climbs out": (zipped(**{"../../etc/passwd": "x"}), "kind"),
    "U08 a PDF with a password": (papers.LOCKED, "locked"),
    "a PDF that was cut off": (papers.PLAIN[:-6], "unreadable"),
}


@pytest.fixture(autouse=True)
def _somebody_else_is_lenient(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_refused_with_a_sentence(content, code):
    with pytest.raises(DomainError) as refused:
        take_in(ContentFile(content, name="bewijs.pdf"))
    assert refused.value.code == code
    assert refused.value.field == "file"


def test_u03_what_is_announced_too_large_is_not_read():
    class Announced(ContentFile):
        def read(self, *args):
            raise AssertionError("read all the same")

    file = Announced(b"x")
    file.size = 2**30
    with pytest.raises(DomainError, match="10 MB"):
        take_in(file)


NAMES = ["../../etc/passwd", "con.pdf", "x" * 300 + ".pdf", "a\x00b.pdf", "\u202egpj.exe", "map／bestand.pdf", "a.svg"]


@pytest.mark.parametrize("name", NAMES)
def test_u02_the_name_plays_no_part(name):
    file = SimpleUploadedFile("x.pdf", papers.PLAIN)
    file._name = name
    assert take_in(file).kind == "pdf"


@pytest.mark.parametrize("content", [papers.PLAIN, papers.PICTURE_WITH_WORDS], ids=["plain", "words in a picture"])
def test_a_pdf_that_only_shows_is_kept_as_it_is(content):
    taken = take_in(ContentFile(content))
    assert (taken.kind, taken.content, taken.thumbnail) == ("pdf", content, None)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_u04_place_camera_and_comments_are_gone_and_the_picture_stands_upright(form):
    exif = Image.Exif()
    exif[0x010F] = "Kanariecamera"
    exif[0x0112] = 6  # turned a quarter
    exif.get_ifd(0x8825)[2] = (52.0, 22.0, 30.0)
    extra = {"comment": b"Kanariewoord"} if form == "JPEG" else {}
    file = make_papers.picture((60, 40), form=form, exif=exif, **extra)
    assert b"Kanariecamera" in file.read()
    file.seek(0)

    taken = take_in(file)

    redrawn = Image.open(io.BytesIO(taken.content))
    assert (redrawn.format, redrawn.size) == (form, (40, 60))
    assert not redrawn.getexif()
    assert b"Kanarie" not in taken.content + taken.thumbnail


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_colour_can_be_sent(mode):
    out = io.BytesIO()
    form = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (30, 20)).save(out, format=form)
    taken = take_in(ContentFile(out.getvalue()))
    assert Image.open(io.BytesIO(taken.thumbnail)).size == (30, 20)


def test_what_hides_behind_a_picture_does_not_come_along():
    taken = take_in(ContentFile(JPEG + b"<script>alert(1)</script>"))
    assert b"script" not in taken.content


def test_a_thumbnail_is_small():
    taken = take_in(make_papers.picture((2_000, 1_000)))
    assert Image.open(io.BytesIO(taken.thumbnail)).size == (320, 160)
