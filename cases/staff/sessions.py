"""What a staff session has proved, and for which foundation it works."""

import time
import zlib

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.utils import timezone

from cases.staff.models import Membership

LONGEST = 12 * 60 * 60
FACTORS = {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}
FOUNDATION = "staff_foundation"


def has_second_factor(request) -> bool:
    """Whether this very session used a second factor; having one is not enough."""
    return any(
        record["method"] == "mfa" and record.get("type") in FACTORS
        for record in get_authentication_records(request, request.user)
    )


def forget_second_factor(request) -> None:
    """Let this session start again with its second factor."""
    records = get_authentication_records(request, request.user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [one for one in records if one["method"] != "mfa"]


def is_enrolled(user) -> bool:
    """Whether this person has an authenticator app."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def is_too_old(request) -> bool:
    """Whether the sign-in was more than twelve hours ago, however busy the session (R50)."""
    began_at = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(began_at) and time.time() - min(began_at) > LONGEST


def memberships(user) -> list[Membership]:
    """Where this person works today, in a fixed order."""
    current = user.memberships.current(timezone.localdate())
    return list(current.select_related("foundation").order_by("foundation__short_name", "id"))


def acting(request) -> list[Membership]:
    """Those of `request.memberships` in the one foundation this session works for (R44); never a union."""
    found = request.memberships
    wanted = request.session.get(FOUNDATION)
    chosen = next((one for one in found if one.foundation_id == wanted), found[0] if found else None)
    return [one for one in found if one.foundation_id == chosen.foundation_id] if chosen else []


def others(request) -> list:
    """The foundations this person could switch to."""
    found = {one.foundation_id: one.foundation for one in request.memberships}
    found.pop(request.foundation.pk)
    return list(found.values())


def hue(foundation) -> int:
    """The colour of a foundation, in degrees: always the same, so that nobody works in the wrong one."""
    return zlib.crc32(foundation.slug.encode()) % 360
