"""Who works here, for whom, and how they prove who they are."""

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change, save_as_read
from cases.journal import services as journal
from cases.parties.models import Foundation
from cases.staff.models import Membership, User


@transaction.atomic
def create_user(username: str, *, email: str, password: str, by=None, **details) -> User:
    """Let a person in; a second factor is asked at the first sign-in.

    `details`: first_name, last_name, language, is_superuser. Raises DomainError.
    """
    user = User(username=username, email=email.strip().lower(), is_staff=True, **details)
    _set_password(user, password)
    try:
        user.full_clean()
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise DomainError(sentences[0], field=field) from error
    user.save()
    journal.record("user.created", user, by=by)
    return user


@transaction.atomic
def change_password(user: User, *, password: str, by) -> User:
    """Give a person a new password; every session of theirs ends. Raises DomainError."""
    _set_password(user, password)
    save_as_read(user)
    journal.record("user.password_changed", user, by=by)
    return user


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise DomainError(error.messages[0], field="new_password") from error
    user.set_password(password)


@transaction.atomic
def join_foundation(
    user: User, foundation, *, role: str, started_on: date, deputy: User | None = None, by=None
) -> Membership:
    """Let a person work for a foundation in one role; raises DomainError when they do already."""
    if Membership.objects.filter(user=user, foundation=foundation, role=role, ended_on=None).exists():
        raise DomainError(_("This person has this role there already."), field="role", code="already-member")
    membership = Membership.objects.create(
        user=user, foundation=foundation, role=role, started_on=started_on, deputy=deputy
    )
    journal.record("membership.started", membership, foundation=foundation, by=by, role=role)
    return membership


@transaction.atomic
def set_absences(
    user: User, foundation: Foundation, *, absent_from: date | None, absent_until: date | None, by: User
) -> None:
    """Note from when until when a person is away from one foundation, in every role; two empty days: at work again.

    Raises DomainError: a last day without a first, before it, or over already.
    """
    if absent_until and not absent_from:
        raise DomainError(_("Give the first day too."), field="absent_from", code="required")
    if absent_until and absent_until < absent_from:
        raise DomainError(_("The last day is before the first."), field="absent_until", code="before")
    if absent_until and absent_until < timezone.localdate():
        raise DomainError(_("That day is over already."), field="absent_until", code="over")
    for membership in Membership.objects.current(timezone.localdate()).filter(user=user, foundation=foundation):
        change(membership, absent_from=absent_from, absent_until=absent_until)
        journal.record("membership.absence_set", membership, foundation=foundation, by=by)


@transaction.atomic
def switch_foundation(membership: Membership, *, by: User) -> None:
    """Note that a session now works for another foundation (R44)."""
    journal.record("membership.switched", membership, foundation=membership.foundation, by=by)


@transaction.atomic
def enrol_totp(user: User, secret: str | None = None) -> str:
    """Give a person an authenticator app with this base32 secret (or a new one), in place of an older one."""
    secret = secret or generate_totp_secret()
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, secret)
    journal.record("user.second_factor_added", user)
    return secret


@transaction.atomic
def forget_second_factor(user: User, *, by: User) -> None:
    """Take away a lost authenticator; a new one is asked at the next sign-in. Raises DomainError."""
    deleted, _kinds = Authenticator.objects.filter(user=user).delete()
    if not deleted:
        raise DomainError(_("This person has no second factor yet."))
    journal.record("user.second_factor_forgotten", user, by=by)
