"""Who may record what happened in a track: court events are shared facts, a foundation's proceeding is its own."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.parties.models import Foundation
from cases.proceedings.models import Track
from cases.staff.models import Membership, User


def require_ours(tracks: Iterable[Track], *, by: User | None) -> None:
    """Refuse a person who works for none of the foundations of these tracks, where one of them has staff here.

    A track of a foundation without staff may be followed by everybody who records events. Raises DomainError.
    """
    if by is None or by.is_superuser:
        return
    foundations = {track.proceeding.foundation_id for track in tracks}
    members = Membership.objects.current(timezone.localdate()).filter(foundation__in=foundations)
    staffed = Foundation.objects.filter(pk__in=members.values("foundation")).order_by("short_name")
    if not staffed or members.filter(user=by).exists():
        return
    names = ", ".join(foundation.short_name for foundation in staffed)
    sentence = _(
        "These tracks are of %(foundations)s, who record their own events. Ask them, or choose a track of your own too."
    )
    raise DomainError(sentence % {"foundations": names}, field="tracks", code="not-ours")
