"""Another e-mail address: a code mailed there proves it; the old one is told and lets in for three days more."""

import hmac
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core import claims
from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.saving import require_clean
from cases.core.tenancy import acting_for
from cases.core.text import masked_email
from cases.journal import services as journal
from cases.outbox import services as outbox
from cases.parties.models import Foundation
from claimants.people import services as people
from claimants.people.access import Visitor
from claimants.people.identity import email_index, normalise_email, shown_code
from claimants.people.models import Claimant, EmailChange
from claimants.signin import keys, rules


def stored_address(index: str) -> str:
    """The address as it is stored in the acting file, also one that was left but still lets in; empty for none."""
    stored = Claimant.objects.with_index(index).values_list("email", flat=True).first()
    left = EmailChange.objects.undoable().from_address_with(index).values_list("from_email", flat=True)
    return stored or left.first() or ""


@transaction.atomic
def ask_change(claimant: Claimant, *, to: str, language: str, by) -> EmailChange:
    """Mail a code to the address somebody wants from now on; nothing changes until it is typed.

    Raises DomainError on `email`: not an address, the same one, or asked too often.
    """
    with acting_for(claimant.foundation_id):
        if claimant.email and normalise_email(to) == normalise_email(claimant.email):
            raise DomainError(_("This is the address we have already."), field="email", code="same")
        if (
            EmailChange.objects.filter(claimant=claimant, created_at__gt=claims.later(-rules.LIMIT_WINDOW)).count()
            >= rules.PER_ADDRESS
        ):
            raise DomainError(
                _("You asked for three codes. Wait an hour, then ask again."), field="email", code="limit"
            )
        change = EmailChange(
            foundation_id=claimant.foundation_id,
            claimant=claimant,
            from_email=claimant.email,
            from_index=claimant.email_index,
            to_email=to,
            expires_at=timezone.now() + rules.LIFETIME,
        )
        code = keys.new_sign_in_code()
        change.code_hash = keys.hash_code(code, request_id=change.public_id)
        _require_address(change)
        EmailChange.objects.filter(claimant=claimant).asked().update(expires_at=Now())
        change.save()
        journal.record("email.asked", change, by=by)
    _mail_code(change, code, language=language)
    return change


def open_change(claimant: Claimant) -> EmailChange | None:
    """The change that waits for its code, if any."""
    with acting_for(claimant.foundation_id):
        return EmailChange.objects.filter(claimant=claimant).asked().first()


def undoable_change(claimant: Claimant, visitor: Visitor) -> EmailChange | None:
    """The change that this visitor may put back: who proved the old mailbox, while it still lets in."""
    with acting_for(claimant.foundation_id):
        changes = EmailChange.objects.filter(claimant=claimant).undoable()
        return changes.from_address_with(visitor.email_index).first()


def confirm_change(claimant: Claimant, code: str, *, by) -> Claimant:
    """Make the address change if the code is right; the old address is told.

    Raises DomainError on `code`: wrong (the try is counted), too late or tried too often; ChangedMeanwhile when staff
    wrote another address.
    """
    with acting_for(claimant.foundation_id):
        change = EmailChange.objects.filter(claimant=claimant).asked().first()
        is_counted = change is not None and _count_try(change)
    if not is_counted:
        raise DomainError(_("This code no longer works. Ask for a new one."), field="code", code="closed")
    if not hmac.compare_digest(change.code_hash, keys.hash_code(code, request_id=change.public_id)):
        raise DomainError(_("This code is not right. Look at the newest e-mail and type it again."), field="code")
    return _change(change, by=by)


@transaction.atomic
def _change(change: EmailChange, *, by) -> Claimant:
    with acting_for(change.foundation_id):
        claimant = Claimant.objects.get(pk=change.claimant_id)
        if claimant.email != change.from_email:
            raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
        closes_at = timezone.now() + rules.OLD_ADDRESS_WORKS_FOR if change.from_email else None
        waiting = EmailChange.objects.filter(pk=change.pk).asked()
        if not waiting.update(confirmed_at=Now(), closes_at=closes_at, code_hash=""):
            raise DomainError(_("This code no longer works. Ask for a new one."), field="code", code="closed")
        changed = people.change_contact(claimant, version=claimant.version, email=change.to_email, by=by)
        journal.record("email.changed", change, by=by)
        if change.from_email:
            _tell_old_address(changed, change, closes_at)
    return changed


@transaction.atomic
def undo_change(change: EmailChange, *, by) -> Claimant:
    """Put the old address back, from that address; every later change goes with it, and those let in no longer.

    Raises DomainError when it is too late.
    """
    with acting_for(change.foundation_id):
        later = EmailChange.objects.filter(claimant=change.claimant_id, pk__gte=change.pk)
        if not EmailChange.objects.filter(pk=change.pk).undoable().update(undone_at=Now()):
            raise DomainError(_("The old address can no longer be put back here. Call us."), code="too-late")
        later.update(undone_at=Now(), code_hash="", expires_at=Now())
        claimant = Claimant.objects.get(pk=change.claimant_id)
        restored = people.change_contact(claimant, version=claimant.version, email=change.from_email, by=by)
        journal.record("email.restored", change, by=by)
    return restored


def purge() -> int:
    """Forget changes whose old address lets nobody in any more; the number forgotten."""
    count = 0
    for foundation in Foundation.objects.all():
        with acting_for(foundation):
            count += EmailChange.objects.spent().delete()[0]
    return count


def _require_address(change: EmailChange) -> None:
    """A wrong address is a wrong `email` on the form."""
    try:
        require_clean(change)
    except DomainError as refused:
        raise DomainError(refused.message, field="email", code=refused.code) from refused
    if not email_index(change.to_email):
        raise DomainError(_("Fill in an e-mail address."), field="email", code="required")


def _count_try(change: EmailChange) -> bool:
    tries = EmailChange.objects.filter(pk=change.pk, try_count__lt=rules.MAX_TRIES)
    return bool(tries.update(try_count=F("try_count") + 1))


def _mail_code(change: EmailChange, code: str, *, language: str) -> None:
    outbox.put(
        "email-code",
        to=change.to_email,
        dedupe_key=f"email-code:{change.public_id}",
        context={"code": shown_code(code), "minutes": rules.LIFETIME // timedelta(minutes=1)},
        language=language,
        foundation=change.foundation,
        is_sensitive=True,
        give_up_at=change.expires_at,
    )


def _tell_old_address(claimant: Claimant, change: EmailChange, closes_at) -> None:
    outbox.put(
        "email-changed",
        to=change.from_email,
        dedupe_key=f"email-changed:{change.public_id}",
        context={
            "new_address": masked_email(change.to_email),
            "ends_at": timezone.localtime(closes_at).isoformat(),
            "url": f"{settings.BASE_URL}/{claimant.language}/inloggen",
            "phone": claimant.foundation.phone,
            "foundation": claimant.foundation.name,
        },
        language=claimant.language,
        foundation=claimant.foundation,
    )
