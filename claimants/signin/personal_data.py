"""What signing in knows of a person: the addresses they change from and to, for days."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from cases.core.tenancy import acting_for
from claimants.people.models import Claimant, EmailChange


def export(claimant: Claimant) -> list[dict]:
    """The changes of the e-mail address that are still known, the newest first."""
    with acting_for(claimant.foundation_id):
        return [
            {
                "from": change.from_email,
                "to": change.to_email,
                "asked_at": _shown(change.created_at),
                "confirmed_at": _shown(change.confirmed_at),
                "old_address_works_until": _shown(change.closes_at),
            }
            for change in EmailChange.objects.filter(claimant=claimant)
        ]


def erase(claimant: Claimant) -> dict[str, int]:
    """Forget them all; requests to sign in hold no address and go within a day by themselves."""
    with acting_for(claimant.foundation_id):
        count, _per_table = EmailChange.objects.filter(claimant=claimant).delete()
    return {"email_changes": count}


def _shown(moment) -> str:
    return date_format(localtime(moment), "j F Y H:i") if moment else ""
