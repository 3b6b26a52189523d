"""Looking into PDFs."""

import re
import zlib

import pytest

from cases.core import pdf

STREAM = re.compile(rb"/FlateDecode.*?stream\n(.*?)\nendstream", re.DOTALL)


def laid_open(made: bytes) -> bytes:
    """A PDF with everything in it that was compressed."""
    return made + b"".join(zlib.decompressobj().decompress(part) for part in STREAM.findall(made))


def structure(made: bytes) -> list[str]:
    """The tags of the structure tree, in the order a screen reader meets them."""
    return [tag.decode() for tag in re.findall(rb"/Type /StructElem/S /(\w+)", laid_open(made))]


needs_pango = pytest.mark.skipif(not pdf.is_possible(), reason="the pango libraries are not installed")
