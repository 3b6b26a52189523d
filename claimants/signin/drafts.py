"""What somebody typed before we signed them out, kept for a day in their own browser and nowhere else.

The server stores nothing of it: whoever is not signed in has no file to store it in. The cookie is signed, so that
what comes back is what was typed, and only the page it was typed on shows it again.
"""

from django.conf import settings
from django.core import signing

KEEP_SECONDS = 24 * 3600
LONGEST_COOKIE = 3800
SALT = "claimants.signin.drafts"


def keep(request, response) -> None:
    """Let the browser keep the fields of this POST; what does not fit a cookie is not kept."""
    fields = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    text = signing.dumps({"path": request.path, "fields": fields}, salt=SALT, compress=True)
    if fields and len(text) <= LONGEST_COOKIE:
        response.set_cookie(
            _cookie_name(),
            text,
            max_age=KEEP_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def is_kept(request) -> bool:
    return bool(_kept(request))


def of_page(request) -> dict[str, str]:
    """The fields that were typed on this very page, the last of each name; empty when there are none."""
    kept = _kept(request)
    if kept.get("path") != request.path:
        return {}
    return {name: values[-1] for name, values in kept["fields"].items() if values}


def drop(request, response) -> None:
    """Forget them, unless this very answer keeps new ones."""
    if _cookie_name() in request.COOKIES and _cookie_name() not in response.cookies:
        response.delete_cookie(_cookie_name(), samesite="Lax")


def _kept(request) -> dict:
    try:
        return signing.loads(request.COOKIES.get(_cookie_name(), ""), salt=SALT, max_age=KEEP_SECONDS)
    except signing.BadSignature:
        return {}


def _cookie_name() -> str:
    return "__Host-draft" if settings.SESSION_COOKIE_SECURE else "draft"
