"""What the outbox and the sign-in hold on a person; both know people by address only."""

from django.db.models import Q

from cases.outbox import services as outbox
from cases.outbox.models import Message
from claimants.people.models import Claimant
from claimants.signin.models import SignInRequest


def export(claimant: Claimant) -> dict:
    """The mails of the last weeks as far as they are still known, and when somebody asked to sign in."""
    asked = SignInRequest.objects.filter(email_index=claimant.email_index) if claimant.email_index else ()
    return {
        "mails": [
            {
                "template": one.template,
                "address": one.address,
                "language": one.language,
                "context": {} if one.is_sensitive else one.context,
                "state": one.get_state_display(),
                "made_at": one.created_at.isoformat(),
                "sent_at": one.done_at and one.done_at.isoformat(),
            }
            for one in _mails(claimant)
        ],
        "sign_ins": [{"asked_at": one.created_at.isoformat(), "used": one.used_at is not None} for one in asked],
    }


def erase(claimant: Claimant) -> dict[str, int]:
    """Stop what was not sent yet, forget address and words of all, and forget that somebody asked to sign in."""
    erased = {"mails": outbox.forget(_mails(claimant)), "sign_ins": 0}
    if claimant.email_index:
        erased["sign_ins"] = SignInRequest.objects.filter(email_index=claimant.email_index).delete()[0]
    return erased


def _mails(claimant: Claimant):
    """To this address, in this file; the same address in the file of another foundation is not ours to touch."""
    if not claimant.email:
        return Message.objects.none()
    ours = Q(foundation_id=claimant.foundation_id) | Q(foundation=None)
    return Message.objects.filter(ours, address__iexact=claimant.email)
