"""What a sign-up holds of a person: what they typed until the mailbox was proven, and what came of it."""

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from cases.core.tenancy import acting_for
from claimants.people.models import Claimant
from claimants.signup.models import SignUp

TYPED = ("full_name", "born_on", "country", "used_from", "used_until", "guardian_name", "email", "second_email")


def export(claimant: Claimant) -> list[dict]:
    """The sign-ups by this mailbox and those that became this person's registrations, the newest first."""
    with acting_for(claimant.foundation_id):
        return [_told(sign_up) for sign_up in _of(claimant).with_opening()]


def erase(claimant: Claimant) -> dict[str, int]:
    """Delete them all; the registration and the consents that came of one are told of by their own rooms."""
    with acting_for(claimant.foundation_id):
        count, _per_table = _of(claimant).delete()
    return {"sign_ups": count}


def _of(claimant: Claimant) -> QuerySet[SignUp]:
    mine = Q(registration__claimant=claimant)
    if claimant.email:
        mine |= Q(email__iexact=claimant.email) | Q(second_email__iexact=claimant.email)
    return SignUp.objects.filter(mine)


def _told(sign_up: SignUp) -> dict:
    typed = {name: str(getattr(sign_up, name) or "") for name in TYPED}
    began = {"about": sign_up.get_about_display(), "language": sign_up.language, "state": sign_up.get_state_display()}
    told = {"group": sign_up.opening.group.shown_name, "began_at": _shown(sign_up.created_at)} | began
    return told | {name: value for name, value in typed.items() if value}


def _shown(moment) -> str:
    return date_format(localtime(moment), "j F Y H:i")
