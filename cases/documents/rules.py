"""What a stored paper must be, judged by its content and never by its name."""

from urllib.parse import urlsplit

MAX_BYTES = 10 * 1024 * 1024


def is_pdf(content: bytes) -> bool:
    """Whether the content is a PDF from its first byte and to its end mark.

    >>> is_pdf(b"%PDF-1.7 ... %%EOF"), is_pdf(b"<html>%PDF-1.7 %%EOF"), is_pdf(b"%PDF-1.7 cut off")
    (True, False, False)
    """
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]


def is_web_address(url: str) -> bool:
    """Whether a link leads to the web and not to a script or a file.

    >>> is_web_address("https://www.rechtspraak.nl/x"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
