"""The door between a browser and a visitor: what the session and the cookie of the browser hold.

The session keeps the blind index and the primary keys of the files, never the address.
"""

import secrets
import time

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme

from claimants.people.access import Visitor
from claimants.signin import rules

IDLE_SECONDS = 30 * 60
NOTED_SECONDS = 60
KEY, NEXT, STEP_UP = "visitor", "visitor_next", "visitor_step_up"
LONGEST_NONCE = 64
NONCE_SECONDS = 3600


def visitor_of(request) -> Visitor | None:
    """Who is signed in here; None for nobody, or after thirty minutes without a request, which is known to a minute."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    now = int(time.time())
    if now - kept["seen"] > IDLE_SECONDS:
        end(request)
        return None
    if now - kept["seen"] >= NOTED_SECONDS:
        request.session[KEY] = kept | {"seen": now}
    return Visitor(kept["email_index"], tuple(kept["foundations"]))


def begin(request, visitor: Visitor) -> str:
    """Sign this browser in under a new session key; where the visitor wanted to go."""
    request.session.cycle_key()
    request.session[KEY] = {
        "email_index": visitor.email_index,
        "foundations": list(visitor.foundation_ids),
        "seen": int(time.time()),
        "proven": int(time.time()),
    }
    return request.session.pop(NEXT, "")


def is_fresh(request) -> bool:
    """Whether this visitor typed a mailed code or used a mailed link less than fifteen minutes ago."""
    proven = request.session.get(KEY, {}).get("proven", 0)
    return time.time() - proven <= rules.FRESH_FOR.total_seconds()


def step_up_browser(request) -> str:
    """The secret of this session to which a step-up code is bound; made when it is first asked for."""
    return request.session.setdefault(STEP_UP, {"browser": new_browser()})["browser"]


def note_asked(request) -> None:
    """A step-up code is on its way."""
    request.session[STEP_UP] = request.session[STEP_UP] | {"asked": True}


def is_asked(request) -> bool:
    return request.session.get(STEP_UP, {}).get("asked", False)


def freshen(request) -> str:
    """The mailbox was proven again: a new session key, fresh for a quarter; where the visitor wanted to go."""
    request.session.cycle_key()
    request.session[KEY] = request.session[KEY] | {"proven": int(time.time())}
    request.session.pop(STEP_UP, None)
    return request.session.pop(NEXT, "")


def end(request) -> None:
    """Sign the visitor out; a member of staff in the same browser stays signed in."""
    for name in (KEY, NEXT, STEP_UP):
        request.session.pop(name, None)
    request.session.cycle_key()


def remember_next(request, address: str) -> None:
    """Keep where the visitor wanted to go, if that is a page of ours."""
    if is_ours(request, address):
        request.session[NEXT] = address


def is_ours(request, address: str) -> bool:
    """Whether an address stays on this site, on a page for visitors."""
    is_here = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return is_here and address.startswith(tuple(f"/{code}/" for code, _name in settings.LANGUAGES))


def cookie_name() -> str:
    return "__Host-signin" if settings.SESSION_COOKIE_SECURE else "signin"


def browser_of(request) -> str:
    """The secret of this browser by which its own requests are known; empty without the cookie."""
    return request.COOKIES.get(cookie_name(), "")[:LONGEST_NONCE]


def new_browser() -> str:
    return secrets.token_urlsafe(32)


def keep_browser(response, nonce: str) -> None:
    """Give the browser its secret, readable by no script."""
    response.set_cookie(
        cookie_name(),
        nonce,
        max_age=NONCE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def drop_browser(response) -> None:
    response.delete_cookie(cookie_name(), samesite="Lax")
