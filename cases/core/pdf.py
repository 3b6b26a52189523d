"""A page becomes a PDF that a screen reader can read too (PDF/UA-1): tagged, with its title and language."""


class PdfImpossible(Exception):
    """This machine lacks what makes PDFs: the Python package or the pango libraries under it."""


def tagged_pdf(html: str) -> bytes:
    """Render one whole HTML page; nothing is fetched for it, from the network or from disk.

    The title and the language are those of the page. Raises PdfImpossible.
    """
    html_class, fetcher = _renderer()
    return html_class(string=html, url_fetcher=fetcher()).write_pdf(pdf_variant="pdf/ua-1")


def is_possible() -> bool:
    """Whether this machine can make PDFs."""
    try:
        _renderer()
    except PdfImpossible:
        return False
    return True


def _renderer():
    """Imported only when a PDF is asked for: it takes a second, and everything else runs without it."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise PdfImpossible(type(error).__name__) from error

    class Nothing(URLFetcher):
        def fetch(self, url, headers=None):
            raise ValueError("a PDF fetches nothing")

    return HTML, Nothing
