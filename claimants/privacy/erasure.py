"""Erase a person, room by room from the top, and prove what is left."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.core import claims
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from claimants.people.models import Claimant
from claimants.people.work import claimed_in_files
from claimants.privacy import services
from claimants.privacy.choices import RequestState
from claimants.privacy.keepers import why_kept
from claimants.privacy.models import DataSubjectRequest, Erasure
from claimants.privacy.paths import tables, to_person
from claimants.privacy.rooms import ROOMS
from claimants.registrations import services as registrations
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration


def run(*, limit: int = 20) -> int:
    """Carry out the approved erasures whose seven days are over, foundation by foundation; the number done."""
    return sum(_run(*taken) for taken in claimed_in_files(_approved, limit=limit))


def _approved():
    return Erasure.objects.exclude(approved_at=None)


def _run(foundation_id: int, pk: int, token: str) -> bool:
    with acting_for(foundation_id):
        waiting = Erasure.objects.select_related("request__claimant").get(pk=pk)
        held = bool(services.holds_on(waiting.request.claimant))
    try:
        if held:
            raise Held
        return _carry_out(waiting, token)
    except Exception as error:
        with acting_for(foundation_id):
            claims.retry(_approved(), pk, token, error=type(error).__name__, attempt=waiting.attempt_count)
        return False


class Held(Exception):
    """A legal hold came after the approval: the erasure waits until it is lifted."""


@transaction.atomic
def _carry_out(waiting: Erasure, token: str) -> bool:
    """Erasing, the report and the answer in one transaction: a worker that lost its lease leaves nothing behind."""
    request = waiting.request
    with acting_for(waiting.foundation_id):
        found = erase(request.claimant, by=waiting.approved_by)
        if not claims.finish(_approved(), waiting.pk, token, report=found):
            transaction.set_rollback(True)
            return False
        with override(request.claimant.language):
            answer = _("Your data was erased. What had to stay, and why, stands in the report.")
        DataSubjectRequest.objects.filter(pk=request.pk).update(
            state=RequestState.ANSWERED, answer=answer, answered_at=timezone.now(), version=request.version + 1
        )
        journal.record("erasure.carried_out", request, by=waiting.approved_by)
    return True


def erase(claimant: Claimant, *, by) -> dict:
    """Erase a person within the acting foundation now: leave the groups, then every room from the top; the report.

    Files that were merged into this one go with it. The numbers of the past stay as they were: they name nobody.
    """
    merged = [erase(one, by=by) for one in claimant.merged_files.filter(erased_at=None)]
    _leave_groups(claimant, by=by)
    current = Claimant.objects.get(pk=claimant.pk)
    erased = {room: module.erase(current) for room, module in reversed(ROOMS.items())}
    journal.record("claimant.erased", current, by=by)
    found = {"erased_at": timezone.now().isoformat(), "erased": erased, "left": report(current)}
    return found | ({"merged": merged} if merged else {})


def report(claimant: Claimant) -> list[dict]:
    """What is left of a person, table by table: how many rows, and why; `why` is None where nothing explains it."""
    left = []
    for model in tables():
        paths = to_person(model)
        theirs = Q()
        for path in paths:
            theirs |= Q(**{path: claimant.pk})
        count = model.objects.filter(theirs).distinct().count() if paths else 0
        if count:
            left.append({"table": model._meta.label, "rows": count, "why": why_kept(model._meta.label)})
    return left


def _leave_groups(claimant: Claimant, *, by) -> None:
    gone = [RegistrationState.WITHDRAWN, RegistrationState.DUPLICATE]
    active = Registration.objects.filter(claimant=claimant).exclude(state__in=gone)
    for registration in active:
        registrations.leave(registration, by=by)
