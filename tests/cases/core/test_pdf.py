import builtins

import pytest

from cases.core import pdf
from tests.pdf import laid_open, needs_pango

PAGE = '<!doctype html><html lang="nl"><title>Bewijs</title><h1>Kop</h1><p>Tekst{}</p></html>'


@needs_pango
def test_it_is_tagged_with_title_and_language():
    made = laid_open(pdf.tagged_pdf(PAGE.format("")))
    assert made.startswith(b"%PDF-1.7")
    for part in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang (nl)", b"/S /H1", b"/Title (Bewijs)", b"pdfuaid:part"):
        assert part in made


@needs_pango
@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "https://voorbeeld.example/x.png"], ids=str
)
def test_nothing_is_fetched(address):
    link = f'<img alt="" src="{address}"><link rel="attachment" href="{address}">'
    made = laid_open(pdf.tagged_pdf(PAGE.format(link)))
    assert b"/EmbeddedFile" not in made
    assert b"/Subtype /Image" not in made


def test_without_pango_it_says_so(monkeypatch):
    original = builtins.__import__

    def refusing(name, *args, **values):
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return original(name, *args, **values)

    monkeypatch.setattr(builtins, "__import__", refusing)
    assert not pdf.is_possible()
    with pytest.raises(pdf.PdfImpossible):
        pdf.tagged_pdf(PAGE)
