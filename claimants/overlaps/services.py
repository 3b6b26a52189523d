"""Ask for a count, agree to it, and count: within each file apart, and only the number leaves."""

from array import array
from uuid import uuid4

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core import claims
from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.dossier.models import Case, Representation
from cases.journal import services as journal
from cases.parties.models import Foundation
from claimants.overlaps import rules
from claimants.overlaps.choices import OverlapState
from claimants.overlaps.models import Overlap, OverlapCount
from claimants.people.models import Claimant
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration

GONE = (RegistrationState.WITHDRAWN, RegistrationState.DUPLICATE)
OPEN = (OverlapState.ASKED, OverlapState.AGREED, OverlapState.COUNTING)


@transaction.atomic
def ask(foundation: Foundation, *, other: Foundation, case: Case, by) -> Overlap:
    """Ask another foundation in the case to count together; nothing is counted before it agrees. Raises DomainError."""
    _require_in_case(other, case)
    count_id, shared = uuid4(), {"case": case}
    with acting_for(foundation):
        _require_none_lately(other, case)
        mine = Overlap(foundation=foundation, other=other, count_id=count_id, **shared)
        mine.agreed_by, mine.agreed_at = by, timezone.now()
        save_checked(mine)
        journal.record("overlap.asked", mine, case=case, by=by, other=other.slug)
    with acting_for(other):
        theirs = Overlap(foundation=other, other=foundation, count_id=count_id, state=OverlapState.ASKED, **shared)
        save_checked(theirs)
        journal.record("overlap.asked", theirs, case=case, other=foundation.slug)
    return mine


@transaction.atomic
def agree(overlap: Overlap, *, by) -> Overlap:
    """Agree to a count that another foundation asked for; a worker counts soon. Raises DomainError."""
    _move(overlap.other, overlap.count_id, (OverlapState.AGREED,), state=OverlapState.COUNTING)
    agreed = {"state": OverlapState.COUNTING, "agreed_by": by, "agreed_at": timezone.now()}
    mine = _move(overlap.foundation, overlap.count_id, (OverlapState.ASKED,), **agreed)
    with acting_for(mine.foundation):
        journal.record("overlap.agreed", mine, case=mine.case, by=by, other=mine.other.slug)
    pair = {"first": mine.other, "second": mine.foundation, "case": mine.case}
    OverlapCount.objects.create(count_id=mine.count_id, due_at=Now(), **pair)
    return mine


@transaction.atomic
def end(overlap: Overlap, *, by) -> Overlap:
    """Refuse, or take a question back; possible until the other agreed. Raises DomainError."""
    waiting = (OverlapState.ASKED, OverlapState.AGREED)
    rows = [_move(one, overlap.count_id, waiting, state=OverlapState.ENDED) for one in _both(overlap)]
    for row in rows:
        with acting_for(row.foundation):
            decided = by if row.foundation_id == overlap.foundation_id else None
            journal.record("overlap.ended", row, case=row.case, by=decided, other=row.other.slug)
    return next(row for row in rows if row.foundation_id == overlap.foundation_id)


def count(*, limit: int = 10) -> int:
    """Count what both agreed to; the number of counts done. Safe to run by any number of workers, and to kill."""
    return sum(_count(pk, token) for pk, token in claims.claimed(OverlapCount.objects.all(), limit=limit, batch=1))


def _count(pk: int, token: str) -> bool:
    rows = OverlapCount.objects.all()
    work = rows.select_related("first", "second", "case").get(pk=pk)
    try:
        found = rules.in_common(_tokens(work.first, work.case), _tokens(work.second, work.case))
        with transaction.atomic():
            _tell(work, rules.told(found))
            if not claims.finish(rows, pk, token):  # another worker has it by now
                transaction.set_rollback(True)
                return False
        return True
    except Exception as error:
        claims.retry(rows, pk, token, error=type(error).__name__, attempt=work.attempt_count)
        return False


def _tokens(foundation: Foundation, case: Case) -> array:
    """Everybody who stands in the case with this foundation, as numbers that live as long as the count."""
    with acting_for(foundation):
        standing = Registration.objects.exclude(state__in=GONE).filter(group__case=case)
        people = Claimant.objects.reachable().filter(pk__in=standing.order_by().values("claimant"))
        indexes = people.exclude(email_index="").order_by().values_list("email_index", flat=True)
        return rules.tokens(indexes.iterator(chunk_size=20_000))


def _tell(work: OverlapCount, found: int | None) -> None:
    """Both read the same number; the journals say that it was counted, and the number only where both may read it."""
    values = {"state": OverlapState.COUNTED, "in_common_count": found, "counted_at": timezone.now()}
    for foundation in sorted((work.first, work.second), key=lambda one: one.pk):
        row = _move(foundation, work.count_id, (OverlapState.COUNTING,), **values)
        with acting_for(foundation):
            journal.record("overlap.counted", row, case=work.case, other=row.other.slug, in_common=found)


def _both(overlap: Overlap) -> list[Foundation]:
    return sorted((overlap.foundation, overlap.other), key=lambda one: one.pk)


def _move(foundation: Foundation, count_id, states: tuple, **values) -> Overlap:
    """The record of one foundation in another state; raises unless it stands in one of these."""
    with acting_for(foundation):
        rows = Overlap.objects.select_for_update(of=("self",)).select_related("foundation", "other", "case")
        row = rows.get(count_id=count_id)
        if row.state not in states:
            raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
        return change(row, **values)


def _require_in_case(other: Foundation, case: Case) -> None:
    acting = Representation.objects.on(timezone.localdate()).filter(group__case=case, foundation=other)
    if not acting.exists():
        raise DomainError(_("That foundation does not act in this case now."), field="other")


def _require_none_lately(other: Foundation, case: Case) -> None:
    earlier = Overlap.objects.filter(other=other, case=case)
    if earlier.filter(state__in=OPEN).exists():
        raise DomainError(_("A count with this foundation is under way already."), field="other")
    last = earlier.filter(state=OverlapState.COUNTED).order_by("-counted_at").first()
    if last and timezone.localdate() < rules.next_on(timezone.localdate(last.counted_at)):
        text = _("These lists were counted less than thirty days ago. Two counts close together would tell who came.")
        raise DomainError(text, field="other", code="too-soon")
