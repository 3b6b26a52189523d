"""Ask for a transfer, offer it, accept or refuse it, take it back: for one foundation first, then for the other."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.dossier.models import ClaimantGroup, Representation
from cases.journal import services as journal
from cases.parties.models import Foundation
from claimants.consents import services as consents
from claimants.consents.choices import Channel, TermsKind
from claimants.consents.models import TermsVersion
from claimants.people import services as people
from claimants.people.models import Claimant
from claimants.registrations import services as registrations
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration
from claimants.transfers import package, telling
from claimants.transfers.choices import ArrivalState, TransferState
from claimants.transfers.models import Arrival, Transfer

WAITS_FOR = timedelta(days=60)
GONE = (RegistrationState.WITHDRAWN, RegistrationState.DUPLICATE)


def places(registration: Registration, *, today: date) -> list[Representation]:
    """For which groups of the same case other foundations act today: where this registration may go."""
    acting = Representation.objects.on(today).filter(group__case=registration.group.case_id)
    others = acting.exclude(foundation=registration.foundation_id).select_related("foundation", "group")
    return list(others.order_by("foundation__name", "group__name", "pk"))


def terms_for(foundation, *, today: date) -> TermsVersion | None:
    """The text that people agree to before anything goes; without one nobody goes."""
    return consents.current_terms(foundation, TermsKind.TRANSFER, on=today)


@transaction.atomic
def ask(
    registration: Registration,
    *,
    to_foundation: Foundation,
    to_group: ClaimantGroup,
    channel: str = Channel.PORTAL,
    evidence: str = "",
    via: Claimant | None = None,
    by,
) -> Transfer:
    """Note that somebody agrees that their registration goes to another foundation; nothing goes yet.

    `by` is None when the person asks on their own page; staff name the evidence. Raises DomainError.
    """
    today = timezone.localdate()
    with acting_for(registration.foundation_id):
        current = _standing(registration, by=by)
        _require_place(current, to_foundation, to_group, today)
        if by is not None and not evidence.strip():
            raise DomainError(_("Say where the signed letter or the mail is kept."), field="evidence")
        terms = terms_for(current.foundation, today=today)
        if terms is None:
            raise DomainError(_("There is no approved text for a transfer yet."), code="no-terms")
        if Transfer.objects.of_registration(current).open().exists():
            raise DomainError(_("A transfer of this registration is under way already."), code="under-way")
        said = {"channel": channel, "language": current.claimant.language, "via": via}
        consents.agree(current.claimant, terms, **said, by=by)
        place = {"to_foundation": to_foundation, "to_group": to_group}
        facts = {"terms": terms, "asked_at": timezone.now(), "channel": channel, "evidence": evidence}
        transfer = Transfer(foundation_id=current.foundation_id, registration=current, recorded_by=by, **place, **facts)
        save_checked(transfer)
        journal.record("transfer.asked", transfer, **_about(transfer), by=by)
        telling.asked(transfer)
    return transfer


@transaction.atomic
def offer(transfer: Transfer, *, by) -> Transfer:
    """Seal what the claim needs and offer it; somebody else than who noted the request. Raises DomainError."""
    with acting_for(transfer.foundation_id):
        transfer = _locked(transfer.public_id, TransferState.ASKED)
        if by is None or transfer.recorded_by_id == by.pk:
            raise DomainError(_("Somebody else must offer this."), code="same-person")
        registration = _standing(transfer.registration, by=by)
        _require_place(registration, transfer.to_foundation, transfer.to_group, timezone.localdate())
        sealed = package.packed(registration)
        facts = {"package": sealed, "package_sha256": package.fingerprint(sealed), "group": transfer.to_group}
        facts["declarations"] = package.declared(registration.claimant)
        facts |= {"transfer_id": transfer.public_id, "from_foundation": transfer.foundation}
        facts |= {"consented_at": transfer.asked_at}
        facts["terms_sha256"] = transfer.terms.shown_in(registration.claimant.language).sha256
        sent = {"sent_by": by, "sent_at": timezone.now(), "package_sha256": facts["package_sha256"]}
        change(transfer, state=TransferState.OFFERED, **sent)
        journal.record("transfer.offered", transfer, **_about(transfer), by=by)
    with acting_for(transfer.to_foundation_id):
        arrival = Arrival(foundation_id=transfer.to_foundation_id, **facts)
        save_checked(arrival)
        journal.record("arrival.offered", arrival, **_about_arrival(arrival))
    return transfer


@transaction.atomic
def accept(arrival: Arrival, *, by) -> Arrival:
    """Take somebody over: a new file here, and the registration there ends with the reason. Raises DomainError."""
    key, source = arrival.transfer_id, arrival.from_foundation
    with acting_for(source):
        transfer = _locked(key, TransferState.OFFERED)
        people.require_may_change(transfer.registration.claimant, by=by)
        telling.accepted_there(transfer)
        registrations.transfer(transfer.registration, reason=telling.reason_of(transfer))
        change(transfer, state=TransferState.ACCEPTED, closed_at=timezone.now())
        journal.record("transfer.accepted", transfer, **_about(transfer))
    with acting_for(arrival.foundation_id):
        current = _waiting(arrival)
        about = {"sha256": transfer.package_sha256, "foundation": current.foundation, "group": current.group}
        made = package.unpacked(current.package, **about, key=str(key), by=by)
        decided = {"decided_by": by, "decided_at": timezone.now(), "package": {}}
        change(current, state=ArrivalState.ACCEPTED, claimant=made.claimant, registration=made, **decided)
        journal.record("arrival.accepted", current, **_about_arrival(current), by=by)
        telling.accepted_here(current)
    return current


@transaction.atomic
def refuse(arrival: Arrival, *, reason: str, by) -> Arrival:
    """Do not take somebody over; the package is emptied, and the person stays where they are. Raises DomainError."""
    with acting_for(arrival.from_foundation):
        transfer = _locked(arrival.transfer_id, TransferState.OFFERED)
        change(transfer, state=TransferState.REFUSED, closed_at=timezone.now(), close_reason=reason)
        journal.record("transfer.refused", transfer, **_about(transfer))
        telling.refused(transfer)
    with acting_for(arrival.foundation_id):
        current = _waiting(arrival)
        decided = {"decided_by": by, "decided_at": timezone.now(), "reason": reason}
        change(current, state=ArrivalState.REFUSED, package={}, declarations=[], **decided)
        journal.record("arrival.refused", current, **_about_arrival(current), by=by)
    return current


@transaction.atomic
def take_back(transfer: Transfer, *, reason: str = "", by) -> Transfer:
    """Undo it, until it is accepted: the package is emptied and the consent withdrawn. Raises DomainError."""
    with acting_for(transfer.foundation_id):
        transfer = _locked(transfer.public_id, TransferState.ASKED, TransferState.OFFERED)
        was_offered = transfer.state == TransferState.OFFERED
        change(transfer, state=TransferState.TAKEN_BACK, closed_at=timezone.now(), close_reason=reason)
        claimant = transfer.registration.claimant
        channel = Channel.PORTAL if by is None else Channel.STAFF
        consents.withdraw_consent(claimant, transfer.terms, channel=channel, language=claimant.language, by=by)
        journal.record("transfer.taken_back", transfer, **_about(transfer), by=by)
    if was_offered:
        with acting_for(transfer.to_foundation_id):
            arrival = Arrival.objects.of_transfer(transfer.public_id).get()
            ended = {"state": ArrivalState.TAKEN_BACK, "decided_at": timezone.now()}
            change(arrival, package={}, declarations=[], **ended)
            journal.record("arrival.taken_back", arrival, **_about_arrival(arrival))
    return transfer


def on_registration_ended(entry, registration: Registration) -> None:
    """Who leaves does not go anywhere else any more."""
    with acting_for(registration.foundation_id):
        for transfer in Transfer.objects.of_registration(registration).open():
            take_back(transfer, by=None)


def on_claimant_erased(entry, claimant: Claimant) -> None:
    """Who is erased here does not lie in a package elsewhere."""
    with acting_for(claimant.foundation_id):
        for transfer in Transfer.objects.of_person(claimant).open():
            take_back(transfer, by=None)


def expire() -> int:
    """Take back what nobody decided on for sixty days: a package does not lie about; how many."""
    before, count = timezone.now() - WAITS_FOR, 0
    for foundation in Foundation.objects.all():
        with acting_for(foundation):
            for transfer in Transfer.objects.waiting_since(before):
                take_back(transfer, reason=_("Nobody decided on it for sixty days."), by=None)
                count += 1
    return count


def _standing(registration: Registration, *, by) -> Registration:
    """The registration as it is now; raises DomainError for who left, is merged, contested or only kept."""
    current = Registration.objects.with_case().get(pk=registration.pk)
    people.require_may_change(current.claimant, by=by)
    if current.claimant.restricted_at or current.claimant.is_contested:
        raise DomainError(_("Nothing of this person may go anywhere now."), code="restricted")
    if current.state in GONE:
        raise DomainError(_("This registration has ended."), code="ended")
    return current


def _require_place(registration: Registration, foundation: Foundation, group: ClaimantGroup, today: date) -> None:
    asked = (foundation.pk, group.pk)
    if asked not in {(one.foundation_id, one.group_id) for one in places(registration, today=today)}:
        raise DomainError(_("That foundation does not act for this group now."), field="to_foundation")


def _locked(public_id, *states: str) -> Transfer:
    """The record of the giver, locked before anything with the taker is touched; raises unless it stands so."""
    rows = Transfer.objects.select_for_update(of=("self",)).select_related(
        "registration__claimant", "registration__group__case", "foundation", "to_foundation", "to_group", "terms"
    )
    current = rows.get(public_id=public_id)
    if current.state not in states:
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
    return current


def _waiting(arrival: Arrival) -> Arrival:
    rows = Arrival.objects.select_related("foundation", "from_foundation", "group__case")
    current = rows.get(pk=arrival.pk)
    if current.state != ArrivalState.OFFERED:
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
    return current


def _about(transfer: Transfer) -> dict:
    """What the journal of the giver says: never who decided elsewhere."""
    return {"case": transfer.to_group.case, "to_foundation": transfer.to_foundation.slug}


def _about_arrival(arrival: Arrival) -> dict:
    """What the journal of the taker says."""
    return {"case": arrival.group.case, "from_foundation": arrival.from_foundation.slug}
