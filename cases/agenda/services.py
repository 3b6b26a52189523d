"""Give somebody an address for their calendar program, find it again, take it away."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.agenda import entries, rules
from cases.agenda.choices import Level
from cases.agenda.models import CalendarKey
from cases.core.errors import DomainError
from cases.core.rows import change
from cases.journal import services as journal

MOST_KEYS = 10
NOTED_EACH = timedelta(hours=1)


@transaction.atomic
def issue_key(user, foundation, *, level: str, by) -> tuple[CalendarKey, str]:
    """Make an address for one person's calendar; the address is returned now and can never be shown again.

    Raises DomainError for an unknown level, for somebody who may see nothing there, and after ten addresses.
    """
    if level not in Level.values:
        raise DomainError(_("Choose how much the calendar tells."), field="level", code="unknown-level")
    token = secrets.token_urlsafe(32)
    key = CalendarKey(user=user, foundation=foundation, level=level, token_hash=rules.hashed(token))
    if not entries.rights(key, timezone.localdate()) & {"view_deadline", "view_hearing"}:
        raise DomainError(_("This person sees no deadlines or hearings there."), code="nothing-to-see")
    if user.calendar_keys.in_force().count() >= MOST_KEYS:
        raise DomainError(_("Revoke an older calendar first: ten is enough."), code="too-many")
    key.save()
    journal.record("calendar_key.issued", key, foundation=foundation, by=by, level=str(level))
    return key, settings.BASE_URL + reverse("staff-calendar", args=[token])


@transaction.atomic
def revoke_key(key: CalendarKey, *, by) -> CalendarKey:
    """Let the address exist no longer, at once. Raises DomainError the second time."""
    if key.is_revoked:
        raise DomainError(_("This calendar was revoked before."), code="revoked-before")
    change(key, revoked_at=timezone.now())
    journal.record("calendar_key.revoked", key, foundation=key.foundation, by=by)
    return key


def find_key(token: str) -> CalendarKey | None:
    """The key of an address, if it is in force and its owner may still see anything; otherwise None."""
    held = CalendarKey.objects.in_force().of_token_hash(rules.hashed(token)).select_related("user", "foundation")
    key = held.first()
    if key and entries.rights(key, timezone.localdate()) & {"view_deadline", "view_hearing"}:
        return key
    return None


def note_use(key: CalendarKey) -> None:
    """Remember that the calendar is fetched; once an hour is enough."""
    now = timezone.now()
    long_ago = Q(used_at=None) | Q(used_at__lt=now - NOTED_EACH)
    CalendarKey.objects.filter(long_ago, pk=key.pk).update(used_at=now)
