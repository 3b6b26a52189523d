"""Send in a proof, take it back, scan it, look at it."""

import hashlib
import secrets

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core import claims
from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from cases.parties.models import Foundation
from claimants.people.work import claimed_in_files
from claimants.proofs import antivirus, rules, storing
from claimants.proofs.choices import ScanResult, Verdict
from claimants.proofs.models import Proof
from claimants.proofs.taking_in import TakenIn, take_in
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration


def upload(registration: Registration, file: File, *, by) -> Proof:
    """Keep a PDF, JPEG or PNG of at most 10 MB as proof; the same file again returns the first.

    Its name is forgotten; a picture is drawn anew without place, time and camera. Raises DomainError.
    """
    return _keep(registration, take_in(file), by=by)


@transaction.atomic
def _keep(registration: Registration, taken: TakenIn, *, by) -> Proof:
    with acting_for(registration.foundation_id):
        current = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
        if current.state == RegistrationState.WITHDRAWN:
            raise DomainError(_("You stopped with this registration; nothing can be added to it."), code="withdrawn")
        kept = Proof.objects.kept().of_registration(current)
        checksum = hashlib.sha256(taken.content).hexdigest()
        if known := kept.filter(sha256=checksum).first():
            return known
        if kept.count() >= rules.MAX_FILES:
            raise DomainError(_("You can send ten files. Remove one first."), field="file", code="too-many")
        proof = Proof(
            foundation_id=current.foundation_id,
            registration=current,
            kind=taken.kind,
            sha256=checksum,
            byte_count=len(taken.content),
            sent_at=timezone.now(),
            due_at=timezone.now(),
        )
        _attach(proof, taken)
        save_checked(proof)
        journal.record("proof.sent", proof, case=current.group.case, by=by, kind=taken.kind)
    return proof


def _attach(proof: Proof, taken: TakenIn) -> None:
    name = f"{storing.FOLDER}/{proof.foundation_id}/{secrets.token_hex(16)}"
    proof.file = ContentFile(taken.content, name=f"{name}.{taken.kind}")
    if taken.thumbnail:
        proof.thumbnail = ContentFile(taken.thumbnail, name=f"{name}-small.jpeg")


@transaction.atomic
def remove(proof: Proof, *, by) -> Proof:
    """Take a file back; nothing of it stays but that there was one. Raises DomainError once it was looked at."""
    with acting_for(proof.foundation_id):
        current = _as_read(proof)
        step = step_of(current)
        if step == rules.REMOVED:
            return current
        if not rules.may_remove(step):
            raise DomainError(_("We have looked at this file already; it can no longer be removed."), code="reviewed")
        storing.forget_files([current])
        values = {"file": "", "thumbnail": "", "removed_at": timezone.now(), "state": Proof.State.CANCELLED}
        removed = change(current, **values)
        journal.record("proof.removed", removed, case=removed.registration.group.case, by=by)
    return removed


@transaction.atomic
def review(proof: Proof, *, verdict: str, reason: str = "", by) -> Proof:
    """Staff looked at it and say so; `reason` is what the person reads, and a refusal needs one. Raises DomainError."""
    reason = reason.strip()
    if verdict == Verdict.REFUSED and not reason:
        raise DomainError(_("Say why this is no proof; the person reads it."), field="reason", code="required")
    with acting_for(proof.foundation_id):
        current = _as_read(proof)
        if verdict not in (Verdict.ACCEPTED, Verdict.REFUSED) or not rules.may_review(step_of(current)):
            raise DomainError(_("This file cannot be judged now."), code="not-now")
        values = {"verdict": verdict, "verdict_reason": reason, "reviewed_at": timezone.now(), "reviewed_by": by}
        judged = change(current, **values)
        journal.record("proof.reviewed", judged, case=judged.registration.group.case, by=by, verdict=str(verdict))
    return judged


def step_of(proof: Proof) -> str:
    """How far it is: sent, scanned, reviewed, removed or infected."""
    return rules.step_of(scan=proof.scan, verdict=proof.verdict, is_removed=proof.removed_at is not None)


def note_downloaded(proof: Proof, *, by) -> None:
    """Write down that a member of staff opened the file."""
    journal.record("proof.downloaded", proof, by=by)


def scan(*, limit: int = 50) -> int:
    """Hand the files that wait to the virus scanner, foundation by foundation; the number that got an answer.

    No transaction is open while a file is scanned.
    """
    return sum(_scan(*taken) for taken in claimed_in_files(Proof.objects.all, limit=limit))


def _scan(foundation_id: int, pk: int, token: str) -> bool:
    with acting_for(foundation_id):
        proof = Proof.objects.get(pk=pk)
    try:
        result = _result(storing.content_of(proof))
    except (antivirus.Unreachable, OSError) as error:
        with acting_for(foundation_id):
            claims.retry(Proof.objects.all(), pk, token, error=type(error).__name__, attempt=proof.attempt_count)
        return False
    with acting_for(foundation_id), transaction.atomic():
        is_mine = claims.finish(Proof.objects.all(), pk, token, scan=result)
        if is_mine and result == ScanResult.INFECTED:
            journal.record("proof.quarantined", proof, case=proof.registration.group.case)
    return is_mine


def _result(content: bytes) -> str:
    if not antivirus.is_present():
        return ScanResult.NOT_SCANNED
    return ScanResult.INFECTED if antivirus.is_infected(content) else ScanResult.CLEAN


def sweep() -> int:
    """Take away files that no proof names any more, such as those of an upload that failed; the number taken away."""
    found = 0
    for foundation_id in Foundation.objects.values_list("pk", flat=True):
        with acting_for(foundation_id):
            named = {name for pair in Proof.objects.kept().values_list("file", "thumbnail") for name in pair}
        found += storing.forget_unnamed(foundation_id, named)
    return found


def _as_read(proof: Proof) -> Proof:
    current = Proof.objects.select_related("registration__group__case").get(pk=proof.pk)
    if current.version != proof.version:
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
    return current
