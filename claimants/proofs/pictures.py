"""Pictures made anew from their pixels, so that nothing else a camera or a stranger put in comes along."""

from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageFile, ImageOps

from claimants.proofs import rules

FORMATS = {"jpeg": "JPEG", "png": "PNG"}
THUMBNAIL = (320, 320)
QUALITY = 90


class Unreadable(Exception):
    """This picture cannot be shown."""


class TooManyPixels(Exception):
    """This picture would not fit into memory."""


class Redrawn(NamedTuple):
    """A picture without anything but its pixels, and a small one as JPEG."""

    content: bytes
    thumbnail: bytes


def redraw(content: bytes, *, kind: str) -> Redrawn:
    """Draw a JPEG or PNG anew, the right way up; raises Unreadable or TooManyPixels.

    Place, time and camera (EXIF), comments and profiles are gone.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # whoever makes PDFs switches it on for the whole process
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as picture:
            width, height = picture.size
            if width * height > rules.MAX_PIXELS or max(width, height) > rules.MAX_SIDE:
                raise TooManyPixels
            upright = ImageOps.exif_transpose(picture)
            has_alpha = kind == "png" and (upright.has_transparency_data or upright.mode in ("LA", "RGBA"))
            plain = upright.convert("RGBA" if has_alpha else "RGB")
    except TooManyPixels:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except Exception as error:  # a broken or hostile picture can make a decoder raise anything
        raise Unreadable from error
    plain.info = {}
    small = plain.convert("RGB")
    small.thumbnail(THUMBNAIL)
    return Redrawn(_saved(plain, FORMATS[kind]), _saved(small, "JPEG"))


def _saved(picture: Image.Image, form: str) -> bytes:
    out = BytesIO()
    picture.save(out, format=form, quality=QUALITY, optimize=True)
    return out.getvalue()
